// Look-alikes with wrong headers, timestamps or schemes: each cause alone, each cause with a different secret, and pairs of causes that
// resemble each other.

import { encoded, FIELDS, mac, NOW, PLAIN, record, TIMED, TIMED_MS, WITH_ID, WITH_URL } from "./record.js";

const BODY = '{"event":"message.created"}';
const KEY = "c2VjcmV0IGJ5dGVzIG9mIGEga2V5";
const OLD = NOW - 1000;
const base64Key = { key: Buffer.from(KEY, "base64"), encoding: "base64" };

/** Returns a delivery with a timestamp in its own header, and with `more` headers after it. */
const at = (scheme, time, signature, ...more) => ({
  scheme,
  headers: [["x-signature", signature], ["x-timestamp", `${time}`], ...more],
});
const ID = ["x-id", "msg_1"];
const HTTP_DATE = "Tue, 27 Feb 2024 20:00:00 GMT";

/** Returns a delivery to a URL. The signature covers a different URL or method. */
const sentTo = (url, signature, ...more) => ({ scheme: WITH_URL, url, headers: [["x-signature", signature], ...more] });
const URL = "https://api.example/hooks?a=1";

/** The causes: a code, and a function that returns a delivery. `sign` signs the content that it gets. */
const CAUSES = [
  ["timestamp_too_old", (sign) => at(TIMED, OLD, sign(`${OLD}.${BODY}`))],
  ["timestamp_too_new", (sign) => at(TIMED, NOW + 900, sign(`${NOW + 900}.${BODY}`))],
  ["timestamp_milliseconds", (sign) => at(TIMED, `${NOW}123`, sign(`${NOW}123.${BODY}`))],
  ["timestamp_seconds", (sign) => at(TIMED_MS, NOW, sign(`${NOW}.${BODY}`))],
  ["timestamp_rfc3339", (sign) => at(TIMED, "2024-02-27T20:00:00Z", sign(`2024-02-27T20:00:00Z.${BODY}`))],
  ["timestamp_iso8601", (sign) => at(TIMED, "2024-02-27T20:00:00", sign(`2024-02-27T20:00:00.${BODY}`))],
  ["timestamp_http_date", (sign) => at(TIMED, HTTP_DATE, sign(`${HTTP_DATE}.${BODY}`))],
  ["timestamp_malformed", (sign) => at(TIMED, `${NOW}.5`, sign(`${NOW}.5.${BODY}`))],
  [
    "timestamp_repeated",
    (sign) => ({ scheme: FIELDS, headers: [["x-signature", `t=${NOW},t=${NOW},v1=${sign(`${NOW}.${BODY}`)}`]] }),
  ],
  ["timestamp_not_signed", (sign) => at(TIMED, NOW, sign(BODY))],
  ["timestamp_signed", (sign) => at(PLAIN, NOW, sign(`${NOW}.${BODY}`))],
  ["timestamp_separator", (sign) => at(TIMED, NOW, sign(`${NOW}:${BODY}`))],
  ["timestamp_order", (sign) => at(TIMED, NOW, sign(`${BODY}.${NOW}`))],
  ["timestamp_other_header", (sign) => at(TIMED, NOW, sign(`${NOW - 1}.${BODY}`), ["x-sent-at", `${NOW - 1}`])],
  ["header_not_signed", (sign) => at(WITH_ID, NOW, sign(`${NOW}.${BODY}`), ID)],
  ["header_signed", (sign) => at(TIMED, NOW, sign(`msg_1.${NOW}.${BODY}`), ID)],
  ["header_renamed", (sign) => ({ scheme: PLAIN, headers: [["HTTP_X_SIGNATURE", sign(BODY)]] })],
  [
    "signature_other_header",
    (sign) => ({
      scheme: PLAIN,
      headers: [
        ["x-signature", "0".repeat(64)],
        ["x-signature-secondary", sign(BODY)],
      ],
    }),
  ],
  [
    "signature_separator",
    (sign) => ({ scheme: FIELDS, headers: [["x-signature", `t=${NOW};v1=${sign(`${NOW}.${BODY}`)}`]] }),
  ],
  ["url_scheme", (sign) => sentTo(URL, sign(`POST\nhttp://api.example/hooks?a=1\n${BODY}`))],
  ["url_trailing_slash", (sign) => sentTo(URL, sign(`POST\nhttps://api.example/hooks/?a=1\n${BODY}`))],
  ["url_port", (sign) => sentTo(URL, sign(`POST\nhttps://api.example:443/hooks?a=1\n${BODY}`))],
  ["url_query", (sign) => sentTo(URL, sign(`POST\nhttps://api.example/hooks\n${BODY}`))],
  [
    "url_host",
    (sign) =>
      sentTo(URL, sign(`POST\nhttps://public.example/hooks?a=1\n${BODY}`), ["x-forwarded-host", "public.example"]),
  ],
  [
    "url_path",
    (sign) => sentTo(URL, sign(`POST\nhttps://api.example/v1/hooks?a=1\n${BODY}`), ["x-forwarded-prefix", "/v1"]),
  ],
  ["url_decoded", (sign) => sentTo("https://api.example/a%20b", sign(`POST\nhttps://api.example/a b\n${BODY}`))],
  ["url_method", (sign) => sentTo(URL, sign(`PUT\n${URL}\n${BODY}`))],
  ["url_not_signed", (sign) => sentTo(URL, sign(BODY))],
  ["scheme_other", (sign) => ({ scheme: "gilbert", headers: [["x-argos-signature", sign(BODY)]] })],
  [
    "body_reserialized_compact",
    (sign) => ({
      ...at(TIMED, NOW, sign(`${NOW}.${BODY}`)),
      body: JSON.stringify(JSON.parse(BODY), null, 1),
    }),
  ],
];

const id = (code) => code.replaceAll("_", "-");
const causes = CAUSES.flatMap(([code, delivery]) => {
  const of = (key) => ({ body: BODY, ...delivery((content) => mac(content, key === undefined ? {} : { key })) });
  const name = code.startsWith("body") ? `timed-${id(code)}` : id(code);
  return [
    record(`${name}-right`, "undone, the signature matches", of(undefined), [code]),
    record(
      `${name}-of-another-secret`,
      "it is so, and the secret is another one besides",
      of("an unknown secret"),
      [],
      code,
    ),
  ];
});

const timed = (content, time, ...more) => ({ body: BODY, ...at(TIMED, time, mac(content), ...more) });

/** Returns a delivery with an id. */
const withId = (content) => ({ body: BODY, ...at(WITH_ID, NOW, mac(content), ID) });

/** Returns a delivery with the headers of Standard Webhooks. */
const standard = (msg, content) => ({
  scheme: "standard-webhooks",
  body: BODY,
  secrets: [`whsec_${KEY}`],
  headers: [
    ["webhook-id", msg],
    ["webhook-timestamp", `${NOW}`],
    ["webhook-signature", `v1,${mac(content, base64Key)}`],
  ],
});

/** Deliveries that resemble the cause `near` but have a different cause. */
const OTHERS = [
  ["header_ambiguous", "an id with a dot, signed", standard("msg.1", `msg.1.${NOW}.${BODY}`), ["header_ambiguous"]],
  ["header_ambiguous", "an id with a dot, of another body", standard("msg.1", `msg.1.${NOW}.${BODY}x`), []],
  [
    "timestamp_milliseconds",
    "milliseconds that are too old besides",
    timed(`${OLD}123.${BODY}`, `${OLD}123`),
    ["timestamp_milliseconds", "timestamp_too_old"],
  ],
  [
    "timestamp_too_new",
    "milliseconds are not seconds in a far future",
    timed(`${NOW}123.${BODY}`, `${NOW}123`),
    ["timestamp_milliseconds"],
  ],
  ["timestamp_not_signed", "another time was signed, which is nowhere", timed(`${NOW - 7}.${BODY}`, NOW), []],
  [
    "timestamp_other_header",
    "the time of the other header was not signed either",
    timed(`${NOW - 7}.${BODY}`, NOW, ["x-sent-at", `${NOW - 6}`]),
    [],
  ],
  ["timestamp_separator", "two signs are between", timed(`${NOW}--${BODY}`, NOW), []],
  [
    "timestamp_repeated",
    "the signature is there twice, and the time once, of another body",
    { scheme: FIELDS, body: BODY, headers: [["x-signature", `t=${NOW},v1=${mac(`${NOW}.x`)},v1=${"0".repeat(64)}`]] },
    [],
  ],
  [
    "header_renamed",
    "a header of that name holds another thing",
    { headers: [["x-forwarded-signature", "0".repeat(64)]], body: BODY },
    [],
  ],
  [
    "timestamp_not_signed",
    "the id was signed, and the time was not",
    withId(`msg_1.${BODY}`),
    ["timestamp_not_signed"],
  ],
  [
    "timestamp_not_signed",
    "neither the id nor the time was signed",
    withId(BODY),
    ["timestamp_not_signed", "header_not_signed"],
  ],
  [
    "header_not_signed",
    "the body alone was signed by a sender of Standard Webhooks",
    standard("msg_1", BODY),
    ["timestamp_not_signed", "header_not_signed"],
  ],
  ["header_not_signed", "another id was signed", withId(`msg_2.${NOW}.${BODY}`), []],
  [
    "timestamp_separator",
    "nothing else stands between them, and the id was not signed",
    standard("msg_1", `${NOW}.${BODY}`),
    ["header_not_signed"],
  ],
  [
    "timestamp_separator",
    "another sign is between, and the id was not signed",
    standard("msg_1", `${NOW}:${BODY}`),
    ["timestamp_separator", "header_not_signed"],
  ],
  [
    "timestamp_not_signed",
    "what comes last was not signed, nor the sign before it",
    {
      ...withId(`msg_1.${BODY}`),
      scheme: { ...WITH_ID, signedContent: "{x-id}.{body}.{timestamp}", waivers: ["adjacent_parts"] },
    },
    ["timestamp_not_signed"],
  ],
  [
    "timestamp_signed",
    "the id was signed as well",
    { ...withId(`msg_1.${NOW}.${BODY}`), scheme: PLAIN },
    ["timestamp_signed", "header_signed"],
  ],
  [
    "header_signed",
    "the scheme has the id already",
    { ...withId(`msg_1.${NOW}.${BODY}`), scheme: { ...PLAIN, signedContent: "{x-id}.{body}" } },
    ["timestamp_signed"],
  ],
  [
    "secret_malformed",
    "a secret that cannot be decoded is nobody's key",
    { scheme: encoded("base64"), secrets: ["AAAA%AAA"], body: BODY, headers: [["x-signature", mac(BODY)]] },
    [],
  ],
  [
    "body_too_large",
    "the header says that it is longer",
    {
      headers: [
        ["x-signature", mac(BODY)],
        ["content-length", "99999999"],
      ],
      body: `${BODY}\n`,
    },
    ["body_trailing_newline_added"],
  ],
  ["header_empty", "it is empty", { headers: [["x-signature", " "]], body: BODY }, []],
  ["header_missing", "it is not there", { headers: [["accept", "*/*"]], body: BODY }, []],
];
const others = OTHERS.map(([near, why, received, proven], at) =>
  record(`header-other-${at + 1}`, why, received, proven, near),
);

export const headers = [...causes, ...others];
