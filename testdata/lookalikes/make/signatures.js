// Look-alikes with a wrong signature: each encoding and computation, each of them over a different content, and pairs of causes that
// resemble each other.

import { createHash } from "node:crypto";

import { FIELDS, FOR_URLS, LIST, mac, NOW, PLAIN, PLAIN_BASE64, PREFIXED, record, SECRET, SHA1 } from "./record.js";

const BODY = '{"event":"message.created"}';
/** A different body, whose MAC is a wrong signature. */
const OTHER = `${BODY}.`;
const sha = (algorithm, ...parts) =>
  createHash(algorithm).update(Buffer.concat(parts.map((part) => Buffer.from(part))));

const ZEROS = "0".repeat(64);
const BASE64_ZEROS = Buffer.alloc(32).toString("base64");
const base64 = (hex) => Buffer.from(hex, "hex").toString("base64");
const unpadded = (text) => text.replace(/=+$/, "");
const url = (text) => unpadded(text).replaceAll("+", "-").replaceAll("/", "_");

/** A scheme with fields, without a timestamp. */
const KEYED = {
  ...PLAIN,
  id: "keyed",
  signature: { ...PLAIN.signature, syntax: { fields: { separator: ",", key: "v0" } } },
};

/** The causes in encoding: a code, the scheme, and a function that returns the values of the header for a MAC in hex. */
const WRITTEN = [
  ["signature_hex", PLAIN_BASE64, (hex) => [hex]],
  ["signature_base64", PLAIN, (hex) => [base64(hex)]],
  ["signature_base64url", PLAIN_BASE64, (hex) => [url(base64(hex))]],
  ["signature_base64_unpadded", PLAIN_BASE64, (hex) => [unpadded(base64(hex))]],
  ["signature_base64_padded", FOR_URLS, (hex) => [`${url(base64(hex))}=`]],
  ["signature_base64_of_hex", PLAIN, (hex) => [Buffer.from(hex).toString("base64")]],
  ["signature_hex_separated", PLAIN, (hex) => [hex.match(/../g).join("-")]],
  ["signature_percent_encoded", PLAIN_BASE64, (hex) => [encodeURIComponent(base64(hex))]],
  ["signature_prefix_missing", PREFIXED, (hex) => [hex]],
  ["signature_prefix_extra", PLAIN, (hex) => [`sha256=${hex}`]],
  ["signature_prefix_wrong", PREFIXED, (hex) => [`v1=${hex}`]],
  ["signature_quoted", PREFIXED, (hex) => [`"sha256=${hex}"`]],
  ["signature_truncated", PLAIN, (hex) => [hex.slice(0, 40)]],
  ["signature_not_alone", PREFIXED, (hex) => [`sha256=${hex};v=1`]],
  ["signature_entry_malformed", LIST, (hex) => [`v1,AAAA v1,${base64(hex)}`]],
  ["signature_entry_malformed", LIST, (hex) => [`v1,${base64(hex)} v1,${"!".repeat(44)}`]],
  ["signature_entry_malformed", LIST, (hex) => [`v1, v1,${base64(hex)}`]],
  ["signature_entry_malformed", LIST, (hex) => [`v1,${base64(hex)} v1,`]],
  [
    "signature_too_many",
    LIST,
    (hex) => [[...Array(16).fill(BASE64_ZEROS), base64(hex)].map((one) => `v1,${one}`).join(" ")],
  ],
  ["signature_several", PREFIXED, (hex) => [`sha256=${hex},${ZEROS}`]],
  ["signature_several", PREFIXED, (hex) => [`sha256=${ZEROS},${hex}`]],
  ["signature_several", PREFIXED, (hex) => [`sha256=${ZEROS},sha256=${hex}`]],
  ["signature_several", PREFIXED, (hex) => [`sha256=${hex}, ${ZEROS}`]],
  ["signature_several", PLAIN, (hex) => [`${ZEROS},${hex}`]],
  ["signature_several", KEYED, (hex) => [`v0=${ZEROS},${hex}`]],
  ["signature_several", KEYED, (hex) => [`v0=${hex},${ZEROS}`]],
  ["header_split", LIST, (hex) => ["v1", base64(hex)]],
  ["header_split", LIST, (hex) => [`v1, ${base64(hex)}`]],
  ["header_duplicated", PLAIN, (hex) => [hex, ZEROS]],
  ["header_duplicated", PLAIN, (hex) => [`${hex}, ${ZEROS}`]],
  ["header_duplicated", LIST, (hex) => [`v1,${BASE64_ZEROS}`, `v1,${base64(hex)}`]],
];

/** The causes in computation: a code, and a function that returns a different value, in hex, instead of the MAC of a content. */
const COMPUTED = [
  ["algorithm_sha1", (content) => mac(content, { algorithm: "sha1" })],
  ["algorithm_sha256", (content) => mac(content), SHA1],
  ["algorithm_sha384", (content) => mac(content, { algorithm: "sha384" })],
  ["algorithm_sha512", (content) => mac(content, { algorithm: "sha512" })],
  ["algorithm_sha256_unkeyed", (content) => sha("sha256", content).digest("hex")],
  ["algorithm_unkeyed", (content) => sha("sha1", content).digest("hex")],
  ["algorithm_unkeyed", (content) => sha("sha512", content).digest("hex")],
  ["algorithm_sha256_secret_body", (content) => sha("sha256", SECRET, content).digest("hex")],
  ["algorithm_sha256_body_secret", (content) => sha("sha256", content, SECRET).digest("hex")],
  ["algorithm_swapped", (content) => mac(SECRET, { key: content })],
  ["algorithm_digest_signed", (content) => mac(sha("sha256", content).digest("hex"))],
];

const signature = (values) => values.map((value) => ["x-signature", value]);
const idOf = (list, at) => {
  const nth = list.slice(0, at).filter(([code]) => code === list[at][0]).length;
  return `${list[at][0].replaceAll("_", "-")}${nth > 0 ? `-${nth + 1}` : ""}`;
};

const written = WRITTEN.flatMap(([code, scheme, write], at) => [
  record(
    `${idOf(WRITTEN, at)}-right`,
    "written as the scheme says, it is right",
    { scheme, headers: signature(write(mac(BODY))), body: BODY },
    [code],
  ),
  record(
    `${idOf(WRITTEN, at)}-of-another-body`,
    "written as the scheme says, it is another body's",
    { scheme, headers: signature(write(mac(OTHER))), body: BODY },
    [],
    code,
  ),
]);

const computed = COMPUTED.flatMap(([code, compute, scheme], at) => [
  record(
    `${idOf(COMPUTED, at)}-right`,
    "computed so, it is the body's",
    { scheme, headers: signature([compute(BODY)]), body: BODY },
    [code],
  ),
  record(
    `${idOf(COMPUTED, at)}-of-another-body`,
    "computed so, it is another body's",
    { scheme, headers: signature([compute(OTHER)]), body: BODY },
    [],
    code,
  ),
]);

// RFC 8032, section 7.1, test 1.
const ED25519 =
  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

const fields = (value) => ({ scheme: FIELDS, headers: signature(value), body: BODY });
const good = mac(`${NOW}.${BODY}`);

/** Deliveries that resemble the cause `near` but have a different cause. */
const OTHERS = [
  ["algorithm_sha512", "any 64 bytes, as an Ed25519 signature has", { headers: signature([ED25519]), body: BODY }, []],
  ["algorithm_sha1", "any 20 bytes", { headers: signature([ED25519.slice(0, 40)]), body: BODY }, []],
  ["algorithm_sha384", "any 48 bytes", { headers: signature([ED25519.slice(0, 96)]), body: BODY }, []],
  ["signature_truncated", "any 16 bytes", { headers: signature([ED25519.slice(0, 32)]), body: BODY }, []],
  [
    "signature_truncated",
    "its end, and not its beginning",
    { headers: signature([mac(BODY).slice(24)]), body: BODY },
    [],
  ],
  [
    "signature_truncated",
    "seven bytes of it, which are too few",
    { headers: signature([mac(BODY).slice(0, 14)]), body: BODY },
    [],
  ],
  [
    "signature_prefix_wrong",
    "its prefix is right, and something comes behind",
    { scheme: PREFIXED, headers: signature([`sha256=${mac(BODY)},x=1`]), body: BODY },
    ["signature_not_alone"],
  ],
  [
    "signature_prefix_wrong",
    "its prefix is right, and something comes before",
    { scheme: PREFIXED, headers: signature([`t=1,sha256=${mac(BODY)}`]), body: BODY },
    ["signature_not_alone"],
  ],
  [
    "signature_prefix_missing",
    "of the entries with its tag one cannot be read",
    { scheme: LIST, headers: signature([`v1,=== v1,${base64(mac(BODY))}`]), body: BODY },
    ["signature_entry_malformed"],
  ],
  [
    "signature_separator",
    "a plain signature with something behind it is no list",
    { headers: signature([`${mac(BODY)};v=1`]), body: BODY },
    ["signature_not_alone"],
  ],
  [
    "signature_not_alone",
    "entries with a comma in front of each, where a space is due",
    { scheme: LIST, headers: signature([`v1,${base64(mac(BODY))},v1,${BASE64_ZEROS}`]), body: BODY },
    ["signature_separator"],
  ],
  [
    "signature_not_alone",
    "entries with a comma in front of each, the other way round",
    { scheme: LIST, headers: signature([`v1,${BASE64_ZEROS},v1,${base64(mac(BODY))}`]), body: BODY },
    ["signature_separator"],
  ],
  [
    "signature_separator",
    "a digit too many is no list",
    { headers: signature([`${mac(BODY)}0`]), body: BODY },
    ["signature_not_alone"],
  ],
  [
    "signature_separator",
    "fields, one of which has no name",
    fields([`t=${NOW},v1=${good},x`]),
    ["signature_entry_malformed"],
  ],
  [
    "signature_separator",
    "fields with something behind another sign",
    fields([`t=${NOW},v1=${good};x`]),
    ["signature_not_alone"],
  ],
  [
    "signature_entry_malformed",
    "fields that are separated by semicolons",
    fields([`t=${NOW};v1=${good}`]),
    ["signature_separator"],
  ],
  [
    "signature_entry_malformed",
    "fields with a space behind the comma",
    fields([`t=${NOW}, v1=${good}`]),
    ["signature_separator"],
  ],
  [
    "signature_entry_malformed",
    "both entries can be read, and both are another body's",
    { scheme: LIST, headers: signature([`v1,${base64(mac(OTHER))} v1,${BASE64_ZEROS}`]), body: BODY },
    [],
  ],
  [
    "signature_entry_malformed",
    "it is in base 64 for URLs, beside one that is another's",
    { scheme: LIST, headers: signature([`v1,${url(base64(mac(BODY)))} v1,${BASE64_ZEROS}`]), body: BODY },
    [/[+/]/.test(base64(mac(BODY))) ? "signature_base64url" : "signature_base64_unpadded"],
  ],
  ["header_duplicated", "one value in two pieces", fields([`t=${NOW}`, `v1=${good}`]), ["header_split"]],
  [
    "header_duplicated",
    "one value in two pieces, the other way round",
    fields([`v1=${good}`, `t=${NOW}`]),
    ["header_split"],
  ],
  [
    "header_split",
    "two values, each of them whole",
    fields([`t=${NOW},v1=${good}`, `t=${NOW},v1=${ZEROS}`]),
    ["header_duplicated"],
  ],
  [
    "header_duplicated",
    "a field that is there twice, as while a secret is rolled, of another body",
    fields([`t=${NOW},v1=${mac(OTHER)},v1=${ZEROS}`]),
    [],
  ],
  [
    "signature_base64url",
    "in base 64 without padding, where hex is due",
    { headers: signature([unpadded(base64(mac(`${BODY}5`)))]), body: `${BODY}5` },
    ["signature_base64", "signature_base64_unpadded"],
  ],
  [
    "signature_other_header",
    "the other header has another body's",
    {
      headers: [
        ["x-signature", ZEROS],
        ["x-signature-2", mac(OTHER)],
      ],
      body: BODY,
    },
    [],
  ],
  [
    "signature_other_header",
    "it is in the header of its own, cut off, and in another whole",
    {
      headers: [
        ["x-signature", mac(BODY).slice(0, 30)],
        ["x-signature-2", mac(BODY)],
      ],
      body: BODY,
    },
    ["signature_other_header"],
  ],
  [
    "header_renamed",
    "the header is there, and the signature that matches is in another",
    {
      headers: [
        ["x-signature", ZEROS],
        ["x-house-signature", mac(BODY)],
      ],
      body: BODY,
    },
    ["signature_other_header"],
  ],
];
const others = OTHERS.map(([near, why, received, proven], at) =>
  record(`signature-other-${at + 1}`, why, received, proven, near),
);

export const signatures = [...written, ...computed, ...others];
