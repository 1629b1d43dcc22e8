// Look-alikes with a wrong body: each cause alone, each cause with one more changed letter, and pairs of causes that resemble each other.

import { deflateSync, gzipSync } from "node:zlib";

import { mac, record } from "./record.js";

const signed = (over, body) => ({ headers: [["x-signature", mac(over)]], body });

const JSON_TEXT = '{ "bb": "é</a>&\'=+", "a": [ 1.50, {} ] }';
const indented = (by) => `{\n${by}"bb": "é</a>&'=+",\n${by}"a": [\n${by}${by}1.50,\n${by}${by}{}\n${by}]\n}`;
const compact = '{"bb":"é</a>&\'=+","a":[1.50,{}]}';
const spaced = '{"bb": "é</a>&\'=+", "a": [1.50, {}]}';
const sorted = '{"a":[1.50,{}],"bb":"é</a>&\'=+"}';
const escaped = (text, set, write) => text.replace(set, write);
const lower = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
const upper = (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
const ascii = (text) => escaped(text, /[^\0-\x7f]/g, lower);
const slashes = (text) => text.replaceAll("/", "\\/");
const go = (text) => escaped(text, /[<>&]/g, lower);
const dotnet = (text) => escaped(text, /[<>&'+]|[^\0-\x7f]/g, upper);

const EVENT = '{"event":"message.created","bb":[1,2]}';
const bytes = Buffer.from(EVENT);
const PRETTY = JSON.stringify(JSON.parse(EVENT), null, 4);

/** The causes: a code, the signed body, and the body of the receiver. */
const CAUSES = [
  ["body_reserialized_compact", compact, JSON_TEXT],
  ["body_reserialized_javascript", '{"bb":1.5,"n":100}', '{"bb": 1.50, "n": 1e2}'],
  ["body_reserialized_python", ascii(spaced), JSON_TEXT],
  ["body_reserialized_python_unicode", spaced, JSON_TEXT],
  ["body_reserialized_ascii", ascii(compact), JSON_TEXT],
  ["body_reserialized_php", ascii(slashes(compact)), JSON_TEXT],
  ["body_reserialized_php_unicode", slashes(compact), JSON_TEXT],
  ["body_reserialized_php_pretty", ascii(slashes(indented("    "))), JSON_TEXT],
  ["body_reserialized_php_hex", escaped(ascii(slashes(compact)), /[<>&']/g, upper), JSON_TEXT],
  ["body_reserialized_meta", '{"bb":"50\\u0025 \\u003C a\\u0040b.example\\/\\u00e9"}', '{"bb":"50% < a@b.example/é"}'],
  ["body_reserialized_dotnet", dotnet(compact), JSON_TEXT],
  ["body_reserialized_dotnet_indented", dotnet(indented("  ")), JSON_TEXT],
  ["body_reserialized_aspnet", escaped(compact, /[<>&']/g, lower), JSON_TEXT],
  ["body_reserialized_newtonsoft", '{"bb":"é\\u0085"}', '{"bb":"é\u0085"}'],
  ["body_reserialized_separators", '{"bb":"é\\u2028"}', '{"bb":"é\u2028"}'],
  ["body_reserialized_go", go(compact), JSON_TEXT],
  ["body_reserialized_go_indented", go(indented("\t")), JSON_TEXT],
  ["body_reserialized_go_sorted", go(sorted), JSON_TEXT],
  ["body_reserialized_gson", escaped(compact, /[<>&'=]/g, lower), JSON_TEXT],
  ["body_reserialized_jackson", escaped(compact, /[^\0-\x7f]/g, upper), JSON_TEXT],
  ["body_reserialized_2_spaces", indented("  "), JSON_TEXT],
  ["body_reserialized_4_spaces", indented("    "), JSON_TEXT],
  ["body_reserialized_tab", indented("\t"), JSON_TEXT],
  ["body_reserialized_sorted", sorted, JSON_TEXT],
  ["body_reserialized_sorted_python", ascii('{"a": [1.50, {}], "bb": "é</a>&\'=+"}'), JSON_TEXT],
  ["body_reserialized_colon_space", '{"bb": "é</a>&\'=+","a": [1.50,{}]}', JSON_TEXT],
  ["body_empty_object_lost", '{"bb":{},"c":1}', '{"bb":[],"c":1}'],
  ["body_number_spelling", '{"bb":10.50,"c":2.50}', '{"bb":10.5,"c":2.5}'],
  ["body_trailing_newline_added", EVENT, `${EVENT}\n`],
  ["body_trailing_newline_removed", `${EVENT}\n`, EVENT],
  ["body_line_breaks_lost", `${PRETTY}\n`, PRETTY.replaceAll("\n", "")],
  ["body_whitespace_added", EVENT, ` ${EVENT} \n\n`],
  ["body_nul_padded", EVENT, `${EVENT}\0\0\0`],
  ["body_crlf", "bb\nline\nend", "bb\r\nline\r\nend"],
  ["body_lf", "bb\r\nline\r\nend", "bb\nline\nend"],
  ["body_bom_added", EVENT, `\ufeff${EVENT}`],
  ["body_bom_removed", `\ufeff${EVENT}`, EVENT],
  ["body_double_utf8", "bb Zoë", Buffer.from("bb Zoë").toString("latin1")],
  ["body_latin1", "bb Zoë", Buffer.from("bb Zoë", "latin1")],
  ["body_windows_1252", "bb 20 €", Buffer.from([0x62, 0x62, 0x20, 0x32, 0x30, 0x20, 0x80])],
  ["body_utf16", "bb Zoë", Buffer.from("\ufeffbb Zoë", "utf16le")],
  ["body_form_payload", EVENT, `payload=${encodeURIComponent(EVENT)}&x=1`],
  ["body_form_encoded", `${new URLSearchParams({ payload: EVENT })}`, EVENT],
  ["body_form_reencoded", "bb=b+c&d=e", "bb=b%20c&d=e"],
  ["body_url_encoded", EVENT, encodeURIComponent(EVENT)],
  ["body_base64", EVENT, bytes.toString("base64")],
  ["body_base64_decoded", bytes.toString("base64"), EVENT],
  ["body_hex", EVENT, bytes.toString("hex")],
  ["body_bytes_printed", EVENT, JSON.stringify(bytes)],
  ["body_bytes_printed", EVENT, String(new Uint8Array(bytes))],
  ["body_bytes_printed", EVENT, JSON.stringify(new Uint8Array(bytes))],
  ["body_bytes_printed", EVENT, JSON.stringify([...bytes])],
  ["body_bytes_printed", EVENT, JSON.stringify([...new Int8Array(bytes)])],
  ["body_double_stringified", EVENT, JSON.stringify(EVENT)],
  ["body_stringified_by_sender", JSON.stringify(EVENT), EVENT],
  ["body_envelope", EVENT, JSON.stringify({ body: EVENT, isBase64Encoded: false })],
  ["body_html_escaped", EVENT, EVENT.replaceAll('"', "&quot;")],
  ["body_slashes_added", EVENT, EVENT.replaceAll('"', '\\"')],
  ["body_python_bytes", EVENT, `b'${EVENT}'`],
  ["body_parsed_as_form", '{"bb":"b=c"}', '{"{\\"bb\\":\\"b":"c\\"}"}'],
  ["body_compressed", EVENT, gzipSync(EVENT)],
  ["body_compressed", EVENT, deflateSync(EVENT)],
];

const nth = (list, at) => list.slice(0, at).filter(([code]) => code === list[at][0]).length;
const idOf = (list, at) => `${list[at][0].replaceAll("_", "-")}${nth(list, at) > 0 ? `-${nth(list, at) + 1}` : ""}`;

const right = CAUSES.map(([code, over, body], at) =>
  record(`${idOf(CAUSES, at)}-right`, "undone, it is what was signed, byte for byte", signed(over, body), [code]),
);

/** The causes with one different letter in the signed body. If the cause is undone, the body still differs from the signed body. */
const altered = CAUSES.map(([code, over, body], at) => {
  const buffer = Buffer.from(over);
  const place = buffer.includes("bb") ? buffer.indexOf("bb") : buffer.length >> 1;
  buffer[place] += 1;
  return record(`${idOf(CAUSES, at)}-altered`, "one letter was changed besides", signed(buffer, body), [], code);
});

const LINES = `${JSON.stringify(JSON.parse(EVENT), null, 2)}\n`;

/** Deliveries that resemble the cause `near` but have a different cause: its codes, or none if it cannot be undone. */
const OTHERS = [
  [
    "body_reserialized_2_spaces",
    "nothing was parsed: it has white space around it, and was signed with a newline",
    LINES,
    ` ${LINES}  `,
    ["body_whitespace_added"],
  ],
  [
    "body_reserialized_2_spaces",
    "nothing was parsed: a mark was added, and its line ends were changed",
    LINES,
    `\ufeff${LINES.replaceAll("\n", "\r\n")}`,
    ["body_crlf", "body_bom_added"],
  ],
  [
    "body_reserialized_compact",
    "it was parsed, and has a mark before it besides",
    EVENT,
    `\ufeff${LINES}`,
    ["body_reserialized_compact", "body_bom_added"],
  ],
  [
    "body_compressed",
    "something was added behind what is compressed",
    EVENT,
    Buffer.concat([gzipSync(EVENT), Buffer.from("\n")]),
    [],
  ],
  ["body_utf16", "half a character was added", "bb", Buffer.from("\ufeffbb\n", "utf16le").subarray(0, -1), []],
  [
    "body_trailing_newline_added",
    "white space and a newline were added",
    EVENT,
    `${EVENT} \n`,
    ["body_whitespace_added"],
  ],
  [
    "body_trailing_newline_added",
    "two newlines were signed, and three are there",
    `${EVENT}\n\n`,
    `${EVENT}\n\n\n`,
    ["body_trailing_newline_added"],
  ],
  ["body_whitespace_added", "white space inside was added, and none around", "a b", "a  b", []],
  ["body_trailing_newline_removed", "two newlines were signed, and none is there", `${EVENT}\n\n`, EVENT, []],
  ["body_crlf", "CR alone became CR LF", "a\rb", "a\r\nb", []],
  ["body_lf", "one of two lines ended with CR LF", "a\r\nb\nc", "a\nb\nc", []],
  ["body_nul_padded", "a NUL in the middle was added", "ab", "a\0b", []],
  ["body_bom_added", "two marks were added", EVENT, `\ufeff\ufeff${EVENT}`, []],
  ["body_latin1", "it is Windows-1252", "20 €", Buffer.from([0x32, 0x30, 0x20, 0x80]), ["body_windows_1252"]],
  ["body_windows_1252", "it is Latin-1", "Zoë \u0085", Buffer.from("Zoë \u0085", "latin1"), ["body_latin1"]],
  [
    "body_lossy_utf8",
    "the character U+FFFD was signed, and a newline added",
    "a\ufffdb",
    "a\ufffdb\n",
    ["body_trailing_newline_added"],
  ],
  [
    "body_reserialized_compact",
    "a number is written otherwise too",
    '{"a":1.5}',
    '{"a": 1.50}',
    ["body_reserialized_javascript"],
  ],
  [
    "body_reserialized_compact",
    "of two members of one name the last is left",
    '{"a":2}',
    '{"a": 1, "a": 2}',
    ["body_reserialized_javascript"],
  ],
  [
    "body_reserialized_compact",
    "nothing was parsed: there is a mark before it and a newline behind it",
    EVENT,
    `\ufeff${EVENT}\n`,
    ["body_bom_added", "body_trailing_newline_added"],
  ],
  [
    "body_reserialized_compact",
    "nothing was parsed: there is a mark before it and white space behind it",
    EVENT,
    `\ufeff${EVENT}  `,
    ["body_bom_added", "body_whitespace_added"],
  ],
  ["body_reserialized_2_spaces", "it is indented by three", JSON.stringify({ a: 1 }, null, 3), '{"a":1}', []],
  [
    "body_reserialized_4_spaces",
    "only its line breaks were lost",
    `${PRETTY}`,
    PRETTY.replaceAll("\n", ""),
    ["body_line_breaks_lost"],
  ],
  ["body_line_breaks_lost", "it was one line, and is still", EVENT, `${EVENT}\n`, ["body_trailing_newline_added"]],
  ["body_line_breaks_lost", "lines without indentation cannot be told", '{\n"a":1\n}', '{"a":1}', []],
  [
    "body_line_breaks_lost",
    "spaces in a text are no indentation",
    '{"a":"b  c"}\n',
    '{"a":"b  c"}',
    ["body_trailing_newline_removed"],
  ],
  ["body_reserialized_php", "slashes are as they were", ascii(compact), JSON_TEXT, ["body_reserialized_ascii"]],
  [
    "body_reserialized_meta",
    "Symfony writes it",
    '{"a":"\\u0026\\u00e9"}',
    '{"a":"&é"}',
    ["body_reserialized_php_hex"],
  ],
  ["body_reserialized_meta", "the escapes are in upper case throughout", '{"a":"\\u0040\\u00E9"}', '{"a":"@é"}', []],
  [
    "body_reserialized_go",
    "the quote is escaped as well",
    '{"a":"\\u003c\\u0027="}',
    '{"a":"<\'="}',
    ["body_reserialized_aspnet"],
  ],
  ["body_number_spelling", "the number is another", '{"a":10.51}', '{"a":10.5}', []],
  [
    "body_number_spelling",
    "it is indented besides",
    '{"a":10.50}',
    JSON.stringify({ a: 10.5 }, null, 2),
    ["body_number_spelling", "body_reserialized_compact"],
  ],
  [
    "body_number_spelling",
    "it was compact, and is as Python writes it",
    '{"a":10.50,"b":"é"}',
    '{"a": 10.5, "b": "\\u00e9"}',
    ["body_number_spelling", "body_reserialized_compact"],
  ],
  [
    "body_number_spelling",
    "Python signed it, and it was written again without white space",
    '{"a": 10.0, "b": "\\u00e9"}',
    '{"a":10,"b":"é"}',
    ["body_number_spelling", "body_reserialized_python"],
  ],
  [
    "body_number_spelling",
    "Python signed it, and nothing else was changed",
    '{"a": 10.0, "b": "\\u00e9"}',
    '{"a": 10, "b": "\\u00e9"}',
    ["body_number_spelling"],
  ],
  [
    "body_empty_object_lost",
    "its slashes are written otherwise besides",
    '{"a":{},"b":"\\/"}',
    '{"a":[],"b":"/"}',
    ["body_empty_object_lost", "body_reserialized_php"],
  ],
  [
    "body_whitespace_added",
    "white space was added before it, and the newline behind it removed",
    `${EVENT}\n`,
    `  ${EVENT}`,
    ["body_whitespace_added", "body_trailing_newline_removed"],
  ],
  [
    "body_whitespace_added",
    "white space was added on both sides, and the newline between is still there",
    `${EVENT}\r\n`,
    `  ${EVENT}\r\n `,
    ["body_whitespace_added"],
  ],
  ["body_empty_object_lost", "null was signed", '{"a":null}', '{"a":[]}', []],
  [
    "body_base64",
    "it is base 64 of what was base 64 before",
    EVENT,
    Buffer.from(bytes.toString("base64")).toString("base64"),
    [],
  ],
  ["body_hex", "it is the hex of other bytes", EVENT, Buffer.from(`${EVENT}\n`).toString("hex"), []],
  ["body_bytes_printed", "one number is no byte", EVENT, String([...bytes, 256]), []],
  ["body_bytes_printed", "one byte is missing", EVENT, String([...bytes].slice(1)), []],
  [
    "body_bytes_printed",
    "a list of numbers was signed, with spaces",
    "[1, 2, 3]",
    "[1,2,3]",
    ["body_reserialized_python"],
  ],
  [
    "body_envelope",
    "its flag is wrong besides",
    EVENT,
    JSON.stringify({ body: EVENT, isBase64Encoded: true }),
    ["body_envelope", "body_base64_flag"],
  ],
  [
    "body_envelope",
    "its flag is wrong besides, the other way",
    EVENT,
    JSON.stringify({ body: bytes.toString("base64"), isBase64Encoded: false }),
    ["body_envelope", "body_base64_flag"],
  ],
  [
    "body_base64_flag",
    "no flag is there at all",
    EVENT,
    JSON.stringify({ body: bytes.toString("base64") }),
    ["body_envelope", "body_base64"],
  ],
  [
    "body_base64_flag",
    "its flag fits",
    EVENT,
    JSON.stringify({ body: bytes.toString("base64"), isBase64Encoded: true }),
    ["body_envelope"],
  ],
  [
    "body_compressed",
    "the compressed bytes were signed, and a newline added",
    gzipSync(EVENT),
    Buffer.concat([gzipSync(EVENT), Buffer.from("\n")]),
    ["body_trailing_newline_added"],
  ],
  ["body_compressed", "it is cut off", EVENT, gzipSync(EVENT).subarray(0, 30), []],
  ["body_signed_empty", "white space was signed", " ", EVENT, []],
  ["body_double_stringified", "it was stringified three times", EVENT, JSON.stringify(JSON.stringify(EVENT)), []],
];
const others = OTHERS.map(([near, why, over, body, proven], at) =>
  record(`body-other-${at + 1}`, why, signed(over, body), proven, near),
);

const signedEmpty = record("body-signed-empty-right", "an empty body was signed", signed("", EVENT), [
  "body_signed_empty",
]);

export const bodies = [...right, signedEmpty, ...altered, ...others];
