// Records whose signature is encoded or computed differently from the scheme, most often by a script that tests a receiver. Each
// command line reads the signed content from its standard input. The variables SECRET and BODY are in its environment.

import { NOW, PAYLOADS, SECRETS } from "./payloads.js";
import { curl } from "./proxies.js";
import { SHAPES } from "./schemes.js";
import { deliver } from "./sign.js";
import { shell, versionsIn } from "./tools.js";

const HMAC = 'openssl dgst -sha256 -hmac "$SECRET"';
const HEX = `${HMAC} -r | cut -d' ' -f1 | tr -d '\\n'`;
const BASE64 = `${HMAC} -binary | base64 -w0`;
// The key of a base64 secret, in hex for OpenSSL.
const KEY = `$(echo -n "\${SECRET#whsec_}" | base64 -d | xxd -p -c 256)`;
const KEYED = `openssl dgst -sha256 -mac HMAC -macopt "hexkey:${KEY}"`;

const malformed = { code: "malformed_header" };
const signature = { subject: "signature", refused: malformed };
const algorithm = { subject: "algorithm", refused: malformed };
const digest = { subject: "algorithm" };

/** `whole` is a command line that prints the whole value of the header. `tag` prints the value without the scheme's prefix. */
const CASES = {
  "base64-for-hex": { scheme: "gilbert", tag: BASE64, code: "signature_base64", ...signature },
  "base64-for-hex-grillo": { scheme: "grillo", tag: BASE64, code: "signature_base64", ...signature },
  "base64-for-hex-smarterbot": { scheme: "smarterbot", tag: BASE64, code: "signature_base64", ...signature },
  "base64url-for-hex": {
    scheme: "gabinete360",
    tag: `${BASE64} | tr '+/' '-_' | tr -d =`,
    code: "signature_base64",
    also: "signature_base64_unpadded",
    ...signature,
  },
  "base64url-for-base64": {
    scheme: "shop",
    tag: `${BASE64} | tr '+/' '-_' | tr -d =`,
    code: "signature_base64url",
    ...signature,
  },
  "base64-unpadded": {
    scheme: "standard-webhooks",
    tag: `${KEYED} -binary | base64 -w0 | tr -d =`,
    code: "signature_base64_unpadded",
    or: ["signature_base64url"],
    ...signature,
  },
  "hex-for-base64": { scheme: "shop", tag: HEX, code: "signature_hex", ...signature },
  "hex-for-base64-standard": {
    scheme: "standard-webhooks",
    tag: `${KEYED} -r | cut -d' ' -f1 | tr -d '\\n'`,
    code: "signature_hex",
    ...signature,
  },
  "base64-of-hex": { scheme: "gilbert", tag: `${HEX} | base64 -w0`, code: "signature_base64_of_hex", ...signature },

  "prefix-missing-grillo": { scheme: "grillo", whole: HEX, code: "signature_prefix_missing", ...signature },
  "prefix-missing-inboundflow": { scheme: "inboundflow", whole: HEX, code: "signature_prefix_missing", ...signature },
  "prefix-missing-forge": { scheme: "forge", whole: HEX, code: "signature_prefix_missing", ...signature },
  "prefix-missing-standard": {
    scheme: "standard-webhooks",
    whole: `${KEYED} -binary | base64 -w0`,
    code: "signature_prefix_missing",
    ...signature,
  },
  "prefix-added-gilbert": {
    scheme: "gilbert",
    whole: `echo -n "sha256=$(${HEX})"`,
    code: "signature_prefix_extra",
    ...signature,
  },
  "prefix-added-gabinete360": {
    scheme: "gabinete360",
    whole: `echo -n "sha256=$(${HEX})"`,
    code: "signature_prefix_extra",
    ...signature,
  },
  "prefix-added-shop": {
    scheme: "shop",
    whole: `echo -n "sha256=$(${BASE64})"`,
    code: "signature_prefix_extra",
    ...signature,
  },
  "prefix-by-openssl": {
    scheme: "gilbert",
    whole: `${HMAC} | tr -d '\\n'`,
    code: "signature_prefix_extra",
    why: "the line that `openssl dgst` prints was sent with the name of the digest before it",
    ...signature,
  },
  "prefix-of-another": {
    scheme: "grillo",
    whole: `echo -n "hmac-sha256=$(${HEX})"`,
    code: "signature_prefix_wrong",
    or: ["signature_prefix_extra", "signature_prefix_missing"],
    ...signature,
  },
  "prefix-v1": {
    scheme: "chat",
    whole: `echo -n "v1=$(${HEX})"`,
    code: "signature_prefix_wrong",
    or: ["signature_prefix_extra", "signature_prefix_missing"],
    ...signature,
  },
  quoted: {
    scheme: "gabinete360",
    whole: `${HEX} | jq -Rj tojson`,
    code: "signature_quoted",
    or: ["signature_prefix_extra"],
    ...signature,
  },
  "truncated-32": { scheme: "gilbert", tag: `${HEX} | head -c 32`, code: "signature_truncated", ...signature },
  "truncated-column": {
    scheme: "grillo",
    whole: `echo -n "sha256=$(${HEX})" | head -c 64`,
    code: "signature_truncated",
    why: "kept in a column of 64 characters on the way",
    ...signature,
  },
  "truncated-inboundflow": {
    scheme: "inboundflow",
    tag: `${HEX} | head -c 40`,
    code: "signature_truncated",
    ...signature,
  },

  sha1: {
    scheme: "gilbert",
    tag: `openssl dgst -sha1 -hmac "$SECRET" -r | cut -d' ' -f1 | tr -d '\\n'`,
    code: "algorithm_sha1",
    ...algorithm,
  },
  "sha1-prefix": {
    scheme: "forge",
    whole: `echo -n "sha1=$(openssl dgst -sha1 -hmac "$SECRET" -r | cut -d' ' -f1)"`,
    code: "algorithm_sha1",
    ...algorithm,
  },
  "sha1-base64": {
    scheme: "shop",
    tag: 'openssl dgst -sha1 -hmac "$SECRET" -binary | base64 -w0',
    code: "algorithm_sha1",
    ...algorithm,
  },
  sha512: {
    scheme: "gabinete360",
    tag: `openssl dgst -sha512 -hmac "$SECRET" -r | cut -d' ' -f1 | tr -d '\\n'`,
    code: "algorithm_sha512",
    ...algorithm,
  },
  "sha512-prefix": {
    scheme: "inboundflow",
    whole: `echo -n "sha512=$(openssl dgst -sha512 -hmac "$SECRET" -r | cut -d' ' -f1)"`,
    code: "algorithm_sha512",
    ...algorithm,
  },
  "sha512-smarterbot": {
    scheme: "smarterbot",
    tag: `openssl dgst -sha512 -hmac "$SECRET" -r | cut -d' ' -f1 | tr -d '\\n'`,
    code: "algorithm_sha512",
    ...algorithm,
  },
  "sha256-unkeyed": {
    scheme: "gilbert",
    tag: "sha256sum | cut -d' ' -f1 | tr -d '\\n'",
    code: "algorithm_sha256_unkeyed",
    ...digest,
  },
  "sha256-unkeyed-grillo": {
    scheme: "grillo",
    tag: "sha256sum | cut -d' ' -f1 | tr -d '\\n'",
    code: "algorithm_sha256_unkeyed",
    ...digest,
  },
  "sha256-secret-body": {
    scheme: "gilbert",
    tag: `{ echo -n "$SECRET"; cat; } | sha256sum | cut -d' ' -f1 | tr -d '\\n'`,
    code: "algorithm_sha256_secret_body",
    ...digest,
  },
  "sha256-body-secret": {
    scheme: "shop",
    tag: `{ cat; echo -n "$SECRET"; } | openssl dgst -sha256 -binary | base64 -w0`,
    code: "algorithm_sha256_body_secret",
    ...digest,
  },

  sha384: {
    scheme: "gilbert",
    tag: `openssl dgst -sha384 -hmac "$SECRET" -r | cut -d' ' -f1 | tr -d '\\n'`,
    code: "algorithm_sha384",
    ...algorithm,
  },
  "key-and-message-swapped": {
    scheme: "gabinete360",
    tag: `BODY=$(cat); echo -n "$SECRET" | openssl dgst -sha256 -hmac "$BODY" -r | cut -d' ' -f1 | tr -d '\\n'`,
    code: "algorithm_swapped",
    ...digest,
  },
  "digest-signed": {
    scheme: "grillo",
    tag: `sha256sum | cut -d' ' -f1 | tr -d '\\n' | ${HEX}`,
    code: "algorithm_digest_signed",
    ...digest,
  },
  "hex-with-colons": {
    scheme: "gilbert",
    tag: `openssl dgst -sha256 -hmac "$SECRET" -c | cut -d' ' -f2 | tr -d '\\n'`,
    code: "signature_hex_separated",
    ...signature,
  },
  "percent-encoded-signature": {
    scheme: "shop",
    tag: `${BASE64} | jq -Rrj @uri`,
    code: "signature_percent_encoded",
    ...signature,
  },

  // The sender's own secret is wrong.
  "newline-at-the-sender": {
    scheme: "gilbert",
    tag: `SECRET="$SECRET"$'\\n'; ${HEX}`,
    code: "secret_newline_missing",
    subject: "secret",
  },
  "undefined-at-the-sender": {
    scheme: "inboundflow",
    tag: `SECRET=undefined; ${HEX}`,
    code: "secret_empty_at_sender",
    subject: "secret",
  },
  "hashed-at-the-sender": {
    scheme: "gabinete360",
    tag: `SECRET=$(echo -n "$SECRET" | sha256sum | cut -d' ' -f1); ${HEX}`,
    code: "secret_hashed",
    subject: "secret",
  },

  // The signed content is not the content that is sent.
  "nothing-signed": { scheme: "gilbert", tag: `: | ${HEX}`, code: "body_signed_empty", subject: "body" },
  "echo-signed": {
    scheme: "gilbert",
    tag: `{ cat; echo; } | ${HEX}`,
    code: "body_trailing_newline_removed",
    subject: "body",
    why: "signed with the newline that echo adds, and sent without",
  },
  "echo-signed-grillo": {
    scheme: "grillo",
    tag: `{ cat; echo; } | ${HEX}`,
    code: "body_trailing_newline_removed",
    subject: "body",
    why: "signed with the newline that echo adds, and sent without",
  },
  "curl-data-strips": {
    scheme: "standard-webhooks",
    body: (body) => Buffer.concat([body, Buffer.from("\n")]),
    received: async (body) => (await curl(["--data", "@-"], [], body)).body,
    tag: `${KEYED} -binary | base64 -w0`,
    code: "body_trailing_newline_removed",
    subject: "body",
    why: "the file was signed as it is; curl --data @file leaves its newlines out, and --data-binary would not",
  },
  "jq-signed": {
    scheme: "shop",
    tag: `jq . | ${BASE64}`,
    code: "body_reserialized_2_spaces",
    also: "body_trailing_newline_removed",
    subject: "body",
    why: "signed as jq prints it, newline and all, and sent compact",
  },
};

export const signatures = Object.entries(CASES).map(([id, given]) => ({
  id,
  make: async () => {
    const { scheme, tag, whole, code, or, also, why, subject, refused } = given;
    const [secret, shape] = [SECRETS[scheme], SHAPES[scheme]];
    const body = (given.body ?? ((same) => same))(Buffer.from(JSON.stringify(PAYLOADS[scheme])));
    const timestamp = shape.timestamp?.(NOW * 1000);
    const sent = deliver(scheme, { body, secret });
    const printed = shell(tag ?? whole, shape.content(timestamp, body), { SECRET: secret }).toString();
    const value = whole === undefined ? shape.write(printed, timestamp) : printed;
    return {
      scheme,
      why: why ?? `the sender's script has for the signature: ${tag ?? whole}`,
      madeBy: { tools: versionsIn(`bash ${tag ?? whole} ${given.received ? "curl" : ""}`), command: tag ?? whole },
      sent: { ...sent, secret },
      received: {
        headers: sent.headers.map((pair) => (pair[0] === shape.header ? [pair[0], value] : pair)),
        body: await given.received?.(body),
      },
      refused,
      expect: { code, or, also, subject, proven: true },
    };
  },
}));
