// Bodies whose bytes were changed by what carried them: line ends, encodings, forms, text about text. The fields of a case are those of
// reserialized.js.

import { PLAIN, SORTED } from "./payloads.js";

const likely = { proven: false };

export const DAMAGED = {
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
    code: "body_url_encoded",
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
  "python-bytes": { held: ["python/bytes-repr"], scheme: "gabinete360", code: "body_python_bytes" },
  "ruby-hash": { held: ["ruby/inspect"], scheme: "grillo", code: "body_not_json", ...likely },
  "still-compressed": { held: ["gzip/gzip"], scheme: "gilbert", code: "body_compressed", ...likely },
  "html-escaped": { held: ["php/htmlspecialchars"], scheme: "gilbert", code: "body_html_escaped" },
  "slashes-added": {
    held: ["php/addslashes"],
    scheme: "gabinete360",
    code: "body_slashes_added",
    why: "as WordPress leaves all that it is sent",
  },
  "nul-padded": { held: ["node/buffer"], scheme: "gilbert", code: "body_nul_padded" },
  "template-literal": { held: ["node/template"], scheme: "standard-webhooks", code: "body_whitespace_added" },
  "lambda-event": { held: ["node/lambda-event"], scheme: "inboundflow", code: "body_envelope" },
  "lambda-event-base64": { held: ["node/base64", "node/lambda-event"], scheme: "gilbert", code: "body_envelope" },
  "stringified-by-the-sender": {
    signed: ["node/twice"],
    held: ["node/parsed-string"],
    scheme: "gilbert",
    code: "body_stringified_by_sender",
  },
  "base64-signed": {
    signed: ["php/base64_encode"],
    held: ["bash/base64-decoded"],
    scheme: "gabinete360",
    code: "body_base64_decoded",
  },
  "form-printed-again": {
    signed: ["node/form-percent"],
    held: ["node/form-again"],
    scheme: "forge",
    payload: { ref: "refs/heads/main", message: "deux mots" },
    code: "body_form_reencoded",
  },
};
