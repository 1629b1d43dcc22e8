// The body that the receiver has is not the body that was signed.
//
// `signed` is how the provider writes its payload down, `held` what becomes of it on the way to the code that verifies. A
// `code` says which form was signed, since that is what a receiver has to get back to.

import { named } from "./forms.js";
import { PAYLOADS, PLAIN, SECRETS, SORTED } from "./payloads.js";
import { deliver } from "./sign.js";

/** For the schemes that take `JSON.stringify` of a body in its place, a parsed body is broken only where this is off. */
const EXACT = { reserialize: false };
const likely = { proven: false };

const js = (held, scheme, more) => ({
  signed: ["node/stringify"],
  held: [held],
  scheme,
  code: "body_reserialized_compact",
  ...more,
});
const from = (signed, held, scheme, code, more) => ({ signed: [signed], held: [held], scheme, code, ...more });

const CASES = {
  // Signed as JSON.stringify and most libraries print it; what holds it printed it again in another way.
  "compact-held-by-express-pretty": js("express/json-pretty", "gilbert"),
  "compact-held-by-python": js("python/dumps", "gilbert"),
  "compact-held-by-python-unicode": js("python/unicode", "gabinete360"),
  "compact-held-by-python-ascii": js("python/ascii", "standard-webhooks"),
  "compact-held-by-python-indent": js("python/indent-4", "shop", { payload: PAYLOADS.gilbert }),
  "compact-held-by-flask": js("flask/flask-dumps", "gilbert"),
  "compact-held-by-flask-jsonify": js("flask/flask-jsonify", "gabinete360", { payload: SORTED }),
  "compact-held-by-django": js("django/django-json", "gabinete360"),
  "compact-held-by-fastapi": js("fastapi/fastapi-dumps", "standard-webhooks"),
  "compact-held-by-php": js("php/json_encode", "gilbert"),
  "compact-held-by-php-array": js("php/array", "pay"),
  "compact-held-by-php-pretty": js("php/pretty", "gabinete360"),
  "compact-held-by-php-slashes": js("php/unescaped-unicode", "forge"),
  "compact-held-by-dotnet": js(".net/serialize", "gilbert"),
  "compact-held-by-dotnet-relaxed": js(".net/relaxed", "gilbert"),
  "compact-held-by-dotnet-indented": js(".net/indented", "standard-webhooks"),
  "compact-held-by-go-struct": js("go/struct", "gilbert"),
  "compact-held-by-go-raw-message": js("go/raw-message", "standard-webhooks"),
  "compact-held-by-go-encoder": js("go/encoder", "gabinete360"),
  "compact-held-by-ruby-pretty": js("ruby/pretty", "gilbert"),
  "compact-held-by-rails": js("rails/rails", "shop", { payload: PAYLOADS["standard-webhooks"] }),
  "compact-held-by-gson": js("gson/gson", "standard-webhooks"),
  "compact-held-by-gson-pretty": js("gson/gson-pretty", "gabinete360"),
  "compact-held-by-jackson-pretty": js("jackson/jackson-pretty", "gilbert"),
  "compact-held-by-perl-pretty": js("perl/pretty", "forge", { payload: SORTED }),
  "compact-held-by-jq": js("jq/default", "gilbert"),
  "compact-held-by-jq-tab": js("jq/tab", "chat"),
  "compact-held-by-jq-ascii": js("jq/ascii", "gabinete360"),
  "exact-inboundflow-held-by-python": js("python/dumps", "inboundflow", { options: EXACT }),
  "exact-grillo-held-by-php": js("php/json_encode", "grillo", { options: EXACT }),
  "exact-smarterbot-held-by-jackson": js("jackson/jackson-pretty", "smarterbot", { options: EXACT }),

  // Signed in a form that is not compact; a framework of JavaScript parsed it, and JSON.stringify made it compact.
  "two-spaces-held-by-express": from("node/stringify-2", "express/json", "gilbert", "body_reserialized_2_spaces"),
  "two-spaces-held-by-jq": from("ruby/pretty", "jq/compact", "gabinete360", "body_reserialized_2_spaces"),
  "two-spaces-held-by-hono": from("gson/gson-pretty", "hono/json", "standard-webhooks", "body_reserialized_2_spaces"),
  "two-spaces-inboundflow-held-by-express4": from(
    "node/stringify-2",
    "express4/json",
    "inboundflow",
    "body_reserialized_2_spaces",
  ),
  "four-spaces-held-by-fastify": from("python/indent-4", "fastify/json", "gilbert", "body_reserialized_4_spaces"),
  "four-spaces-held-by-koa": from("php/pretty", "koa/body", "gabinete360", "body_reserialized_4_spaces"),
  "four-spaces-grillo-held-by-fastify": from(
    "node/stringify-4",
    "fastify/json",
    "grillo",
    "body_reserialized_4_spaces",
  ),
  "two-spaces-in-an-unquoted-variable": from(
    "ruby/pretty",
    "bash/unquoted",
    "gabinete360",
    "body_reserialized_2_spaces",
  ),
  "tabs-held-by-hono": from("jq/tab", "hono/json", "forge", "body_reserialized_tab"),
  "tabs-held-by-request": from("node/stringify-tab", "request/json", "gilbert", "body_reserialized_tab"),
  "python-held-by-express": from("python/dumps", "express/json", "gilbert", "body_reserialized_python"),
  "python-held-by-fastify": from("python/dumps", "fastify/json", "standard-webhooks", "body_reserialized_python"),
  "python-smarterbot-held-by-express": from("python/dumps", "express/json", "smarterbot", "body_reserialized_python"),
  "python-unicode-held-by-koa": from("python/unicode", "koa/body", "gabinete360", "body_reserialized_python_unicode"),
  "python-ascii-held-by-hono": from("python/ascii", "hono/json", "gabinete360", "body_reserialized_ascii"),
  "php-held-by-express": from("php/json_encode", "express/json", "gilbert", "body_reserialized_php"),
  "php-held-by-request": from("php/json_encode", "request/json", "pay", "body_reserialized_php", {
    payload: PAYLOADS.gabinete360,
  }),
  "php-inboundflow-held-by-express": from("php/json_encode", "express/json", "inboundflow", "body_reserialized_php"),
  "php-unescaped-slashes-held-by-koa": from("php/unescaped-slashes", "koa/body", "gilbert", "body_reserialized_ascii"),
  "php-unescaped-unicode-held-by-express4": from(
    "php/unescaped-unicode",
    "express4/json",
    "gabinete360",
    "body_reserialized_php_unicode",
  ),
  "dotnet-held-by-express": from(".net/serialize", "express/json", "gilbert", "body_reserialized_dotnet"),
  "dotnet-held-by-python": from(".net/serialize", "python/dumps", "standard-webhooks", "body_reserialized_dotnet"),
  "go-held-by-express": from("go/struct", "express/json", "gilbert", "body_reserialized_go"),
  "go-held-by-jq": from("go/raw-message", "jq/compact", "standard-webhooks", "body_reserialized_go"),
  "rails-held-by-fastify": from("rails/rails", "fastify/json", "gilbert", "body_reserialized_go", {
    or: ["body_reserialized_rails"],
  }),
  "gson-held-by-express": from("gson/gson", "express/json", "standard-webhooks", "body_reserialized_gson", {
    why: "Gson escapes = and ' as well as <, > and &, in lower case",
    payload: { ...PAYLOADS["standard-webhooks"], site: "https://example.com/?a=b", note: "l'été" },
  }),
  "sorted-held-by-reordering": {
    signed: ["python/sorted"],
    held: ["python/compact"],
    parsed: {
      id: "ord_81",
      amount: 59.5,
      link: "https://shop.example/o/81",
      customer: { name: "Zoë", email: "zoe@example.com" },
    },
    scheme: "gabinete360",
    code: "body_reserialized_sorted",
    why: "the provider sorts the keys before it signs, the receiver's object has them in the order of its columns",
  },

  // Line ends, and what editors and shells add and take.
  "echo-adds-a-newline": {
    held: ["bash/echo"],
    scheme: "gilbert",
    code: "body_trailing_newline_added",
    payload: PLAIN,
  },
  "go-encoder-adds-a-newline": {
    signed: ["go/encoder"],
    held: ["perl/chomp"],
    scheme: "shop",
    code: "body_trailing_newline_removed",
  },
  "jq-newline-lost-in-a-variable": {
    signed: ["jq/compact"],
    held: ["bash/printf"],
    scheme: "gilbert",
    code: "body_trailing_newline_removed",
  },
  "strip-takes-the-newline": {
    signed: ["jq/default"],
    held: ["python/strip"],
    scheme: "gabinete360",
    code: "body_trailing_newline_removed",
  },
  autocrlf: { signed: ["jq/join"], held: ["git/autocrlf"], scheme: "gilbert", code: "body_crlf" },
  unix2dos: { signed: ["ruby/pretty"], held: ["unix2dos/crlf"], scheme: "standard-webhooks", code: "body_crlf" },
  "autocrlf-python": { signed: ["python/indent-4"], held: ["git/autocrlf"], scheme: "chat", code: "body_crlf" },
  "crlf-became-lf": {
    signed: ["ruby/pretty", "unix2dos/crlf"],
    held: ["python/universal-newlines"],
    scheme: "gabinete360",
    code: "body_lf",
    why: "signed with the line ends of Windows, read in text mode",
  },
  "saved-with-a-bom": { held: [".net/bom"], scheme: "gilbert", code: "body_bom_added" },
  "bom-by-an-editor": { held: ["dos2unix/bom"], scheme: "shop", code: "body_bom_added", payload: PLAIN },
  "bom-lost-in-express-text": {
    signed: ["dos2unix/bom"],
    held: ["express/text"],
    scheme: "gabinete360",
    code: "body_bom_removed",
  },
  "bom-lost-in-request-text": {
    signed: ["dos2unix/bom"],
    held: ["request/text"],
    scheme: "standard-webhooks",
    code: "body_bom_removed",
  },
  "bom-lost-in-utf-8-sig": {
    signed: [".net/bom"],
    held: ["python/utf-8-sig"],
    scheme: "pay",
    code: "body_bom_removed",
  },

  // Encodings.
  "latin-1-saved": { held: ["iconv/latin-1"], scheme: "gabinete360", payload: SORTED, code: "body_latin1" },
  "latin-1-python": { held: ["python/latin-1"], scheme: "standard-webhooks", code: "body_latin1" },
  "latin-1-php": { held: ["php/utf8_decode"], scheme: "forge", code: "body_latin1" },
  "windows-1252": {
    held: ["python/cp1252"],
    scheme: "shop",
    payload: { name: "Zoë", total: "59 €" },
    code: "body_windows_1252",
  },
  "mojibake-php": { held: ["php/utf8_encode"], scheme: "gilbert", code: "body_double_utf8" },
  "mojibake-node": { held: ["node/latin1"], scheme: "standard-webhooks", code: "body_double_utf8" },
  "mojibake-python": { held: ["python/mojibake"], scheme: "smarterbot", code: "body_double_utf8" },
  "mojibake-windows": {
    held: ["python/mojibake-1252"],
    scheme: "shop",
    payload: { name: "Zoë", total: "59 €" },
    code: "body_double_utf8",
    or: ["body_double_windows_1252"],
  },
  "mojibake-express-charset": { held: ["express/text-latin1"], scheme: "inboundflow", code: "body_double_utf8" },
  "utf-16": { held: ["iconv/utf-16"], scheme: "gilbert", code: "body_utf16", why: "as PowerShell's `>` saves it" },
  "lossy-python": { held: ["python/ascii-replace"], scheme: "gilbert", code: "body_lossy_utf8", ...likely },
  "lossy-java": { held: ["java/us-ascii"], scheme: "gabinete360", code: "body_lossy_utf8", ...likely },
  "lossy-chunks": { held: ["node/chunks"], scheme: "grillo", code: "body_lossy_utf8", ...likely },

  // Forms, base64, strings of strings.
  "form-posted": { held: ["node/form"], scheme: "gilbert", code: "body_form_payload" },
  "form-posted-php": { held: ["php/urlencode"], scheme: "grillo", code: "body_form_payload" },
  "form-decoded-by-express": {
    signed: ["node/form"],
    held: ["express/urlencoded"],
    scheme: "forge",
    code: "body_form_encoded",
  },
  "form-decoded-by-django": {
    signed: ["php/urlencode"],
    held: ["django/django-form"],
    scheme: "forge",
    code: "body_form_encoded",
  },
  "percent-encoded": {
    held: ["node/percent-encoded"],
    scheme: "gabinete360",
    code: "body_form_decoded",
    or: ["body_url_encoded"],
  },
  "lambda-base64": {
    held: ["node/base64"],
    scheme: "inboundflow",
    code: "body_base64",
    why: "API Gateway set isBase64Encoded, and the handler took event.body as it is",
  },
  "lambda-base64-standard": { held: ["node/base64"], scheme: "standard-webhooks", code: "body_base64" },
  "php-base64": { held: ["php/base64_encode"], scheme: "gilbert", code: "body_base64" },
  "stringified-twice": { held: ["node/twice"], scheme: "gilbert", code: "body_double_stringified" },
  "stringified-text": { held: ["request/json-double"], scheme: "grillo", code: "body_double_stringified" },
  "object-object": { held: ["express/object"], scheme: "gilbert", code: "body_object_object", ...likely },
  "object-object-node": { held: ["node/object"], scheme: "smarterbot", code: "body_object_object", ...likely },
  "read-already": { held: ["node/read-already"], scheme: "gabinete360", code: "body_empty", ...likely },
  "read-already-standard": { held: ["node/read-already"], scheme: "standard-webhooks", code: "body_empty", ...likely },
  "parsed-as-a-form": {
    held: ["express/urlencoded-json"],
    scheme: "gilbert",
    payload: PLAIN,
    code: "body_parsed_as_form",
    ...likely,
  },
  "python-dict": { held: ["python/str"], scheme: "standard-webhooks", code: "body_not_json", ...likely },
  "python-bytes": { held: ["python/bytes-repr"], scheme: "gabinete360", code: "body_not_json", ...likely },
  "ruby-hash": { held: ["ruby/inspect"], scheme: "grillo", code: "body_not_json", ...likely },
  "still-compressed": { held: ["gzip/gzip"], scheme: "gilbert", code: "body_compressed", ...likely },
};

/** A body through the forms named, one after another; and what did it, in words. */
export async function through(names, body) {
  let made = body;
  const tools = [];
  const commands = [];
  for (const form of (names ?? []).map(named)) {
    tools.push(form.tool());
    commands.push(form.command);
    made = Buffer.from(await form.make(made));
  }
  return { body: made, tools, commands };
}

export const bodies = Object.entries(CASES).map(([id, given]) => ({
  id,
  make: async () => {
    const { scheme, signed, held, parsed, code, payload = PAYLOADS[scheme], options, why, or, proven = true } = given;
    const provider = await through(signed, Buffer.from(JSON.stringify(parsed ?? payload)));
    const receiver = await through(held, parsed === undefined ? provider.body : Buffer.from(JSON.stringify(parsed)));
    const secret = SECRETS[scheme];
    const sent = deliver(scheme, { body: provider.body, secret });
    return {
      scheme,
      why: why ?? sentence(provider.commands, receiver.commands),
      made_by: {
        tools: [...new Set([...provider.tools, ...receiver.tools])],
        signed: provider.commands,
        held: receiver.commands,
      },
      sent: { ...sent, secret },
      received: { body: receiver.body, options },
      expect: { code, or, subject: "body", proven },
    };
  },
}));

const sentence = (signed, held) =>
  `${signed.length > 0 ? `signed as \`${signed.join("`, `")}\` writes it` : "signed as the provider wrote it"}; held as \`${held.join("`, `")}\` leaves it`;
