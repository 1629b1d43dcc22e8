"""Vectors of deliveries that are unusual but genuine."""

from .encodings import LENGTHS, algorithm, encode
from .request import MAX_CANDIDATES, MAX_GROUPS, Request, signature_headers, syntax_of
from .signing import holds_several, write
from .times import write as write_time

# Bodies that a careless verifier changes before it hashes them: (name, why, body). No body names an event, so no event is read.
BODIES = [
    ("body-empty", "an empty body is a body, and is signed like any other", b""),
    ("body-not-utf8", "a body is bytes: 0xFF and a cut-off sequence are hashed as they are, never replaced", b'{"a":"\xff\xc3"}'),
    ("body-crlf", "CR LF is two bytes, and the one at the end is signed too", b'{\r\n  "a": 1\r\n}\r\n'),
    ("body-bom", "a byte order mark is three bytes of the body and is not stripped", b'\xef\xbb\xbf{"a":1}'),
    ("body-numbers", "numbers that a JSON library would print otherwise", b'{"a":12345678901234567890,"b":1.0,"c":1e2,"d":-0}'),
    ("body-unicode", "characters as they are and as escapes are different bytes", '{"a":"\U0001f980 é \\u00e9"}'.encode()),
    ("body-template", "a body that looks like a template is not filled in", b'{"a":"{body}.{timestamp}$&%s"}'),
    ("body-nul", "a NUL does not end a body", b'{"a":"\\u0000"}\x00tail'),
]
FORMS = [
    ("form-empty", "an empty form has no fields", b""),
    ("form-repeated", "a field with two values counts once for each distinct value, sorted", b"To=b&To=a&To=b&From=c"),
    ("form-escapes", "a plus is a space, and escapes stand for bytes", b"Body=a+b%20c%2Bd&%46rom=%c3%a9"),
    ("form-no-value", "a field without an equals sign has an empty value", b"A&B=&C=1"),
    ("form-order", "fields are sorted by name, capitals first", b"b=1&a=2&B=3&A=4&Aa=5"),
    ("form-most", "256 fields are the most that are sorted", b"&".join(b"f%d=%d" % (n, n) for n in range(256))),
]
# Changes of a body that must be JSON with a timestamp: (name, why, text before the body, text after the body).
REWRITTEN = [
    ("body-crlf", "CR LF is two bytes, and the one at the end is signed too", b"\r\n", b"\r\n"),
    ("body-spaces", "white space around JSON is signed and read over", b" \t\n", b" \n"),
]


def add_to(maker):
    maker.ok("small", "a small delivery, as all below are made of")
    _bodies(maker)
    _spellings(maker)
    _rotation(maker)
    _times(maker)
    limit = {"maxBodyBytes": len(maker.body)}
    maker.ok("limit-reached", "a body of exactly the limit", options=limit)
    limit = {"maxBodyBytes": len(maker.body) - 1}
    maker.refused(
        "limit-exceeded", "one byte above the limit", "body_too_large", options=limit, facts={"limit": len(maker.body) - 1}
    )


def _bodies(maker):
    if "body" in maker.timestamp:
        for name, why, before, after in REWRITTEN:
            maker.ok(name, why, body=before + maker.body + after)
        for name, why, body in [BODIES[0], BODIES[1], ("body-no-time", "the time is not there", b'{"amount":100}')]:
            maker.refused(
                f"{name}-malformed", "signed, and without a time that can be read", "malformed_body", maker.headers(body), body
            )
        return
    for name, why, body in FORMS if maker.covers("form") else BODIES:
        maker.ok(name, why, body=body)


def _spellings(maker):
    names = [(name.upper(), value) for name, value in maker.headers()]
    maker.ok("header-names", "the case of a header's name means nothing", names)
    spaced = [(name, f" {value}\t" if name == maker.signature else value) for name, value in maker.headers()]
    maker.ok("header-white-space", "white space around a header's value is not part of it", spaced)
    kind, syntax = syntax_of(maker.scheme)
    value = maker.value()
    if maker.scheme["signature"]["encoding"] == "hex":
        head, mark, digits = value.rpartition("=") if kind != "plain" else ("", "", value)
        if "position" not in maker.timestamp and "=" not in digits:
            maker.ok("hex-upper-case", "hex is read in either case", maker.with_value(head + mark + digits.upper()))
    if kind == "fields" and "groups" not in syntax:
        separator = syntax["separator"] + (" " if syntax.get("optionalSpace") else "")
        maker.ok("fields-others", "fields of other names are passed over", maker.with_value(f"zz=1{separator}{value}"))
        if "field" in maker.timestamp:
            turned = separator.join(reversed(value.split(separator)))
            maker.ok("fields-turned", "the order of the fields means nothing", maker.with_value(turned))
    if kind == "list" and "tag" in syntax:
        other = "zz" + syntax["tag"]
        text = syntax.get("prefix", "") + other + "anything" + syntax["separator"] + value.removeprefix(syntax.get("prefix", ""))
        maker.ok("list-others", "entries of other tags are passed over", maker.with_value(text))
    if syntax and kind != "prefixed" and syntax.get("optionalSpace"):
        loose, tight = syntax["separator"] + " ", syntax["separator"]
        if loose in value:
            maker.ok(
                "space-left-out", "the space after the separator may be left out", maker.with_value(value.replace(loose, tight))
            )


def _rotation(maker):
    pair = [maker.other, maker.secret]
    maker.ok("rotation-second", "the sender has not changed over to the new secret yet", secrets=pair, index=1)
    maker.ok("rotation-first", "the sender has changed over", maker.headers(secrets=[maker.other]), secrets=pair)
    if maker.has_two_readings():
        why = "the second reading of the same secret"
        maker.ok("second-reading", why, maker.headers(reading=1))
        why = "the second reading of the second secret"
        maker.ok("second-reading-rotated", why, maker.headers(reading=1), secrets=pair, index=1)
    if not holds_several(maker.scheme):
        return
    both, turned = maker.headers(secrets=pair), maker.headers(secrets=pair[::-1])
    for name, headers in [("new-first", both), ("old-first", turned)]:
        why = "signed with two secrets while one is rolled"
        maker.ok(f"rotated-{name}", why, headers)
        maker.ok(f"rotated-{name}-new", why, headers, secrets=[maker.other])
    maker.ok("rotated-both", "of two secrets that match, the first is named", both, secrets=pair)
    if len(signature_headers(maker.scheme)) > 1:
        return
    _many(maker)


def _many(maker):
    signature, zero = _one(maker)
    text = write_time(maker.now * 1000, maker.timestamp["unit"]) if maker.timestamp else ""
    # The maximum number of groups is lower, because each group requires a MAC over the body.
    has_groups = bool(syntax_of(maker.scheme)[1].get("groups"))
    limit = MAX_GROUPS if has_groups else MAX_CANDIDATES
    most = write(maker.scheme, [zero] * (limit - 1) + [signature], text)
    maker.ok("signatures-most", "as many signatures as are read, the last of them right", maker.with_value(most))
    more = write(maker.scheme, [signature] + [zero] * limit, text)
    why = "more signatures than are read, the first of them right"
    maker.refused("signatures-too-many", why, "too_many_candidates", maker.with_value(more), facts={"limit": limit})
    none = write(maker.scheme, [zero, zero], text)
    maker.refused(
        "signatures-none-right", "well-formed signatures that are all wrong", "signature_mismatch", maker.with_value(none)
    )


def _one(maker):
    """Returns the text of a genuine signature, and the text of a signature of zeros."""
    encoding = maker.scheme["signature"]["encoding"]
    genuine = Request(maker.scheme, maker.headers()).candidates[0][0]
    return encode(encoding, genuine), encode(encoding, bytes(LENGTHS[algorithm(maker.scheme)]))


def _times(maker):
    if not maker.timestamp:
        return
    now, tolerance = maker.now * 1000, maker.tolerance
    for name, why, at in [
        ("window-oldest", "exactly the tolerance old is still inside", now - tolerance * 1000),
        ("window-newest", "exactly the tolerance ahead is still inside", now + tolerance * 1000),
    ]:
        maker.ok(name, why, *_at(maker, at))
    for name, why, at, code, fact in [
        ("window-stale", "a second older than the tolerance", now - (tolerance + 1) * 1000, "timestamp_too_old", "age"),
        (
            "window-future",
            "a second further ahead than the tolerance",
            now + (tolerance + 1) * 1000,
            "timestamp_too_new",
            "ahead",
        ),
    ]:
        maker.refused(name, why, code, *_at(maker, at), facts={fact: tolerance + 1, "tolerance": tolerance})
    _spellings_of_time(maker)
    wide = {"tolerance": 3_155_760_000}
    maker.ok("window-wide", "a tolerance of 100 years, for a delivery out of a log", *_at(maker, 0), options=wide)


def _at(maker, at):
    """Returns the headers and the body of a delivery at a different time, in milliseconds."""
    if "body" not in maker.timestamp:
        return maker.headers(at=at), maker.body
    unit = maker.timestamp["unit"]
    body = maker.body.replace(write_time(maker.now * 1000, unit).encode(), write_time(at, unit).encode())
    return maker.headers(body), body


def _spellings_of_time(maker):
    """Adds the spellings of one time in RFC 3339."""
    if maker.timestamp["unit"] not in ("rfc3339", "iso8601"):
        return
    seconds, east = (write_time(at, "rfc3339")[:19] for at in (maker.now * 1000, maker.now * 1000 + 5_400_000))
    texts = [
        ("seconds", "no fraction of a second", f"{seconds}Z"),
        ("nanoseconds", "what lies below a millisecond is dropped", f"{seconds}.250999999Z"),
        ("offset", "a zone that is not UTC", f"{east}+01:30"),
    ]
    if maker.timestamp["unit"] == "iso8601":
        texts.append(("no-zone", "without a zone it is UTC", seconds))
    for name, why, text in texts:
        headers, body = _with_time(maker, text)
        maker.ok(f"time-{name}", why, headers, body)


def _with_time(maker, text):
    if "body" not in maker.timestamp:
        return maker.headers(text=text), maker.body
    body = maker.body.replace(write_time(maker.now * 1000, maker.timestamp["unit"]).encode(), text.encode())
    return maker.headers(body), body
