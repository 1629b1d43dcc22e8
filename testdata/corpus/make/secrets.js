// Records in which the secret of the receiver is not the text that the provider shows. The body is the signed body.

import { PAYLOADS, SECRETS } from "./payloads.js";
import { deliver } from "./sign.js";
import { shell, versioned, versionsIn } from "./tools.js";

const BASE64_TEXT = "c2VjcmV0LW9mLXRoZS1zaG9wLTI0";
const HEX_TEXT = "6f1c9ab2d34e58f7a0b1c2d3e4f50617";

/** Returns a change of a secret by a command line, as { tools, command, change }. The variable SECRET contains the secret. */
const sh = (line) => ({
  tools: () => versionsIn(`bash ${line}`),
  command: line,
  change: (secret) => shell(line, "", { SECRET: secret }).toString(),
});
const node = (command, change) => ({ tools: () => [versioned("node")], command, change });

/** Returns a change of a secret that a person or the page of a hosting platform makes, and not a program. */
const typed = node;

const write = (content) => `printf '%s' ${content} > .env`;
const inFolder = (lines) => sh(`cd "$(mktemp -d)"; trap 'rm -r "$PWD"' EXIT; ${lines}`);
const sourced = (content) => inFolder(`${write(content)}; set -a; . ./.env; printf '%s' "$WEBHOOK_SECRET"`);
const listed = (content) => inFolder(`${write(content)}; env -i $(cat .env) printenv WEBHOOK_SECRET | head -c -1`);

const CASES = {
  "echo-into-a-file": { scheme: "gilbert", by: sh('echo "$SECRET"'), code: "secret_trailing_newline" },
  "echo-into-a-file-grillo": { scheme: "grillo", by: sh('echo "$SECRET"'), code: "secret_trailing_newline" },
  "heredoc-into-a-file": { scheme: "inboundflow", by: sh('cat <<< "$SECRET"'), code: "secret_trailing_newline" },
  "file-of-windows": {
    scheme: "smarterbot",
    by: sh('echo "$SECRET" | unix2dos'),
    code: "secret_trailing_newline",
    or: ["secret_trailing_whitespace"],
  },
  "crlf-env-file-sourced": {
    scheme: "gabinete360",
    by: sourced(`"WEBHOOK_SECRET=$SECRET"$'\\r\\n'`),
    code: "secret_trailing_whitespace",
    or: ["secret_trailing_newline"],
  },
  "trailing-space": {
    scheme: "inboundflow",
    by: typed("pasted into a hosting platform's field with the space behind it", (s) => `${s} `),
    code: "secret_trailing_whitespace",
  },
  "leading-space": {
    scheme: "gilbert",
    by: listedWithSpace(),
    code: "secret_whitespace",
  },
  "no-break-space": {
    scheme: "pay",
    by: typed("copied from a page, with the no-break space behind it", (s) => `${s}\u00a0`),
    code: "secret_trailing_whitespace",
  },
  "bom-in-the-file": {
    scheme: "chat",
    by: sh('printf %s "$SECRET" | dos2unix --add-bom'),
    code: "secret_bom",
    or: ["secret_invisible"],
  },
  "quotes-kept": { scheme: "gilbert", by: listed(`"WEBHOOK_SECRET=\\"$SECRET\\""`), code: "secret_quoted" },
  "single-quotes-kept": { scheme: "smarterbot", by: listed(`"WEBHOOK_SECRET='$SECRET'"`), code: "secret_quoted" },
  "json-stringified": { scheme: "grillo", by: node("JSON.stringify(secret)", JSON.stringify), code: "secret_quoted" },
  "backticks-kept": {
    scheme: "forge",
    by: typed("copied out of a Markdown message", (s) => `\`${s}\``),
    code: "secret_quoted",
  },
  "comment-kept": {
    scheme: "gilbert",
    by: inFolder(
      `${write('"WEBHOOK_SECRET=$SECRET # live"')}; env -i "$(cat .env)" printenv WEBHOOK_SECRET | head -c -1`,
    ),
    code: "secret_comment",
  },
  "newline-escaped": { scheme: "grillo", by: sh(`printf '%s\\\\n' "$SECRET"`), code: "secret_escaped_newline" },
  "zero-width-space": {
    scheme: "smarterbot",
    by: typed("copied out of a chat, with the zero-width space behind it", (s) => `${s}\u200b`),
    code: "secret_invisible",
  },
  bearer: { scheme: "inboundflow", by: sh('echo -n "Bearer $SECRET"'), code: "secret_prefix" },
  "list-in-one": { scheme: "gabinete360", by: sh('echo -n "the_new_secret,$SECRET"'), code: "secret_list" },
  "upper-case": { scheme: "forge", by: sh(`echo -n "\${SECRET^^}"`), code: "secret_case" },
  "name-and-value": {
    scheme: "inboundflow",
    by: sh('echo -n "WEBHOOK_SECRET=$SECRET"'),
    code: "secret_name_and_value",
    why: "the whole line of the .env file was put into the secret",
  },

  "whsec-taken-off": {
    scheme: "gabinete360",
    by: node('secret.replace(/^whsec_/, "")', (s) => s.replace(/^whsec_/, "")),
    code: "secret_whsec_missing",
  },
  "whsec-taken-off-gilbert": { scheme: "gilbert", by: sh(`echo -n "\${SECRET#whsec_}"`), code: "secret_whsec_missing" },
  "whsec-put-before": {
    scheme: "inboundflow",
    by: typed("written as another provider's secrets are", (s) => `whsec_${s}`),
    code: "secret_whsec_prefix",
  },
  "whsec-decoded": {
    scheme: "gabinete360",
    by: node('Buffer.from(secret.slice(6), "base64")', (s) => Buffer.from(s.slice(6), "base64")),
    code: "secret_base64_encode",
    why: "decoded as Standard Webhooks would, where the text is the key",
  },
  "v1-whsec": {
    scheme: "grillo",
    by: typed("written as Supabase shows its secrets", (s) => `v1,whsec_${s}`),
    code: "secret_v1_whsec_prefix",
  },
  "v1-whsec-standard": {
    scheme: "standard-webhooks",
    by: typed("pasted as Supabase shows it", (s) => `v1,${s}`),
    code: "secret_v1_whsec_prefix",
    refused: { config: "invalid_secret" },
  },
  "standard-newline": {
    scheme: "standard-webhooks",
    by: sh('echo "$SECRET"'),
    code: "secret_trailing_newline",
    refused: { config: "invalid_secret" },
  },
  "standard-quoted": {
    scheme: "standard-webhooks",
    by: listed(`"WEBHOOK_SECRET=\\"$SECRET\\""`),
    code: "secret_quoted",
    refused: { config: "invalid_secret" },
  },
  "standard-key-as-text": {
    scheme: "standard-webhooks",
    by: node("new TextEncoder().encode(secret)", (s) => Buffer.from(s)),
    code: "secret_bytes_encoded",
    why: "the whole text was made the key, where what is behind whsec_ is base64",
  },
  "standard-base64-as-text": {
    scheme: "standard-webhooks",
    by: node('new TextEncoder().encode(secret.replace("whsec_", ""))', (s) => Buffer.from(s.slice(6))),
    code: "secret_bytes_encoded",
  },
  "standard-encoded-again": {
    scheme: "standard-webhooks",
    by: sh(`echo -n "\${SECRET#whsec_}" | base64 -w0`),
    code: "secret_base64_twice",
    why: "put into a Kubernetes secret already encoded",
  },

  "base64-decoded": {
    scheme: "shop",
    secret: BASE64_TEXT,
    by: node('Buffer.from(secret, "base64")', (s) => Buffer.from(s, "base64")),
    code: "secret_base64_encode",
  },
  "base64-decoded-text": {
    scheme: "gilbert",
    secret: BASE64_TEXT,
    by: sh('echo -n "$SECRET" | base64 -d'),
    code: "secret_base64_encode",
  },
  "base64-encoded": {
    scheme: "gilbert",
    by: sh('echo -n "$SECRET" | base64 -w0'),
    code: "secret_base64_decode",
    why: "put into a Kubernetes secret already encoded",
  },
  "base64-encoded-smarterbot": { scheme: "smarterbot", by: node("btoa(secret)", btoa), code: "secret_base64_decode" },
  "hex-decoded": {
    scheme: "forge",
    secret: HEX_TEXT,
    by: node('Buffer.from(secret, "hex")', (s) => Buffer.from(s, "hex")),
    code: "secret_hex_encode",
  },
  "hex-decoded-chat": {
    scheme: "chat",
    secret: HEX_TEXT,
    by: node('Buffer.from(secret, "hex")', (s) => Buffer.from(s, "hex")),
    code: "secret_hex_encode",
  },
  "hex-encoded": {
    scheme: "inboundflow",
    by: sh('echo -n "$SECRET" | xxd -p -c 256 | head -c -1'),
    code: "secret_hex_decode",
  },
  "hex-key-as-text": {
    scheme: "vault",
    by: node("new TextEncoder().encode(secret)", (s) => Buffer.from(s)),
    code: "secret_bytes_encoded",
  },

  "url-encoded": {
    scheme: "smarterbot",
    by: node("encodeURIComponent(secret)", encodeURIComponent),
    code: "secret_url_encoded",
  },
  "url-encoded-grillo": {
    scheme: "grillo",
    by: node("encodeURIComponent(secret)", encodeURIComponent),
    code: "secret_url_encoded",
  },
  "variable-name": {
    scheme: "gilbert",
    by: typed("the name was set where the value belongs", () => "GILBERT_WEBHOOK_SECRET"),
    code: "secret_variable_name",
    proven: false,
  },
  "variable-name-inboundflow": {
    scheme: "inboundflow",
    by: typed("the name was set where the value belongs", () => "INBOUNDFLOW_SECRET"),
    code: "secret_variable_name",
    proven: false,
  },
  "variable-unexpanded": {
    scheme: "gabinete360",
    by: sh(`echo -n '\${ARGOS_SECRET}'`),
    code: "secret_unexpanded_variable",
    proven: false,
  },
  "variable-unexpanded-plain": {
    scheme: "grillo",
    by: sh("echo -n '$GRILLO_SECRET'"),
    code: "secret_unexpanded_variable",
    proven: false,
  },
  "variable-unexpanded-actions": {
    scheme: "smarterbot",
    by: typed("a workflow's expression that was never evaluated", () => `\${{ secrets.SMARTERBOT_KEY }}`),
    code: "secret_unexpanded_variable",
    proven: false,
  },
  undefined: {
    scheme: "inboundflow",
    by: node("String(process.env.NOT_SET)", () => String(process.env.NOT_SET_IN_ANY_ENVIRONMENT)),
    code: "secret_placeholder",
    proven: false,
  },
  placeholder: {
    scheme: "gilbert",
    by: typed("left as the example file has it", () => "changeme"),
    code: "secret_placeholder",
    proven: false,
  },
  masked: {
    scheme: "gabinete360",
    by: typed("copied from a page that shows it masked", (s) => `${s.slice(0, 8)}${"•".repeat(12)}`),
    code: "secret_placeholder",
    proven: false,
  },
};

/** Makes a secret with a space. `docker run --env-file` and `env` keep all text after the equals sign unchanged. */
function listedWithSpace() {
  return inFolder(`${write('"WEBHOOK_SECRET= $SECRET"')}; env -i "$(cat .env)" printenv WEBHOOK_SECRET | head -c -1`);
}

export const secrets = Object.entries(CASES).map(([id, given]) => ({
  id,
  make: async () => {
    const { scheme, by, code, or, why, secret = SECRETS[scheme], proven = true, refused } = given;
    const body = Buffer.from(JSON.stringify(PAYLOADS[scheme]));
    return {
      scheme,
      why: why ?? `the receiver's secret is what this leaves of it: ${by.command}`,
      madeBy: { tools: by.tools(), command: by.command },
      sent: { ...deliver(scheme, { body, secret }), secret },
      received: { secret: by.change(secret) },
      refused,
      expect: { code, or, subject: "secret", proven },
    };
  },
}));
