"""Malformed signatures and timestamps, and unusual bodies, which the generators of several schemes use."""

from .vectors import TOLERANCE

BOM = "\ufeff"

# Bodies that a careless verifier changes before it hashes them: (name, why, body).
ODD_BODIES = [
    ("body-empty", "an empty body is a body, and is signed like any other", ""),
    ("body-not-utf8", "a body is bytes: 0xFF and a cut-off sequence are hashed as they are, never replaced", b'{"a":"\xff\xc3"}'),
    ("body-nul", "a NUL does not end a body", '{"a":"\u0000"}\u0000tail'),
    ("body-bom", "a byte order mark is three bytes of the body and is not stripped", BOM + '{"a":1}'),
    (
        "body-dollars",
        "`$&`, `$$` and `` $` `` are replacement patterns in JavaScript and only text here",
        '{"a":"$& $$ $` $\' $1"}',
    ),
    ("body-placeholders", "a body that looks like a template is not filled in", '{"a":"{body}.{timestamp}{webhook-id}%s%n"}'),
    ("body-emoji", "characters beyond the basic plane are four bytes and not two halves", '{"a":"\U0001f980 \u00e9 e\u0301"}'),
    ("body-trailing-newline", "a newline at the end of the body is signed too", '{"a":1}\n'),
]


def malformed_hex(good):
    """Returns malformed hex signatures, made from a genuine signature: (name, why, text, reason or None)."""
    return [
        ("truncated", "a prefix of the right signature is not the signature", good[:62], "length"),
        ("truncated-odd", "63 characters are no whole number of bytes", good[:63], "length"),
        ("longer", "bytes after the right signature are not ignored", good + "00", "length"),
        ("longer-odd", "a decoder that drops half a byte at the end would accept this", good + "a", "length"),
        ("trailing-junk", "a decoder that stops at the first odd character would accept this", good + "zz", "length"),
        ("junk", "hex with dashes in it is not hex", "aa-bb-cc", "length"),
        ("not-hex", "64 characters, none of them hex", "z" * 64, "encoding"),
        ("one-not-hex", "one character of 64 is not hex", good[:63] + "g", "encoding"),
        ("hex-marker", "0x is not part of the spelling", "0x" + good[2:], "encoding"),
        ("inner-space", "white space inside is not skipped", good[:32] + " " + good[33:], "encoding"),
        # The reason depends on the host. If it reads headers as Latin-1, the two bytes of the first letter are one character.
        ("not-ascii", "a letter beyond ASCII is not a digit in any decoder", "\u00e9" + "a" * 63, None),
    ]


def malformed_timestamps(now):
    """Returns malformed spellings of `now` that a lenient parser reads as a number: (name, why, text)."""
    fullwidth = "".join(chr(ord(digit) + 0xFEE0) for digit in str(now))
    return [
        ("trailing-letters", "parseInt stops at the letters and calls it a number", f"{now}abc"),
        ("plus", "a sign is not a digit", f"+{now}"),
        ("minus-zero", "minus zero is not a time", "-0"),
        ("exponent", "1e9 is a number in JavaScript and not a timestamp", "1e9"),
        ("fraction", "seconds have no fraction", f"{now}.5"),
        ("hexadecimal", "0x is a number in JavaScript and not a timestamp", hex(now)),
        ("underscores", "int() of Python takes underscores", f"{now:_}"),
        ("fullwidth", "digits of other scripts are digits to Unicode and to some regular expressions", fullwidth),
        ("minimum", "the smallest 64-bit number overflows when it is negated", "-9223372036854775808"),
        ("inner-space", "white space inside is not skipped", str(now)[:4] + " " + str(now)[4:]),
    ]


def window(now):
    """Returns timestamps at the limits of the window: (name, why, timestamp, options, code or None, facts)."""
    old, new = "timestamp_too_old", "timestamp_too_new"
    narrow = {"tolerance": 60}
    return [
        ("window-oldest", "exactly the tolerance old is still inside", now - TOLERANCE, None, None, {}),
        ("window-newest", "exactly the tolerance ahead is still inside", now + TOLERANCE, None, None, {}),
        ("window-too-old", "one second older than the tolerance", now - TOLERANCE - 1, None, old, {"age": 301, "tolerance": 300}),
        (
            "window-too-new",
            "one second further ahead than the tolerance: a stamp from the future would stay valid for longer",
            now + TOLERANCE + 1,
            None,
            new,
            {"ahead": 301, "tolerance": 300},
        ),
        ("window-narrow-inside", "a tolerance of one's own, at its edge", now - 60, narrow, None, {}),
        ("window-narrow-outside", "a tolerance of one's own, one second on", now - 61, narrow, old, {"age": 61, "tolerance": 60}),
        ("window-epoch", "0 is a well-formed timestamp, long ago", 0, None, old, {"age": now, "tolerance": 300}),
        (
            "window-milliseconds",
            "milliseconds where seconds belong are far in the future",
            now * 1000,
            None,
            new,
            {"tolerance": 300},
        ),
        # `ahead` is omitted, because it exceeds the safe integers of JavaScript.
        (
            "window-huge",
            "10^30 does not fit 64 bits: it is too new, and nothing overflows",
            10**30,
            None,
            new,
            {"tolerance": 300},
        ),
        ("window-maximum", "2^63 - 1 seconds do not fit 64 bits of milliseconds", 2**63 - 1, None, new, {"tolerance": 300}),
    ]
