// The proven findings are exactly the changes that were made. The test changes how a signature is written, its header, and the body or the secret,
// one and two at a time, in every syntax that a scheme can have. Node's crypto signs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { explain } from "hookward/explain";

import {
  FIELDS,
  LIST,
  mac,
  NOW,
  PLAIN,
  PLAIN_BASE64,
  PREFIXED,
  SECRET,
} from "../../testdata/lookalikes/make/record.js";

const like = (scheme, id, signature, rest) => ({
  ...scheme,
  id,
  signature: { ...scheme.signature, ...signature },
  ...rest,
});
const SCHEMES = [
  PLAIN,
  PLAIN_BASE64,
  PREFIXED,
  LIST,
  like(LIST, "list-by-commas", { encoding: "hex", syntax: { list: { separator: ",", tag: "v1=" } } }),
  like(LIST, "list-with-prefix", { encoding: "hex", syntax: { list: { separator: ",", prefix: "v0=" } } }),
  FIELDS,
  like(
    FIELDS,
    "fields-by-semicolons",
    { encoding: "base64", syntax: { fields: { separator: ";", key: "h1" } } },
    { timestamp: { field: "ts", unit: "s" } },
  ),
];

/** Returns the text before a signature in a scheme, and the separator of several signatures. */
function partsOf({ signature: { syntax }, timestamp }) {
  const { list, fields, prefixed = "" } = syntax === "plain" ? {} : syntax;
  if (list !== undefined) return { first: list.prefix ?? "", tag: list.tag ?? "", separator: list.separator };
  if (fields === undefined) return { first: prefixed, tag: "" };
  const first = `${timestamp.field}=${NOW}${fields.separator}`;
  return { first, tag: `${fields.key}=`, separator: fields.separator };
}

const isHex = (scheme) => scheme.signature.encoding === "hex";
const whole = (scheme, text) => `${partsOf(scheme).first}${partsOf(scheme).tag}${text}`;
const zeros = (scheme) => (isHex(scheme) ? "0".repeat(64) : Buffer.alloc(32).toString("base64"));
const base64 = (hex) => Buffer.from(hex, "hex").toString("base64");
const unpadded = (hex) => base64(hex).replace(/=+$/, "");
const url = (hex) => unpadded(hex).replaceAll("+", "-").replaceAll("/", "_");

/** Functions that write a signature from its hex, with their codes. They return undefined if nothing would change. */
const TEXTS = {
  plain: (scheme, hex) => [isHex(scheme) ? hex : base64(hex)],
  otherEncoding: (scheme, hex) => (isHex(scheme) ? [base64(hex), "signature_base64"] : [hex, "signature_hex"]),
  forUrls: (_, hex) => (/[-_]/.test(url(hex)) ? [url(hex), "signature_base64url"] : undefined),
  unpadded: (scheme, hex) => [
    unpadded(hex),
    ...(isHex(scheme) ? ["signature_base64"] : []),
    "signature_base64_unpadded",
  ],
  cutOff: (scheme, hex) => [isHex(scheme) ? hex.slice(0, 48) : base64(hex).slice(0, 32), "signature_truncated"],
  inCapitals: (scheme, hex) => (isHex(scheme) ? [hex.toUpperCase()] : undefined),
  dashed: (scheme, hex) => [
    hex.match(/../g).join("-"),
    ...(isHex(scheme) ? [] : ["signature_hex"]),
    "signature_hex_separated",
  ],
};

/** Functions that change the header's value. They return its values, with the code of the change. */
const VALUES = {
  plain: (_, value) => [[value]],
  quoted: (_, value) => [[`"${value}"`], "signature_quoted"],
  bare: (scheme, _, text) =>
    whole(scheme, "") === "" || scheme.timestamp !== undefined ? undefined : [[text], "signature_prefix_missing"],
  named: (scheme, _, text) => {
    if (scheme.timestamp !== undefined) return undefined;
    return [[`sig=${text}`], whole(scheme, "") === "" ? "signature_prefix_extra" : "signature_prefix_wrong"];
  },
  copied: (_, value) => [[value, value], "header_duplicated"],
  besideAnother: (scheme, value) => [[whole(scheme, zeros(scheme)), value], "header_duplicated"],
  joined: (scheme, value) => [[`${whole(scheme, zeros(scheme))}, ${value}`], "header_duplicated"],
  notAlone: (scheme, value) =>
    partsOf(scheme).separator === undefined ? [[`${value};x=1`], "signature_not_alone"] : undefined,
  unreadableBehind: (scheme, value) => {
    const { separator, tag } = partsOf(scheme);
    return tag === "" ? undefined : [[`${value}${separator}${tag}zz`], "signature_entry_malformed"];
  },
  unreadableBefore: (scheme, value) => {
    const { separator, tag } = partsOf(scheme);
    return tag === "" ? undefined : [[`${tag}${separator}${value}`], "signature_entry_malformed"];
  },
  reseparated: (scheme, value) => {
    const { separator = "\0" } = partsOf(scheme);
    if (!value.includes(separator)) return undefined;
    return [[value.replaceAll(separator, separator === ";" ? "," : ";")], "signature_separator"];
  },
  inPieces: (_, value) => (value.includes(",") ? [value.split(","), "header_split"] : undefined),
  besideAnotherEntry: (scheme, value) => {
    const { separator, tag } = partsOf(scheme);
    return tag === "" ? undefined : [[`${value}${separator}${tag}${zeros(scheme)}`]];
  },
};

const BODIES = {
  plain: (body) => [body],
  withNewline: (body) => [`${body}\n`, "body_trailing_newline_added"],
  inBase64: (body) => [Buffer.from(body).toString("base64"), "body_base64"],
  printed: (body) => [JSON.stringify(Buffer.from(body)), "body_bytes_printed"],
  indented: (body) => [JSON.stringify(JSON.parse(body), null, 2), "body_reserialized_compact"],
  stringified: (body) => [JSON.stringify(body), "body_double_stringified"],
};

const SECRETS = {
  plain: (secret) => [secret],
  withNewline: (secret) => [`${secret}\n`, "secret_trailing_newline"],
  quoted: (secret) => [`"${secret}"`, "secret_quoted"],
  inBase64: (secret) => [Buffer.from(secret).toString("base64"), "secret_base64_decode"],
};

const BODY = '{"event":"a.b","text":"é"}';

test("what is proven is what was done, and all of it", () => {
  const wrong = [];
  let tried = 0;
  for (const scheme of SCHEMES) {
    const hex = mac(scheme.timestamp === undefined ? BODY : `${NOW}.${BODY}`);
    for (const [textName, write] of Object.entries(TEXTS)) {
      const [text, ...textCodes] = write(scheme, hex) ?? [];
      if (text === undefined) continue;
      for (const [valueName, change] of Object.entries(VALUES)) {
        const [values, ...valueCodes] = change(scheme, whole(scheme, text), text) ?? [];
        if (values === undefined) continue;
        for (const [bodyName, lose] of Object.entries(BODIES)) {
          for (const [secretName, hold] of Object.entries(SECRETS)) {
            const names = [textName, valueName, bodyName, secretName];
            if (names.filter((name) => name !== "plain").length > 2) continue;
            const [[body, ...bodyCodes], [secret, ...secretCodes]] = [lose(BODY), hold(SECRET)];
            const headers = values.map((value) => ["x-signature", value]);
            const { findings, result } = explain({ scheme, secret, headers, body, now: NOW * 1000 });
            const proven = findings.filter(({ confidence }) => confidence === "proven").map(({ code }) => code);
            const done = [...textCodes, ...valueCodes, ...bodyCodes, ...secretCodes];
            tried += 1;
            if (result.ok !== (done.length === 0) || proven.toSorted().join() !== done.toSorted().join())
              wrong.push(`${scheme.id}, ${names}: ${proven}`);
          }
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(tried > 1000, `${tried}`);
});
