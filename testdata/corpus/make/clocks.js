// Records with a wrong timestamp: in a different unit, signed or unsigned contrary to the scheme, or checked with a wrong clock.

import { NOW, PAYLOADS, SECRETS } from "./payloads.js";
import { SHAPES } from "./schemes.js";
import { deliver } from "./sign.js";
import { run, versioned } from "./tools.js";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// The clock of a sender is not at a whole second.
const milliseconds = (at) => `${at + 417}`;
const tooOld = { code: "timestamp_too_old" };
const tooNew = { code: "timestamp_too_new" };
/** Returns an expectation whose finding has the code of the refusal. Only the clock is wrong. */
const outside = (refused) => ({ refused, code: refused.code });

/** The mistake of a sender that signs only the body. */
const bodyAlone = { content: (_timestamp, body) => body };
/** Returns the mistake of a sender that also signs a timestamp, although the scheme has none. */
const withTimestamp = (header) => ({
  timestamp: () => `${NOW}`,
  content: (timestamp, body) => Buffer.concat([Buffer.from(`${timestamp}.`), body]),
  others: (timestamp) => [[header, timestamp]],
});

const late = (seconds) => ({ now: NOW + seconds, skew: Math.abs(seconds), ...outside(seconds > 0 ? tooOld : tooNew) });

const CASES = {
  "milliseconds-inboundflow": {
    scheme: "inboundflow",
    by: "headers['X-InboundFlow-Timestamp'] = Date.now()",
    mistake: { timestamp: milliseconds },
    code: "timestamp_milliseconds",
    refused: tooNew,
  },
  "milliseconds-smarterbot": {
    scheme: "smarterbot",
    by: '"t=" + Date.now() + ",v1=" + hex',
    mistake: { timestamp: milliseconds },
    code: "timestamp_milliseconds",
    refused: tooNew,
  },
  "milliseconds-standard": {
    scheme: "standard-webhooks",
    by: "headers['webhook-timestamp'] = Date.now()",
    mistake: { timestamp: milliseconds },
    code: "timestamp_milliseconds",
    refused: tooNew,
  },
  "milliseconds-pay": {
    scheme: "pay",
    by: '"t=" + Date.now() + ",v1=" + hex',
    mistake: { timestamp: milliseconds },
    code: "timestamp_milliseconds",
    refused: tooNew,
  },
  "seconds-for-milliseconds": {
    scheme: "vault",
    by: "Math.floor(Date.now() / 1000)",
    mistake: { timestamp: (at) => `${at / 1000}` },
    code: "timestamp_seconds",
    refused: tooOld,
  },
  "iso-inboundflow": {
    scheme: "inboundflow",
    by: "new Date().toISOString()",
    mistake: { timestamp: (at) => new Date(at).toISOString() },
    code: "timestamp_rfc3339",
    refused: { code: "malformed_header", header: "x-inboundflow-timestamp" },
  },
  "milliseconds-sent-seconds-signed": {
    scheme: "inboundflow",
    by: 'hmac.update(seconds + "." + body), and headers["X-InboundFlow-Timestamp"] = milliseconds',
    mistake: {
      timestamp: milliseconds,
      content: (timestamp, body) => Buffer.concat([Buffer.from(`${Math.floor(timestamp / 1000)}.`), body]),
    },
    code: "timestamp_milliseconds",
    refused: tooNew,
  },

  "not-signed-inboundflow": {
    scheme: "inboundflow",
    by: "hmac.update(body)",
    mistake: bodyAlone,
    code: "timestamp_not_signed",
  },
  "not-signed-smarterbot": {
    scheme: "smarterbot",
    by: "hmac.update(body)",
    mistake: bodyAlone,
    code: "timestamp_not_signed",
  },
  "not-signed-standard": {
    scheme: "standard-webhooks",
    by: "hmac.update(body)",
    mistake: bodyAlone,
    code: "timestamp_not_signed",
    also: "header_not_signed",
  },
  "not-signed-chat": { scheme: "chat", by: "hmac.update(body)", mistake: bodyAlone, code: "timestamp_not_signed" },
  "signed-gilbert": {
    scheme: "gilbert",
    by: 'hmac.update(timestamp + "." + body)',
    mistake: withTimestamp("X-Gilbert-Timestamp"),
    code: "timestamp_signed",
  },
  "signed-forge": {
    scheme: "forge",
    by: 'hmac.update(timestamp + "." + body)',
    mistake: withTimestamp("X-Hub-Timestamp"),
    code: "timestamp_signed",
  },
  "other-header": {
    scheme: "inboundflow",
    by: "signed when it was queued, at X-Queued-At, and timestamped when it was sent",
    mistake: {
      content: (_timestamp, body) => Buffer.concat([Buffer.from(`${NOW - 2}.`), body]),
      others: (timestamp) => [
        ["X-Queued-At", `${NOW - 2}`],
        ["X-InboundFlow-Timestamp", timestamp],
      ],
    },
    code: "timestamp_other_header",
  },

  "separator-inboundflow": {
    scheme: "inboundflow",
    by: "hmac.update(timestamp + body)",
    mistake: { content: (timestamp, body) => Buffer.concat([Buffer.from(timestamp), body]) },
    code: "timestamp_separator",
  },
  "separator-smarterbot": {
    scheme: "smarterbot",
    by: 'hmac.update(timestamp + ":" + body)',
    mistake: { content: (timestamp, body) => Buffer.concat([Buffer.from(`${timestamp}:`), body]) },
    code: "timestamp_separator",
  },
  "order-inboundflow": {
    scheme: "inboundflow",
    by: 'hmac.update(body + "." + timestamp)',
    mistake: { content: (timestamp, body) => Buffer.concat([body, Buffer.from(`.${timestamp}`)]) },
    code: "timestamp_order",
  },

  "clock-ahead": { scheme: "inboundflow", by: "the receiver's clock is ten minutes ahead", ...late(10 * MINUTE) },
  "clock-ahead-smarterbot": {
    scheme: "smarterbot",
    by: "the receiver's clock is six minutes ahead",
    ...late(6 * MINUTE),
  },
  "clock-behind": {
    scheme: "standard-webhooks",
    by: "the receiver's clock is ten minutes behind",
    ...late(-10 * MINUTE),
  },
  "clock-behind-pay": {
    scheme: "pay",
    by: "the receiver's virtual machine was asleep for an hour and twenty",
    ...late(-80 * MINUTE),
  },
  replayed: { scheme: "inboundflow", by: "a delivery of two days ago, sent again by hand", ...late(2 * DAY) },
  "replayed-fixture": {
    scheme: "standard-webhooks",
    by: "a delivery recorded a year ago, in a test",
    ...late(365 * DAY),
  },
  "retried-late": {
    scheme: "chat",
    by: "kept in a queue for forty minutes before it was verified",
    ...late(40 * MINUTE),
  },
  "time-zone": { scheme: "inboundflow", zone: "America/Sao_Paulo", skew: 3 * HOUR, ...outside(tooOld) },
  "time-zone-smarterbot": { scheme: "smarterbot", zone: "Europe/Paris", skew: HOUR, ...outside(tooNew) },
};

/** Returns the local time of a time zone, taken for UTC: the result of `calendar.timegm(time.localtime())`. */
function localTime(zone) {
  const code = `import calendar, time; print(calendar.timegm(time.localtime(${NOW})), end="")`;
  const timestamp = run([process.env.PYTHON ?? "python3", "-c", code], "", { env: { TZ: zone } }).toString();
  return { mistake: { timestamp: () => timestamp }, by: `TZ=${zone} python3 -c '${code}'`, tool: "python" };
}

export const clocks = Object.entries(CASES).map(([id, given]) => ({
  id,
  make: async () => {
    const {
      scheme,
      by,
      tool = "node",
      mistake,
      now,
      code,
      or,
      skew,
      refused,
    } = given.zone ? { ...given, ...localTime(given.zone) } : given;
    const secret = SECRETS[scheme];
    const body = Buffer.from(JSON.stringify(PAYLOADS[scheme]));
    return {
      scheme,
      why: given.zone
        ? `the sender took the local time of ${given.zone} for UTC`
        : `${by}, with ${SHAPES[scheme].header}`,
      madeBy: { tools: [versioned(tool), versioned("openssl")], command: by },
      sent: { ...deliver(scheme, { body, secret }), secret },
      received: { headers: deliver(scheme, { body, secret, mistake }).headers, now },
      refused,
      expect: { code, or, subject: "timestamp", proven: true, skew },
    };
  },
}));
