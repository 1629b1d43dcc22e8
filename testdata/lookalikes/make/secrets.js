// Look-alikes with a wrong secret: each cause alone, each cause with one more character, and pairs of causes that resemble each other.

import { createHash } from "node:crypto";

import { encoded, mac, record } from "./record.js";

const KEY = Buffer.from("secret bytes of a key");
const BASE64 = KEY.toString("base64");
const [IN_BASE64, IN_HEX, IN_WHSEC] = ["base64", "hex", "whsec"].map(encoded);

const signed = (key, secrets, scheme) => ({ headers: [["x-signature", mac("{}", { key })]], secrets, scheme });

/** The causes: a code, the key of the sender, the secret of the receiver, and the scheme. */
const CAUSES = [
  ["secret_trailing_newline", "s3cret", "s3cret\n"],
  ["secret_trailing_whitespace", "s3cret", "s3cret \t"],
  ["secret_whitespace", "s3cret", " s3cret"],
  ["secret_quoted", "s3cret", "'s3cret'"],
  ["secret_invisible", "s3cret", "s3\u200bcret"],
  ["secret_escaped_newline", "s3cret", "s3cret\\n"],
  ["secret_newline_missing", "s3cret\n", "s3cret"],
  ["secret_bom", "s3cret", "\ufeffs3cret"],
  ["secret_prefix", "s3cret", "Bearer s3cret"],
  ["secret_whsec_prefix", "s3cret", "whsec_s3cret"],
  ["secret_v1_whsec_prefix", "s3cret", "v1,whsec_s3cret"],
  ["secret_whsec_missing", "whsec_s3cret", "s3cret"],
  ["secret_name_and_value", "s3cret", "HOOK_SECRET=s3cret"],
  ["secret_comment", "s3cret", "s3cret # shop"],
  ["secret_url_encoded", "s3/cret", "s3%2Fcret"],
  ["secret_list", "newer", "older,newer"],
  ["secret_case", "abcdef12", "ABCDEF12"],
  ["secret_base64_decode", KEY, BASE64],
  ["secret_base64_twice", KEY, Buffer.from(`whsec_${BASE64}`).toString("base64"), IN_WHSEC],
  ["secret_hex_decode", KEY, KEY.toString("hex")],
  ["secret_bytes_encoded", KEY, Buffer.from(`whsec_${BASE64}`), IN_WHSEC],
  ["secret_base64_encode", BASE64, KEY],
  ["secret_hex_encode", KEY.toString("hex"), KEY],
  ["secret_not_decoded", BASE64, BASE64, IN_BASE64],
  ["secret_hashed", createHash("sha256").update("s3cret").digest("hex"), "s3cret"],
  ["secret_empty_at_sender", "undefined", "s3cret"],
];

const id = (code) => code.replaceAll("_", "-");
const right = CAUSES.map(([code, key, secret, scheme]) =>
  record(`${id(code)}-right`, "undone, it is what the sender signs with", signed(key, [secret], scheme), [code]),
);
const altered = CAUSES.map(([code, key, secret, scheme]) =>
  record(
    `${id(code)}-altered`,
    "the sender's has one character more",
    signed(Buffer.concat([Buffer.from(key), Buffer.from("~")]), [secret], scheme),
    [],
    code,
  ),
);

/** Deliveries that resemble the cause `near` but have a different cause: its codes, or none if it cannot be undone. */
const OTHERS = [
  [
    "secret_trailing_newline",
    "a space comes before the newline",
    "s3cret",
    "s3cret \n",
    undefined,
    ["secret_trailing_whitespace"],
  ],
  [
    "secret_trailing_newline",
    "the secret itself ends with a newline, and has two",
    "s3cret\n",
    "s3cret\n\n",
    undefined,
    [],
  ],
  ["secret_quoted", "the quotes are different ones", "s3cret", "'s3cret\"", undefined, []],
  ["secret_case", "only its first letter is in the other case", "abcDEF", "abcDEf", undefined, []],
  ["secret_comment", "without a space before it, it is none", "s3cret", "s3cret#shop", undefined, []],
  [
    "secret_base64_decode",
    "a newline was encoded with it",
    "s3cret",
    Buffer.from("s3cret\n").toString("base64"),
    undefined,
    ["secret_base64_decode", "secret_trailing_newline"],
  ],
  [
    "secret_base64_decode",
    "white space was encoded with it",
    "s3cret",
    Buffer.from(" s3cret ").toString("base64"),
    undefined,
    ["secret_base64_decode", "secret_whitespace"],
  ],
  [
    "secret_base64_decode",
    "the scheme decodes already, and the secret was encoded again",
    KEY,
    Buffer.from(BASE64).toString("base64"),
    IN_BASE64,
    ["secret_base64_twice"],
  ],
  [
    "secret_base64_decode",
    "the scheme decodes hex, and the secret is base 64",
    KEY,
    BASE64,
    IN_HEX,
    ["secret_base64_decode"],
  ],
  [
    "secret_hex_decode",
    "the scheme decodes hex, and was given bytes",
    KEY,
    Buffer.from(KEY.toString("hex")),
    IN_HEX,
    ["secret_bytes_encoded"],
  ],
  [
    "secret_not_decoded",
    "the text was signed with, with its prefix",
    `whsec_${BASE64}`,
    `whsec_${BASE64}`,
    IN_WHSEC,
    ["secret_not_decoded"],
  ],
  [
    "secret_not_decoded",
    "the text was signed with, without its prefix",
    BASE64,
    `whsec_${BASE64}`,
    IN_WHSEC,
    ["secret_not_decoded", "secret_whsec_prefix"],
  ],
  [
    "secret_not_decoded",
    "the text was signed with, without the v1 before its prefix",
    `whsec_${BASE64}`,
    `v1,whsec_${BASE64}`,
    IN_WHSEC,
    ["secret_not_decoded", "secret_v1_whsec_prefix"],
  ],
  ["secret_list", "the secret itself has a comma", "older,newer", "older,newer,", undefined, []],
];
const others = OTHERS.map(([near, why, key, secret, scheme, proven], at) =>
  record(`secret-other-${at + 1}`, why, signed(key, [secret], scheme), proven, near),
);

export const secrets = [...right, ...altered, ...others];
