// The providers, as their documents describe them: deliveries signed with node:crypto and with nothing of hookward's.

import { createHmac, randomUUID } from "node:crypto";

const hmac = (key, ...parts) => {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(part);
  return mac;
};

/** What each provider sends as headers for a body, under a secret, at a time in seconds. */
const SIGN = {
  gilbert: ({ secret, body }) => ({ "X-Gilbert-Signature": hmac(secret, body).digest("hex") }),
  gabinete360: ({ secret, body }) => ({ "X-Argos-Signature": hmac(secret, body).digest("hex") }),
  inboundflow: ({ secret, body, seconds, event, deliveryId }) => ({
    "X-InboundFlow-Signature": `sha256=${hmac(secret, `${seconds}.`, body).digest("hex")}`,
    "X-InboundFlow-Timestamp": `${seconds}`,
    "X-InboundFlow-Event": event,
    "X-InboundFlow-Delivery-Id": deliveryId,
  }),
  grillo: ({ secret, body, event, deliveryId }) => ({
    "X-Grillo-Signature": `sha256=${hmac(secret, body).digest("hex")}`,
    "X-Grillo-Event": event,
    "X-Grillo-Delivery": deliveryId,
  }),
  smarterbot: ({ secret, body, seconds }) => ({
    "X-Webhook-Signature": `t=${seconds},v1=${hmac(secret, `${seconds}.`, body).digest("hex")}`,
  }),
  "standard-webhooks": ({ secret, body, seconds, deliveryId }) => ({
    "webhook-id": deliveryId,
    "webhook-timestamp": `${seconds}`,
    "webhook-signature": `v1,${hmac(Buffer.from(secret.slice("whsec_".length), "base64"), `${deliveryId}.${seconds}.`, body).digest("base64")}`,
  }),
};

/** A body as each provider sends it, with the name of its event and its id where the document puts them. */
const BODY = {
  gilbert: { event_id: "evt_01HV9R", event: "chat.first_message", timestamp: "2026-05-07T14:32:18.000Z", data: {} },
  gabinete360: { id: "c0ffee", eventType: "price_change", severity: "high", title: "Preço: 49 → 59 €" },
  inboundflow: { event: "lead.created", data: { caller_name: "Zoë" } },
  grillo: { type: "sensor.online", data: { sensor_id: "sen_abc123" } },
  smarterbot: { Type: "Lead", FirstName: "David", SessionID: 31305 },
  "standard-webhooks": { type: "contact.created", data: {} },
};

export const SECRETS = {
  gilbert: "whsec_solve_9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d",
  gabinete360: "whsec_YXJnb3MgYXJnb3MgYXJnb3M=",
  inboundflow: "your_signing_secret",
  grillo: "votre_secret_partagé",
  smarterbot: "smarter-s3cret",
  "standard-webhooks": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
};

export const IDS = Object.keys(SIGN);

/** The name of the header that holds the signature, in lower case. */
export const SIGNATURE_HEADER = {
  gilbert: "x-gilbert-signature",
  gabinete360: "x-argos-signature",
  inboundflow: "x-inboundflow-signature",
  grillo: "x-grillo-signature",
  smarterbot: "x-webhook-signature",
  "standard-webhooks": "webhook-signature",
};

/** The member of the body that names the event, for the schemes that also, or only, have it there. */
const EVENT_MEMBER = {
  gilbert: "event",
  gabinete360: "eventType",
  inboundflow: "event",
  grillo: "type",
  smarterbot: "Type",
};

/** A delivery as a provider sends it, right now unless told otherwise. `headers` is an object, `body` a Buffer. */
export function delivery(id, given = {}) {
  const {
    secret = SECRETS[id],
    json = BODY[id],
    body = Buffer.from(JSON.stringify(json)),
    seconds = Math.floor(Date.now() / 1000),
    event = json[EVENT_MEMBER[id]] ?? "some.event",
    deliveryId = `dlv_${randomUUID()}`,
  } = given;
  const bytes = Buffer.from(body);
  const headers = SIGN[id]({ secret, body: bytes, seconds, event, deliveryId });
  return { headers: { "Content-Type": "application/json", ...headers }, body: bytes, json, deliveryId, seconds };
}
