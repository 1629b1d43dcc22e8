// Undoes mistakes, in JavaScript: for each code about a body or a secret, functions that restore the signed value from the receiver's. With
// them, a test checks that every proven finding of the corpus can be proven, and that no other finding can.

import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";

/** Serializes a value with the separators of Python's `json.dumps`. */
function spaced(value) {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`)
    .join(", ")}}`;
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

const hex = (unit) => unit.charCodeAt(0).toString(16).padStart(4, "0");
const lower = (unit) => `\\u${hex(unit)}`;
const upper = (unit) => `\\u${hex(unit).toUpperCase()}`;
const ascii = (text) => text.replace(/[\u007f-\uffff]/g, lower);
const dotnet = (json) => json.replaceAll('\\"', "\\u0022").replace(/[<>&+'`\u007f-\uffff]/g, upper);
const go = (json) => json.replace(/[<>&\u2028\u2029]/g, lower);
const slashes = (text) => text.replaceAll("/", "\\/");

/** Returns an undoing that parses a body and serializes it with `print`. */
const printed = (print) => (body) => Buffer.from(print(JSON.parse(body.toString().replace(/^\ufeff/, ""))));
const compact = (change) => printed((value) => change(JSON.stringify(value)));
const text = (change) => (body) => Buffer.from(change(body.toString()));

const ENTITIES = { quot: '"', "#039": "'", lt: "<", gt: ">", amp: "&" };

/** Returns the bytes of a text that Python printed as `b'…'`. */
const printedByPython = (held) =>
  Buffer.from(
    held
      .slice(2, -1)
      .replace(/\\x(..)/g, (_, byte) => String.fromCharCode(Number.parseInt(byte, 16)))
      .replace(/\\(['"\\])/g, "$1"),
    "latin1",
  );

// The characters of windows-1252 from 0x80 on, because the TextDecoder of Node 20 decodes windows-1252 as Latin-1. All other bytes are the
// same in both encodings.
const FROM_80 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const WINDOWS_1252 = Array.from({ length: 256 }, (_, byte) => FROM_80[byte - 0x80] ?? String.fromCharCode(byte));
const fromWindows = (body) => Buffer.from([...body].map((byte) => WINDOWS_1252[byte]).join(""));
const toWindows = (body) => Buffer.from([...body.toString()].map((letter) => WINDOWS_1252.indexOf(letter)));

/** Undoings that restore the line breaks of indented JSON: before each indentation, before the last bracket, and perhaps at the end. */
const brokenAgain = ["\n", "\r\n"].flatMap((end) =>
  ["", end].map((last) =>
    text((held) => {
      const lines = held.replace(/ {2,}(?=\S)|\t+/g, (run) => `${end}${run}`);
      return `${lines.slice(0, -1)}${end}${lines.slice(-1)}${last}`;
    }),
  ),
);

/** The functions that return the signed body for a receiver's body, by code. A code can have several functions. */
export const BODY = {
  body_reserialized_compact: [compact((same) => same)],
  body_reserialized_2_spaces: [printed((value) => JSON.stringify(value, null, 2))],
  body_reserialized_4_spaces: [printed((value) => JSON.stringify(value, null, 4))],
  body_reserialized_tab: [printed((value) => JSON.stringify(value, null, "\t"))],
  body_reserialized_python: [printed((value) => ascii(spaced(value)))],
  body_reserialized_python_unicode: [printed(spaced)],
  body_reserialized_ascii: [compact(ascii)],
  body_reserialized_php: [compact((json) => ascii(slashes(json)))],
  body_reserialized_php_unicode: [compact(slashes)],
  body_reserialized_dotnet: [compact(dotnet)],
  body_reserialized_go: [compact(go)],
  body_reserialized_gson: [compact((json) => json.replace(/[<>&='\u2028\u2029]/g, lower))],
  body_reserialized_sorted: [printed((value) => JSON.stringify(sorted(value)))],
  body_reserialized_sorted_python: [printed((value) => ascii(spaced(sorted(value))))],
  body_reserialized_go_sorted: [printed((value) => go(JSON.stringify(sorted(value))))],
  body_reserialized_dotnet_indented: [printed((value) => dotnet(JSON.stringify(value, null, 2)))],
  body_reserialized_php_pretty: [printed((value) => ascii(slashes(JSON.stringify(value, null, 4))))],
  body_empty_object_lost: [compact((json) => json.replaceAll("[]", "{}"))],
  body_number_spelling: [compact((json) => json.replace(/:(\d+)([,}])/g, ":$1.00$2"))],
  body_trailing_newline_added: [text((held) => held.replace(/\r?\n$/, ""))],
  body_trailing_newline_removed: [text((held) => `${held}\n`)],
  body_crlf: [text((held) => held.replaceAll("\r\n", "\n"))],
  body_lf: [text((held) => held.replaceAll("\n", "\r\n"))],
  body_bom_added: [(held) => held.subarray(3)],
  body_bom_removed: [text((held) => `\ufeff${held}`)],
  body_latin1: [(held) => Buffer.from(held.toString("latin1"))],
  body_windows_1252: [fromWindows],
  body_double_utf8: [(held) => Buffer.from(held.toString(), "latin1"), toWindows],
  body_utf16: [(held) => Buffer.from(held.toString("utf16le"))],
  body_form_payload: [text((held) => new URLSearchParams(held).get("payload"))],
  body_form_encoded: [text((held) => `${new URLSearchParams({ payload: held })}`)],
  body_form_reencoded: [text((held) => held.replaceAll("+", "%20"))],
  body_url_encoded: [text(decodeURIComponent)],
  body_base64: [(held) => Buffer.from(held.toString(), "base64")],
  body_base64_decoded: [(held) => Buffer.from(held.toString("base64"))],
  body_double_stringified: [text(JSON.parse)],
  body_stringified_by_sender: [text(JSON.stringify)],
  body_envelope: [
    text((held) => JSON.parse(held).body),
    (held) => Buffer.from(JSON.parse(held.toString()).body, "base64"),
  ],
  body_html_escaped: [text((held) => held.replace(/&(quot|#039|lt|gt|amp);/g, (_, name) => ENTITIES[name]))],
  body_slashes_added: [text((held) => held.replace(/\\(["'\\])/g, "$1"))],
  body_nul_padded: [(held) => held.subarray(0, held.indexOf(0) < 0 ? held.length : held.indexOf(0))],
  body_whitespace_added: [text((held) => held.trim())],
  body_python_bytes: [text(printedByPython)],
  body_reserialized_php_hex: [
    compact((json) => ascii(slashes(json.replaceAll('\\"', "\\u0022"))).replace(/[<>&']/g, upper)),
  ],
  body_reserialized_meta: [compact((json) => ascii(slashes(json)).replace(/[<%@]/g, upper))],
  body_line_breaks_lost: brokenAgain,
  body_bytes_printed: [
    (held) => Buffer.from(JSON.parse(held).data),
    (held) => Buffer.from(held.toString().split(",")),
    (held) => Buffer.from(Object.values(JSON.parse(held))),
  ],
  body_hex: [(held) => Buffer.from(held.toString(), "hex")],
  body_compressed: [gunzipSync],
  body_signed_empty: [() => Buffer.alloc(0)],
};

const bytes = (secret) => Buffer.from(secret);
const decoded = (secret) => Buffer.from(secret.toString().replace(/^whsec_/, ""), "base64");
const trimmedStart = (secret) => secret.toString().trimStart();
const trimmedEnd = (secret) => secret.toString().trimEnd();
const without = (part) => (secret) => secret.toString().replace(part, "");

/** The functions that return the provider's secret for a receiver's secret, by code: as text, or as the bytes of the key. */
export const SECRET = {
  secret_trailing_newline: [trimmedEnd],
  secret_trailing_whitespace: [trimmedEnd],
  secret_whitespace: [trimmedStart],
  secret_comment: [without(/\s+#.*$/)],
  secret_escaped_newline: [without(/\\n$/)],
  secret_invisible: [without(/\u200b/)],
  secret_prefix: [without(/^Bearer /)],
  secret_list: [(secret) => secret.split(",")[1]],
  secret_case: [(secret) => secret.toLowerCase()],
  secret_newline_missing: [(secret) => `${secret}\n`],
  secret_empty_at_sender: [() => "undefined"],
  secret_hashed: [(secret) => createHash("sha256").update(secret).digest("hex")],
  secret_bom: [trimmedStart],
  secret_quoted: [(secret) => secret.toString().slice(1, -1)],
  secret_name_and_value: [without(/^\w+=/)],
  secret_whsec_missing: [(secret) => `whsec_${secret}`],
  secret_whsec_prefix: [without(/^whsec_/)],
  secret_v1_whsec_prefix: [without(/^v1,whsec_/), without(/^v1,/)],
  secret_base64_encode: [
    (secret) => bytes(secret).toString("base64"),
    (secret) => `whsec_${bytes(secret).toString("base64")}`,
  ],
  secret_base64_decode: [decoded, (secret) => decoded(secret).toString()],
  secret_base64_twice: [(secret) => decoded(secret).toString()],
  secret_bytes_encoded: [(secret) => secret.toString()],
  secret_hex_encode: [(secret) => bytes(secret).toString("hex")],
  secret_hex_decode: [(secret) => Buffer.from(secret.toString(), "hex")],
  secret_url_encoded: [(secret) => decodeURIComponent(secret.toString())],
};
