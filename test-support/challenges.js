// Custom schemes with every kind of challenge that providers send, their requests, and the responses that the providers' pages require. The MACs are
// computed by node:crypto.

import { createHmac } from "node:crypto";

import { signatureHeaders } from "./sign.js";

export const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
export const VERIFY_TOKEN = "a verify token & more";

const scheme = (id, signature, more) => ({
  id,
  name: id.toUpperCase(),
  docs: `https://${id}.example/webhooks`,
  signature: { syntax: "plain", encoding: "hex", ...signature },
  signedContent: "{body}",
  ...more,
});

/** The schemes, as the providers describe them. Each contains the same challenge as the scheme of that provider. */
export const CHALLENGED = {
  slack: scheme(
    "slack-like",
    { header: "x-slack-signature", syntax: { prefixed: "v0=" } },
    {
      signedContent: "v0:{timestamp}:{body}",
      timestamp: { header: "x-slack-request-timestamp", unit: "s" },
      challenge: { when: { body: "type", is: "url_verification" }, token: { body: "challenge" } },
      ack: { status: 200, contentType: "text/plain; charset=utf-8", body: "", exact: false },
    },
  ),
  zoom: scheme(
    "zoom-like",
    { header: "x-zm-signature", syntax: { prefixed: "v0=" } },
    {
      signedContent: "v0:{timestamp}:{body}",
      timestamp: { header: "x-zm-request-timestamp", unit: "s" },
      challenge: {
        when: { body: "event", is: "endpoint.url_validation" },
        token: { body: "payload.plainToken" },
        response: '{"plainToken":"{token}","encryptedToken":"{mac}"}',
      },
    },
  ),
  twitch: scheme(
    "twitch-like",
    { header: "twitch-eventsub-message-signature", syntax: { prefixed: "sha256=" } },
    {
      signedContent: "{twitch-eventsub-message-id}{timestamp}{body}",
      timestamp: { header: "twitch-eventsub-message-timestamp", unit: "rfc3339" },
      challenge: {
        when: { header: "Twitch-Eventsub-Message-Type", is: "webhook_callback_verification" },
        token: { body: "challenge" },
      },
      ack: { status: 204, contentType: "text/plain; charset=utf-8", body: "", exact: false },
      waivers: ["adjacent_parts"],
    },
  ),
  x: scheme(
    "x-like",
    { header: "x-twitter-webhooks-signature", syntax: { prefixed: "sha256=" }, encoding: "base64" },
    {
      challenge: { method: "GET", token: { query: "crc_token" }, response: '{"response_token":"sha256={mac}"}' },
    },
  ),
  whatsapp: scheme(
    "whatsapp-like",
    { header: "x-hub-signature-256", syntax: { prefixed: "sha256=" } },
    {
      challenge: {
        method: "GET",
        when: { query: "hub.mode", is: "subscribe" },
        token: { query: "hub.challenge" },
        verifyToken: "hub.verify_token",
      },
    },
  ),
  dropbox: scheme(
    "dropbox-like",
    { header: "x-dropbox-signature" },
    {
      challenge: { method: "GET", token: { query: "challenge" } },
    },
  ),
  trello: scheme("trello-like", { header: "x-trello-webhook", encoding: "base64" }, { challenge: { method: "HEAD" } }),
  // Xero validates an endpoint with a series of deliveries, some of them forged. No response may have a body.
  xero: scheme(
    "xero-like",
    { header: "x-xero-signature", encoding: "base64" },
    {
      ack: { status: 200, contentType: "text/plain; charset=utf-8", body: "", exact: true },
    },
  ),
};

/** The value of the option `challenge` for each scheme that accepts it. */
export const OPTION = { x: true, whatsapp: VERIFY_TOKEN, dropbox: true, trello: true };

export const hmac = (text, encoding, secret = SECRET) => createHmac("sha256", secret).update(text).digest(encoding);

/** Returns a signed delivery of a scheme, with its headers and its body. */
export function signed(name, json, { secret = SECRET, more = {}, seconds = Date.now() / 1000 } = {}) {
  const body = Buffer.from(typeof json === "string" ? json : JSON.stringify(json));
  const headers = signatureHeaders(CHALLENGED[name], { secret, body, seconds });
  return { method: "POST", headers: { "content-type": "application/json", ...headers, ...more }, body };
}

/** Returns an ordinary event of a scheme that signs its challenges. */
export const event = (name, given) =>
  signed(name, { type: "event_callback", event: "meeting.started", challenge: "no" }, given);

const TWITCH_TYPE = { "twitch-eventsub-message-type": "webhook_callback_verification" };

/** The signed challenges. Each token has the length and the characters of the example on the provider's page. */
export const SIGNED = {
  slack: {
    token: "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
    request: (token, given) =>
      signed("slack", { token: "Jhj5dZrVaK7ZwHHjRyZWjbDl", challenge: token, type: "url_verification" }, given),
    type: "text/plain; charset=utf-8",
    body: (token) => token,
  },
  zoom: {
    token: "qgg8vlvZRS6UYooatFL8Aw",
    request: (token, given) =>
      signed(
        "zoom",
        { payload: { plainToken: token }, event_ts: 1654503849680, event: "endpoint.url_validation" },
        given,
      ),
    type: "application/json",
    body: (token) => JSON.stringify({ plainToken: token, encryptedToken: hmac(token, "hex") }),
  },
  twitch: {
    token: "pogchamp-kappa-360noscope-vohiyo",
    request: (token, given) =>
      signed("twitch", { challenge: token, subscription: {} }, { more: TWITCH_TYPE, ...given }),
    type: "text/plain; charset=utf-8",
    body: (token) => token,
  },
};

const get = (path) => ({ method: "GET", path, headers: {} });

/** The unsigned challenges, as requests to a path. */
export const UNSIGNED = {
  x: {
    token: "MDUyNzI5OTItZTdjOC00YzJlLWJlZjYtNzBkZDE3Yzk3ZTlj",
    request: (path, token) => get(`${path}?crc_token=${token}&nonce=MTU5Njg`),
    type: "application/json",
    body: (token) => JSON.stringify({ response_token: `sha256=${hmac(token, "base64")}` }),
  },
  whatsapp: {
    token: "1158201444",
    request: (path, token, verifyToken = VERIFY_TOKEN) =>
      get(
        `${path}?${new URLSearchParams({ "hub.mode": "subscribe", "hub.challenge": decodeURIComponent(token), "hub.verify_token": verifyToken })}`,
      ),
    type: "text/plain; charset=utf-8",
    body: (token) => token,
  },
  dropbox: {
    token: "abc123-_XYZ",
    request: (path, token) => get(`${path}?challenge=${token}`),
    type: "text/plain; charset=utf-8",
    body: (token) => token,
  },
  trello: {
    token: "",
    request: (path) => ({ method: "HEAD", path, headers: {} }),
    type: "text/plain; charset=utf-8",
    body: () => "",
  },
};

/** Tokens that get no response, as they appear in a query: markup, too long, empty, or text that could begin a line or a signed content. */
export const BAD_TOKENS = {
  markup: "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
  "a character too many": "a".repeat(129),
  nothing: "",
  "a line break": "abc%0d%0aSet-Cookie:%20a=1",
  "a line break at the end": "abc%0a",
  JSON: "%7B%22a%22%3A1%7D",
  "a content of Zoom": "v0%3A1709064000%3Aabc",
  "base 64 padding": "YWJj%3D",
  "a letter beyond ASCII": "%C3%A9",
  "half a character": "%C3",
  "a null": "a%00",
};
