// Bodies that were parsed and serialized again.
//
// `signed` lists the forms in which the provider writes its payload. `held` lists the forms that change the body before verification. If
// the receiver's payload has a different order, it is in `parsed`. `code` names the form that was signed, which the receiver must restore.

import { PAYLOADS, SORTED } from "./payloads.js";

/** Options for the schemes with re-serialized bodies. With the default, a parsed body would verify, because `JSON.stringify` restores it. */
const EXACT = { reserialize: false };

const js = (held, scheme, more) => ({
  signed: ["node/stringify"],
  held: [held],
  scheme,
  code: "body_reserialized_compact",
  ...more,
});
const from = (signed, held, scheme, code, more) => ({ signed: [signed], held: [held], scheme, code, ...more });

export const RESERIALIZED = {
  // Signed in the form of JSON.stringify and most libraries, and serialized again in a different form.
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
  "compact-held-by-go-encoder": js("go/encoder", "gabinete360", { code: "body_trailing_newline_added" }),
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

  // Signed in a form that is not compact, then parsed by a JavaScript framework and made compact by JSON.stringify.
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
  "rails-held-by-fastify": from("rails/rails", "fastify/json", "gilbert", "body_reserialized_go", {}),
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
  "go-map-held-by-reordering": {
    signed: ["go/map"],
    held: ["python/compact"],
    parsed: { id: "ord_82", amount: 59.5, note: "Zoë & co <zoe@example.com>" },
    scheme: "shop",
    code: "body_reserialized_go_sorted",
    why: "the provider marshals a map of Go, the receiver's object has its members in another order",
  },
  "sorted-python-held-by-reordering": {
    signed: ["python/sorted-dumps"],
    held: ["python/compact"],
    parsed: { id: "ord_83", amount: 59.5, customer: { name: "Zoë", email: "zoe@example.com" } },
    scheme: "gilbert",
    code: "body_reserialized_sorted_python",
    why: "the provider signs json.dumps with sort_keys=True, the receiver's object has its members in another order",
  },
  "dotnet-indented-held-by-express": from(
    ".net/indented",
    "express/json",
    "gilbert",
    "body_reserialized_dotnet_indented",
  ),
  "symfony-held-by-express": from("php/symfony", "express/json", "gilbert", "body_reserialized_php_hex"),
  "meta-held-by-express": from("node/meta", "express/json", "forge", "body_reserialized_meta", {
    payload: { ...PAYLOADS.gilbert, note: "50% off: write to zoe@example.com" },
  }),
  "php-pretty-held-by-koa": from("php/pretty-escaped", "koa/body", "gilbert", "body_reserialized_php_pretty"),
  "empty-object-held-by-php": js("php/array", "gabinete360", {
    payload: { ...PAYLOADS.gabinete360, labels: {} },
    code: "body_empty_object_lost",
    why: "json_decode($body, true) makes a list of an empty object",
  }),
  "zeros-held-by-express": {
    text: `{"id":"ord_84","total":10.00,"note":"a price as a decimal column has it"}`,
    held: ["express/json"],
    scheme: "standard-webhooks",
    code: "body_number_spelling",
    why: "a number that was signed as 10.00 became 10",
  },
};
