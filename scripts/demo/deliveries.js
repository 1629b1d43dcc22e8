// The providers' documented examples, signed with demo secrets by Node's own HMAC: nothing of hookward is in here, so that
// what is verified was signed by something else.

import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../shell.js";

/** HMAC-SHA256 in hex. */
const hmac = (secret, content) => createHmac("sha256", secret).update(content).digest("hex");

/** The body of a named vector: the example as the provider's document has it. */
function documented(scheme, name) {
  const { vectors } = JSON.parse(readFileSync(join(root, "testdata/vectors", `${scheme}.json`), "utf8"));
  return vectors.find((vector) => vector.name === name).body;
}

/**
 * One documented example a provider. `headers` is what the provider sends with a body signed at `time`; `shell` is the same
 * as a line of shell, in which `$body` and `$time` stand for them and openssl does the signing.
 */
export const DELIVERIES = [
  {
    scheme: "gilbert",
    secret: "demo-gilbert-secret",
    body: documented("gilbert", "documented-as-shown"),
    headers: (secret, body) => ({ "x-gilbert-signature": hmac(secret, body) }),
    shell: { "x-gilbert-signature": '$(sign "$body")' },
  },
  {
    scheme: "gabinete360",
    secret: "whsec_a_long_random_string",
    body: documented("gabinete360", "documented-as-shown"),
    headers: (secret, body) => ({ "x-argos-signature": hmac(secret, body) }),
    shell: { "x-argos-signature": '$(sign "$body")' },
  },
  {
    scheme: "inboundflow",
    secret: "your_signing_secret",
    body: documented("inboundflow", "documented-call.completed"),
    headers: (secret, body, time) => ({
      "x-inboundflow-event": "call.completed",
      "x-inboundflow-delivery-id": "unique-uuid",
      "x-inboundflow-timestamp": String(time),
      "x-inboundflow-signature": `sha256=${hmac(secret, `${time}.${body}`)}`,
    }),
    shell: {
      "x-inboundflow-event": "call.completed",
      "x-inboundflow-delivery-id": "unique-uuid",
      "x-inboundflow-timestamp": "$time",
      "x-inboundflow-signature": 'sha256=$(sign "$time.$body")',
    },
  },
  {
    scheme: "grillo",
    secret: "votre_secret_partage",
    body: documented("grillo", "documented-event.detected"),
    headers: (secret, body) => ({
      "x-grillo-event": "event.detected",
      "x-grillo-delivery": "dlv_xyz789",
      "x-grillo-signature": `sha256=${hmac(secret, body)}`,
    }),
    shell: {
      "x-grillo-event": "event.detected",
      "x-grillo-delivery": "dlv_xyz789",
      "x-grillo-signature": 'sha256=$(sign "$body")',
    },
  },
  {
    scheme: "smarterbot",
    secret: "demo-sign-key",
    body: documented("smarterbot", "documented-lead"),
    headers: (secret, body, time) => ({ "x-webhook-signature": `t=${time},v1=${hmac(secret, `${time}.${body}`)}` }),
    shell: { "x-webhook-signature": 't=$time,v1=$(sign "$time.$body")' },
  },
];

/** A line of shell that signs the example with openssl, at the time at which it is run, and posts it. */
export function curl({ secret, body, shell }, url) {
  const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const headers = { "content-type": "application/json", ...shell };
  return [
    `body=${quote(body)}; time=$(date +%s)`,
    `sign() { printf %s "$1" | openssl dgst -sha256 -hmac ${quote(secret)} -r | cut -d' ' -f1; }`,
    `curl -i ${url} ${Object.entries(headers)
      .map(([name, value]) => `-H "${name}: ${value}"`)
      .join(" ")} --data-binary "$body"`,
  ].join("; ");
}
