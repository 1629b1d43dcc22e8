"""Vectors of mistakes that other verifiers made, and schemes that are refused as unsafe.

Each mistake has at least one vector, and `why` describes the mistake. A vector has a custom scheme if no built-in
scheme has the required shape.
"""

import base64
import hashlib
import hmac

from . import boundaries, dates, grillo, smarterbot, standard_webhooks, unsafe_schemes
from .shapes import (
    BODY,
    HEX,
    IN_HEADER,
    MILLIS,
    NOTHING,
    NOW,
    PLAIN,
    SECRET,
    TIMED,
    custom,
    mac,
    plain,
    timed,
)
from .vectors import File, hex_mac

BASE64 = "webhook-signature"


def file():
    file = File("standard-webhooks", "advisories and defects of other verifiers; every vector made here", NOW, SECRET)
    _signatures(file)
    _secrets(file)
    _bodies(file)
    _timestamps(file)
    dates.add_to(file)
    boundaries.add_to(file)
    unsafe_schemes.add_to(file)
    return file


def _signatures(file):
    bad = {"header": HEX}
    known = [standard_webhooks.SECRET]

    def std(signature):
        return standard_webhooks.headers(signature, NOW)

    good = standard_webhooks.entry(timestamp=NOW)
    why = "RUSTSEC-2024-0010: a comparison of as many bytes as the shorter side has takes an empty signature for any"
    file.refused(
        "zip-compare-empty",
        why,
        std("v1,"),
        standard_webhooks.BODY,
        "malformed_header",
        secrets=known,
        header=BASE64,
        reason="length",
    )
    why = "RUSTSEC-2024-0010: and the first byte of the right one"
    first = "v1," + base64.b64encode(base64.b64decode(good[3:])[:1]).decode()
    file.refused(
        "zip-compare-first-byte",
        why,
        std(first),
        standard_webhooks.BODY,
        "malformed_header",
        secrets=known,
        header=BASE64,
        reason="length",
    )
    why = "GHSA-9mp4-77wg-rwx9: a delivery with a wrong signature was accepted; here a list of sixteen"
    wrong = " ".join("v1," + base64.b64encode(hashlib.sha256(bytes([n])).digest()).decode() for n in range(16))
    file.refused("wrong-list", why, std(wrong), standard_webhooks.BODY, "signature_mismatch", secrets=known)
    sha1 = "sha1=" + hmac.new(SECRET.encode(), BODY.encode(), hashlib.sha1).hexdigest()
    why = "an octokit library took the algorithm from the signature: a genuine SHA-1 one is refused all the same"
    facts = {"header": grillo.SIGNATURE, "reason": "prefix"}
    file.refused("algorithm-downgrade", why, grillo.headers(sha1), BODY, "malformed_header", scheme="grillo", **facts)
    zero_byte = next(text for n in range(1000) if "00" in [(text := mac(str(n)))[at : at + 2] for at in range(0, 64, 2)])
    body = next(str(n) for n in range(1000) if mac(str(n)) == zero_byte)
    at = next(at for at in range(0, 64, 2) if zero_byte[at : at + 2] == "00")
    junk = zero_byte[:at] + "zz" + zero_byte[at + 2 :]
    why = "a web build of an octokit library read parseInt('zz', 16) as a zero byte"
    file.refused(
        "hex-junk-is-zero", why, [("X-Acme-Signature", junk)], body, "malformed_header", scheme=PLAIN, reason="encoding", **bad
    )
    why = "Buffer.from(text, 'hex') of Node stops at the first odd character and compares what came before"
    file.refused(
        "hex-junk-ignored",
        why,
        [("X-Acme-Signature", mac(BODY) + "!?")],
        BODY,
        "malformed_header",
        scheme=PLAIN,
        reason="length",
        **bad,
    )
    why = "GHSA-pwfr-8pq7-x9qv: a crafted request ended the process; this one is only separators"
    facts = {"header": smarterbot.SIGNATURE, "reason": "field"}
    file.refused("only-separators", why, smarterbot.headers(",,,=,=="), BODY, "malformed_header", scheme="smarterbot", **facts)


def _secrets(file):
    why = "GHSA-xff3-5c9p-2mr4: the secret was empty by default, so that anybody could sign"
    forged = [("X-Acme-Signature", hex_mac(b"", BODY.encode()))]
    empty = {"index": 0, "reason": "empty"}
    file.config("secret-default-empty", why, "invalid_secret", scheme=PLAIN, secrets=[""], headers=forged, body=BODY, **empty)
    why = "several Standard Webhooks libraries decoded `whsec_` to an empty key"
    file.config("secret-whsec-alone", why, "invalid_secret", secrets=["whsec_"], **empty)
    why = "a lenient decoder makes an empty key of what is no base 64"
    file.config("secret-undecodable", why, "invalid_secret", secrets=["whsec_\u00e9"], index=0, reason="encoding")
    why = "CVE-2026-33143, CVE-2026-39969: without a secret nothing was checked"
    file.config("secret-unset", why, "invalid_secret", scheme=PLAIN, secrets=[], index=0, reason="none")
    hexed, based = custom(secretEncoding="hex"), custom(secretEncoding="base64")
    why = "a decoder that stops at the first odd character makes a short key of a mistyped one"
    file.config("secret-hex-mistyped", why, "invalid_secret", scheme=hexed, secrets=["00ffzz"], index=0, reason="encoding")
    file.config(
        "secret-hex-odd", "half a byte is no byte", "invalid_secret", scheme=hexed, secrets=["00f"], index=0, reason="encoding"
    )
    file.config("secret-base64-odd", why, "invalid_secret", scheme=based, secrets=["_-8/!w=="], index=0, reason="encoding")
    why = "the prefix is no part of a secret in base 64, and most of it is base 64 of the other alphabet"
    file.config("secret-base64-whsec", why, "invalid_secret", scheme=based, secrets=["whsec_AP8K"], index=0, reason="encoding")
    why = "zeros are the empty key, however they are written"
    for title, scheme, text in [("hex", hexed, "0000"), ("base64", based, "AAAA"), ("text", PLAIN, "\0\0")]:
        forged = [("X-Acme-Signature", hex_mac(b"", BODY.encode()))]
        file.config(
            f"secret-zeros-{title}", why, "invalid_secret", scheme=scheme, secrets=[text], index=0, reason="empty", headers=forged, body=BODY
        )
    for title, scheme, text, key in [
        ("secret-hex", hexed, "00FF0a", b"\x00\xff\x0a"),
        ("secret-base64", based, "AP8K", b"\x00\xff\x0a"),
        ("secret-base64-url", based, "_-8=", b"\xff\xef"),
        ("secret-base64-url-unpadded", based, "_-8", b"\xff\xef"),
        ("secret-base64-both", based, "/-8=", b"\xff\xef"),
    ]:
        headers = [("X-Acme-Signature", hex_mac(key, BODY.encode()))]
        file.ok(
            title, "a secret that is written down in another encoding", headers, BODY, scheme=scheme, secrets=[text], **NOTHING
        )
    why = "GHSA-v422-hmwv-36x6: a limit that made no sense meant no limit"
    file.config("option-tolerance-zero", why, "invalid_option", scheme=TIMED, options={"tolerance": 0}, option="tolerance")
    file.config(
        "option-tolerance-endless",
        "a window of centuries is none",
        "invalid_option",
        scheme=TIMED,
        options={"tolerance": 2**32 - 1},
        option="tolerance",
    )
    why = "each secret costs a MAC over the body, so their number has a limit"
    file.config(
        "option-seventeen-secrets",
        why,
        "invalid_option",
        scheme=PLAIN,
        secrets=[f"secret {n}" for n in range(17)],
        option="secrets",
    )
    sixteen = [f"secret {n}" for n in range(15)] + [SECRET]
    file.ok("sixteen-secrets", "and this is it", plain(BODY), BODY, scheme=PLAIN, secrets=sixteen, index=15, **NOTHING)
    why = "CVE-2026-41432: a delivery of one provider passed for one of another; one secret for both must not be enough"
    pairs = grillo.signed(BODY, secret=SECRET) + [
        ("X-InboundFlow-Timestamp", str(NOW)),
        ("X-InboundFlow-Signature", "sha256=" + mac(BODY)),
    ]
    file.refused("cross-provider", why, pairs, BODY, "signature_mismatch", scheme="inboundflow")


def _bodies(file):
    def mismatch(title, why, signed_over, sent):
        file.refused(title, why, plain(signed_over), sent, "signature_mismatch", scheme=PLAIN)

    why = "CVE-2026-119036: the body was flattened before it was hashed"
    mismatch("body-flattened", why, '{"a.b":1}', '{"a":{"b":1}}')
    why = "verifiers that decode the body first see U+FFFD for every bad byte: two bodies under one signature"
    mismatch("body-replacement-character", why, "\ufffd", b"\xff")
    mismatch("body-surrogate-bytes", "so for half a surrogate pair in UTF-8", "\ufffd\ufffd\ufffd", b"\xed\xa0\x80")
    why = "a decoder that strips the byte order mark has two bodies for one signature"
    mismatch("body-mark-stripped", why, BODY, b"\xef\xbb\xbf" + BODY.encode())
    mismatch("body-nul-terminated", "a C string ends at a NUL", BODY, BODY + "\u0000,evil")
    mismatch("body-newlines", "line ends are not made alike", "a\nb", "a\r\nb")
    mismatch("body-normalised", "composed and decomposed letters are different bytes", "\u00e9", "e\u0301")
    why = "a library filled the template in with String.replace, where $` stands for what came before"
    forged = [("X-Acme-Timestamp", str(NOW)), ("X-Acme-Signature", mac(f"{NOW}.{NOW}."))]
    file.refused("template-dollar-forged", why, forged, "$`", "signature_mismatch", scheme=TIMED)
    for title, body in [("template-dollar", "$`$&$$$'"), ("template-placeholder", "{body}{timestamp}{x-acme-timestamp}")]:
        file.ok(title, "such a body is only bytes", timed(NOW, body), body, scheme=TIMED, timestamp=NOW, **NOTHING)
    why = "a template filled in twice signs what the body asks for"
    forged = [("X-Acme-Timestamp", str(NOW)), ("X-Acme-Signature", mac(f"{NOW}.{NOW}"))]
    file.refused("template-placeholder-forged", why, forged, "{timestamp}", "signature_mismatch", scheme=TIMED)
    why = "CVE-2026-32053: a new id in an unsigned header made a new delivery of an old one; the result says that it is unsigned"
    pairs = grillo.signed(BODY, secret=SECRET)[:-1] + [("X-Grillo-Delivery", "dlv_forged")]
    sources = {"event": ("header", "x-grillo-event"), "delivery_id": ("header", "x-grillo-delivery")}
    file.ok("id-unsigned", why, pairs, BODY, scheme="grillo", **sources, delivery_id_signed=False)


def _timestamps(file):
    old, new, bad = "timestamp_too_old", "timestamp_too_new", "malformed_header"
    facts = {"header": "x-acme-timestamp", "reason": "timestamp"}
    why = "a Rust library subtracted and overflowed before it had checked the signature"
    for title, text, code, more in [
        ("overflow-maximum", 2**63 - 1, new, {}),
        ("overflow-beyond", 2**63, new, {}),
        ("overflow-unsigned", 2**64, new, {}),
        ("overflow-googol", 10**100, new, {}),
        ("overflow-minimum", -(2**63), bad, facts),
    ]:
        for unit, scheme in [("s", TIMED), ("ms", MILLIS)]:
            file.refused(f"{title}-{unit}", why, timed(text, BODY), BODY, code, scheme=scheme, **more)
    timestamp = NOW * 1000 + 123
    file.ok(
        "millis",
        "milliseconds are told to the millisecond",
        timed(timestamp, BODY),
        BODY,
        scheme=MILLIS,
        timestamp=timestamp / 1000,
        **NOTHING,
    )
    edge = (NOW - 300) * 1000
    file.ok("millis-oldest", "the edge of the window", timed(edge, BODY), BODY, scheme=MILLIS, timestamp=NOW - 300, **NOTHING)
    file.refused(
        "millis-too-old",
        "one millisecond past it counts as a second",
        timed(edge - 1, BODY),
        BODY,
        old,
        scheme=MILLIS,
        age=301,
        tolerance=300,
    )
    file.refused("millis-seconds", "seconds where milliseconds belong", timed(NOW, BODY), BODY, old, scheme=MILLIS, tolerance=300)
    for title, text in [
        ("fraction", f"{timestamp}.0"),
        ("letters", f"{timestamp}abc"),
        ("plus", f"+{timestamp}"),
        ("exponent", "1.709064e12"),
    ]:
        why = "parseInt and Number are lenient in JavaScript: parts of a number, signs and exponents"
        file.refused(f"millis-{title}", why, timed(text, BODY), BODY, bad, scheme=MILLIS, **facts)
    why = "libraries that look at the age alone take stamps from the future: valid for as long as the sender likes"
    file.refused("future", why, timed(NOW + 86400, BODY), BODY, new, scheme=TIMED, ahead=86400, tolerance=300)
    wide = custom(timestamp=IN_HEADER, signedContent="{timestamp}.{body}", tolerance=3600)
    file.ok(
        "tolerance-of-row",
        "a row may be more patient",
        timed(NOW - 3600, BODY),
        BODY,
        scheme=wide,
        timestamp=NOW - 3600,
        **NOTHING,
    )
    pairs, narrow = timed(NOW - 11, BODY), {"tolerance": 10}
    file.refused(
        "tolerance-of-option", "and its user less so", pairs, BODY, old, scheme=wide, options=narrow, age=11, tolerance=10
    )
