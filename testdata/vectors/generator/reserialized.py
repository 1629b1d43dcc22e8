"""Bodies and the results of `JSON.stringify(JSON.parse(body))`.

Three providers document that they sign the re-serialized body. The results were written by hand according to ECMA-262 (25.5), because
Python's serializer differs from JavaScript's in nearly every line below. `confirm.test.js` checks the results in Node.
"""

from .common import BOM

# (name, why, the body as sent, the re-serialized body that is signed)
RESERIALIZED = [
    (
        "form-whitespace",
        "white space between tokens is not printed",
        '\r\n\t{ "a" : [ 1 , 2 ] ,\n "b" : { } }\n',
        '{"a":[1,2],"b":{}}',
    ),
    ("form-number-fraction", "a fraction of zero is not printed", '{"a":1.0,"b":1.50,"c":-2.00}', '{"a":1,"b":1.5,"c":-2}'),
    ("form-number-negative-zero", "JSON.stringify prints minus zero as 0", '{"a":-0,"b":-0.0}', '{"a":0,"b":0}'),
    (
        "form-number-exponent",
        "an exponent is printed only outside 1e-6 to 1e21, in lower case",
        '{"a":1E2,"b":1e+2,"c":0.000001,"d":0.0000001,"e":12E-1}',
        '{"a":100,"b":100,"c":0.000001,"d":1e-7,"e":1.2}',
    ),
    (
        "form-number-1e21",
        "from 1e21 on a number is printed with an exponent and a plus",
        '{"a":1e20,"b":1e21,"c":1000000000000000000000}',
        '{"a":100000000000000000000,"b":1e+21,"c":1e+21}',
    ),
    (
        "form-number-big",
        "a whole number beyond 2^53 becomes the nearest double",
        '{"a":9007199254740993,"b":12345678901234567890,"c":9007199254740991}',
        '{"a":9007199254740992,"b":12345678901234567000,"c":9007199254740991}',
    ),
    (
        "form-number-infinite",
        "a number beyond the range of doubles is printed as null",
        '{"a":1e400,"b":-1e400}',
        '{"a":null,"b":null}',
    ),
    (
        "form-number-shortest",
        "the shortest digits that read back as the same double, down to the smallest one",
        '{"a":0.10000000000000000555,"b":5e-324,"c":1e-400,"d":1.7976931348623157E308}',
        '{"a":0.1,"b":5e-324,"c":0,"d":1.7976931348623157e+308}',
    ),
    (
        "form-keys-integers-first",
        "keys that are array indices come first, in ascending order, whatever their order in the body",
        '{"b":1,"10":2,"a":3,"2":4,"0":5}',
        '{"0":5,"2":4,"10":2,"b":1,"a":3}',
    ),
    (
        "form-keys-not-indices",
        "a leading zero, a sign and 2^32 - 1 make a key that is no array index and keeps its place",
        '{"01":1,"4294967295":2,"-1":3,"1.5":4,"4294967294":5}',
        '{"4294967294":5,"01":1,"4294967295":2,"-1":3,"1.5":4}',
    ),
    (
        "form-keys-twice",
        "of a key that is there twice, the last value counts and the first place",
        '{"a":1,"b":2,"a":3}',
        '{"a":3,"b":2}',
    ),
    (
        "form-keys-prototype",
        "__proto__ is a key like any other, at every depth",
        '{"__proto__": {"__proto__": null}, "constructor": 1, "toJSON": "x"}',
        '{"__proto__":{"__proto__":null},"constructor":1,"toJSON":"x"}',
    ),
    (
        "form-escape-letter",
        "an escaped letter is printed as itself",
        '{"a":"\\u00e9\\u00E9","\\u0061b":"A"}',
        '{"a":"\u00e9\u00e9","ab":"A"}',
    ),
    ("form-escape-pair", "two escaped surrogates are one character", '{"a":"\\ud83d\\ude00"}', '{"a":"\U0001f600"}'),
    (
        "form-escape-lone-surrogate",
        "a surrogate without its other half stays escaped, in lower case (well-formed JSON.stringify, ES2019)",
        '{"a":"\\uD800","b":"\\uDE00\\uD83D"}',
        '{"a":"\\ud800","b":"\\ude00\\ud83d"}',
    ),
    (
        "form-escape-solidus",
        "an escaped solidus is printed without the escape",
        '{"a":"https:\\/\\/example.com\\/"}',
        '{"a":"https://example.com/"}',
    ),
    (
        "form-escape-separators",
        "U+2028, U+2029, DEL and < are printed as themselves",
        '{"a":"\\u2028\\u2029\\u007f\\u003c"}',
        '{"a":"\u2028\u2029\u007f<"}',
    ),
    (
        "form-escape-controls",
        "controls have a short escape or four hex digits in lower case",
        '{"a":"\\u0008\\u0009\\u000a\\u000c\\u000d\\u001F\\u0000\\u0022\\u005C"}',
        '{"a":"\\b\\t\\n\\f\\r\\u001f\\u0000\\"\\\\"}',
    ),
    ("form-scalar", "a body that is a number or a string has a second form too", " 12.0 ", "12"),
    (
        "form-placeholders",
        "the second form is not filled in either",
        '{"a" : "{body}{timestamp}$&$$"}',
        '{"a":"{body}{timestamp}$&$$"}',
    ),
]

# The names of a few vectors that every such scheme repeats, to show that the scheme accepts re-serialized bodies.
SHORT = ["form-number-fraction", "form-keys-integers-first", "form-escape-pair"]

# Bodies that cannot be re-serialized: (name, why, body, signed text). A careless host would produce the signed text.
NOT_RESERIALIZABLE = [
    ("no-form-bom", "a decoder that strips the byte order mark would find a form here", BOM + '{"a": 1}', '{"a":1}'),
    (
        "no-form-not-utf8",
        "a decoder that puts U+FFFD in the place of a bad byte would find a form here, and for other bodies the same one",
        b'{"a": "\xff"}',
        '{"a":"\ufffd"}',
    ),
    ("no-form-trailing-comma", "a trailing comma is not JSON", '{"a": 1,}', '{"a":1}'),
    ("no-form-nan", "NaN is JSON to Python and to nobody else", '{"a": NaN}', '{"a":null}'),
    ("no-form-two-values", "two values are not one", '{"a": 1} {"b": 2}', '{"a":1}'),
    ("no-form-empty", "express.json() makes an empty object of an empty body", "", "{}"),
]

# Nested deeper than any current host can serialize. This re-serialized body is never signed, because a future host may serialize it.
DEEP = "[" * 10_000 + " " + "]" * 10_000
