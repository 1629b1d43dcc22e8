// Records with two mistakes at once. Undoing only one of them does not make the signature match.

import { through } from "./bodies.js";
import { NOW, PAYLOADS, SECRETS } from "./payloads.js";
import { SHAPES } from "./schemes.js";
import { deliver } from "./sign.js";
import { shell, versioned } from "./tools.js";

const newline = ["secret_trailing_newline", 'echo "$SECRET"'];
const quoted = ["secret_quoted", `printf '"%s"' "$SECRET"`];
const spaced = ["secret_trailing_whitespace", `printf '%s ' "$SECRET"`];
const unprefixed = ["secret_whsec_missing", `printf '%s' "\${SECRET#whsec_}"`];

const body = (scheme, signed, held, code, secret, more) => ({
  scheme,
  signed: [signed],
  held: [held],
  code,
  subject: "body",
  secret,
  ...more,
});

const CASES = {
  "express-and-newline": body("gilbert", "node/stringify-2", "express/json", "body_reserialized_2_spaces", newline),
  "flask-and-newline": body("gabinete360", "node/stringify", "flask/flask-dumps", "body_reserialized_compact", newline),
  "php-and-quotes": body("gilbert", "node/stringify", "php/json_encode", "body_reserialized_compact", quoted),
  "python-and-newline": body("smarterbot", "python/dumps", "express/json", "body_reserialized_python", newline),
  "go-and-newline": body("gilbert", "go/struct", "express/json", "body_reserialized_go", newline),
  "fastify-and-space": body("gabinete360", "php/pretty", "fastify/json", "body_reserialized_4_spaces", spaced),
  "crlf-and-quotes": body("gilbert", "ruby/pretty", "git/autocrlf", "body_crlf", quoted),
  "crlf-and-newline": body("chat", "ruby/pretty", "unix2dos/crlf", "body_crlf", newline),
  "echo-and-newline": body("shop", "node/stringify", "bash/echo", "body_trailing_newline_added", newline),
  "bom-and-newline": body("gilbert", "node/stringify", "dos2unix/bom", "body_bom_added", newline),
  "base64-and-newline": body("grillo", "node/stringify", "node/base64", "body_base64", newline),
  "jq-and-whsec": body("gabinete360", "node/stringify", "jq/default", "body_reserialized_compact", unprefixed),
  kubernetes: {
    scheme: "inboundflow",
    code: "secret_base64_decode",
    subject: "secret",
    secret: ["secret_trailing_newline", 'echo "$SECRET" | base64 -w0'],
    why: "`echo secret | base64` put the newline into what was encoded, and the receiver did not decode it",
  },
  "prefix-and-newline": {
    scheme: "grillo",
    code: "signature_prefix_missing",
    subject: "signature",
    secret: newline,
    value: (value) => value.slice("sha256=".length),
    refused: "malformed_header",
  },
  "base64-and-quotes": {
    scheme: "gilbert",
    code: "signature_base64",
    subject: "signature",
    secret: quoted,
    value: (value) => Buffer.from(value, "hex").toString("base64"),
    refused: "malformed_header",
  },
  "renamed-and-newline": {
    scheme: "gilbert",
    code: "header_renamed",
    subject: "header",
    secret: newline,
    rename: (name) => `HTTP_${name.replaceAll("-", "_").toUpperCase()}`,
    refused: "missing_header",
  },
  "late-and-newline": {
    scheme: "inboundflow",
    code: "timestamp_too_old",
    subject: "timestamp",
    secret: newline,
    now: NOW + 3600,
    refused: "timestamp_too_old",
  },
};

export const pairs = Object.entries(CASES).map(([id, given]) => ({
  id,
  make: async () => {
    const {
      scheme,
      signed,
      held,
      code,
      subject,
      value = (same) => same,
      rename = (same) => same,
      now,
      why,
      refused,
    } = given;
    const secret = SECRETS[scheme];
    const [also, line] = given.secret;
    const provider = await through(signed, Buffer.from(JSON.stringify(PAYLOADS[scheme])));
    const receiver = await through(held, provider.body);
    const sent = deliver(scheme, { body: provider.body, secret });
    const { header } = SHAPES[scheme];
    return {
      scheme,
      why: why ?? `${code} and ${also} at once; the receiver's secret is what this prints: ${line}`,
      madeBy: {
        tools: [...new Set([...provider.tools, ...receiver.tools, versioned("bash")])],
        signed: provider.commands,
        held: receiver.commands,
        command: line,
      },
      sent: { ...sent, secret },
      received: {
        headers: sent.headers.map(([name, text]) => (name === header ? [rename(name), value(text)] : [name, text])),
        body: held && receiver.body,
        secret: shell(line, "", { SECRET: secret }).toString(),
        now,
      },
      refused: { code: refused ?? "signature_mismatch" },
      expect: { code, also, subject, proven: true },
    };
  },
}));
