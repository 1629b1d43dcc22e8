// Records whose change cannot be undone: a different secret, a different body, or a form that loses a part of the body. No finding may be
// proven.

import { through } from "./bodies.js";
import { PAYLOADS, SECRETS } from "./payloads.js";
import { SHAPES } from "./schemes.js";
import { deliver } from "./sign.js";
import { versioned } from "./tools.js";

/** Returns the body of the same delivery with an additional member that serializers change. */
const withData = (scheme, text) => Buffer.from(`${JSON.stringify(PAYLOADS[scheme]).slice(0, -1)},${text}}`);
const edited = (from, to) => (body) => Buffer.from(body.toString().replace(from, to));

const CASES = {
  "random-secret": {
    scheme: "gilbert",
    secret: "whsec_solve_0c4a8e1f7b2d4c6e9f3a5b7d1e8c2a46",
    why: "the secret of another endpoint",
  },
  "rotated-secret": {
    scheme: "inboundflow",
    secret: "Fl0w-51aa90d2e7c34b6f8d02",
    why: "the secret from before it was rotated",
  },
  "staging-secret": {
    scheme: "standard-webhooks",
    secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
    why: "the secret of the test environment",
  },
  "two-wrong-secrets": {
    scheme: "grillo",
    secrets: ["secret_de_production", "secret_de_test"],
    why: "neither of two secrets is the one",
  },
  "secret-with-a-typing-error": {
    scheme: "smarterbot",
    secret: "sb_live_4f/9Q+7zT1mW8xKc2Lrv",
    why: "the last letter was typed in the wrong case",
  },
  "secret-truncated": {
    scheme: "gabinete360",
    secret: "whsec_YXJnb3MgYXJnb3Mg",
    why: "the end of the secret was not copied",
  },
  "price-changed": { scheme: "gabinete360", change: edited("59.5", "9.5"), why: "somebody changed the price" },
  "member-added": {
    scheme: "gilbert",
    change: edited('"event":', '"admin":true,"event":'),
    why: "a gateway put a member of its own into the body",
  },
  "member-removed": {
    scheme: "standard-webhooks",
    change: edited(/"timestamp":"[^"]*",/, ""),
    why: "a gateway took a member out of the body",
  },
  "truncated-body": {
    scheme: "standard-webhooks",
    held: ["head/truncated"],
    why: "the body was cut off at a hundred bytes",
  },
  "keys-sorted-by-python": {
    scheme: "gilbert",
    held: ["python/sorted-dumps"],
    why: "the order of the keys as signed is gone",
  },
  "keys-sorted-by-flask": {
    scheme: "gilbert",
    held: ["flask/flask-jsonify"],
    why: "jsonify sorts the keys: their order as signed is gone",
  },
  "keys-sorted-by-go": {
    scheme: "gilbert",
    held: ["go/map"],
    why: "a map of Go is marshalled in the order of its keys",
  },
  "keys-sorted-by-jq": {
    scheme: "standard-webhooks",
    held: ["jq/sorted"],
    why: "the order of the keys as signed is gone",
  },
  "keys-sorted-by-perl": {
    scheme: "gabinete360",
    held: ["perl/canonical"],
    why: "the order of the keys as signed is gone",
  },
  "zero-lost": {
    scheme: "gilbert",
    body: withData("gilbert", '"total":49.90,"tax":1.0'),
    held: ["express/json"],
    why: "49.90 became 49.9, and 1.0 became 1",
  },
  "digits-lost": {
    scheme: "standard-webhooks",
    body: withData("standard-webhooks", '"order":12345678901234567890'),
    held: ["fastify/json"],
    why: "a number beyond what JavaScript can tell apart",
  },
  "null-lost": { scheme: "gilbert", held: ["gson/gson"], why: "Gson leaves out what is null" },
  "date-rewritten": {
    scheme: "gilbert",
    held: ["fastapi/fastapi-model"],
    why: "a model of pydantic wrote the date down in another way",
  },
  "letters-lost": { scheme: "gilbert", held: ["python/ascii-ignore"], why: "every letter beyond ASCII was dropped" },
  "letters-transliterated": {
    scheme: "grillo",
    held: ["iconv/translit"],
    why: "letters were replaced by others that look alike",
  },
  "letters-replaced": {
    scheme: "gabinete360",
    held: ["ruby/scrub"],
    why: "every byte beyond ASCII was replaced by a question mark",
  },
  "letters-of-seven-bits": {
    scheme: "standard-webhooks",
    held: ["node/decode-ascii"],
    why: "the highest bit of every byte was dropped",
  },
  "member-twice": {
    scheme: "gilbert",
    body: withData("gilbert", '"event":"chat.closed"'),
    held: ["koa/body"],
    why: "a member that was there twice is there once",
  },
  "signature-lower-cased": {
    scheme: "shop",
    write: (value) => value.toLowerCase(),
    why: "the base64 of the signature went through something that makes all letters small",
    refused: { code: "malformed_header" },
  },
  "signature-of-something-else": {
    scheme: "chat",
    write: () => `v0=${"5d".repeat(32)}`,
    why: "no signature of this body under any secret",
  },
};

export const unknown = Object.entries(CASES).map(([id, given]) => ({
  id,
  make: async () => {
    const { scheme, secret, secrets = secret && [secret], change = (same) => same, held, write, why, refused } = given;
    const genuine = SECRETS[scheme];
    const body = given.body ?? Buffer.from(JSON.stringify(PAYLOADS[scheme]));
    const { body: left, tools, commands } = await through(held, change(body));
    const sent = deliver(scheme, { body, secret: genuine });
    return {
      scheme,
      why,
      madeBy: { tools: tools.length > 0 ? tools : [versioned("node")], held: commands },
      sent: { ...sent, secret: genuine },
      received: {
        headers: sent.headers.map(([name, text]) => [
          name,
          write && name === SHAPES[scheme].header ? write(text) : text,
        ]),
        body: left,
        secrets,
      },
      refused,
      expect: null,
    };
  },
}));
