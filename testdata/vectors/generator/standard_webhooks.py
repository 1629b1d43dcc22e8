"""Vectors of Standard Webhooks 1.0: a list of base64 signatures over the id, the timestamp and the body."""

import base64

from .common import ODD_BODIES, malformed_timestamps, window
from .vectors import File, as_bytes, base64_mac

# The values of the vector with which the specification's own libraries are tested.
NOW = 1614265330
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
BODY = '{"test": 2432232314}'
PUBLISHED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

SIGNATURE, TIMESTAMP, IDENTITY = "webhook-signature", "webhook-timestamp", "webhook-id"
ZERO = "v1," + base64.b64encode(bytes(32)).decode()


def key(secret):
    """Returns the key of a secret. Python accepts any spare bits, and requires padding."""
    text = secret.removeprefix("whsec_")
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def entry(content=BODY, *, timestamp=NOW, identity=ID, secret=SECRET):
    """Returns one signature with its tag."""
    return "v1," + base64_mac(key(secret), f"{identity}.{timestamp}.".encode() + as_bytes(content))


def headers(signature, timestamp=NOW, identity=ID):
    return [(IDENTITY, identity), (TIMESTAMP, str(timestamp)), (SIGNATURE, signature)]


def signed(content=BODY, *, timestamp=NOW, identity=ID, secret=SECRET):
    return headers(entry(content, timestamp=timestamp, identity=identity, secret=secret), timestamp, identity)


def file():
    file = File(
        "standard-webhooks",
        "the test vector of https://github.com/standard-webhooks/standard-webhooks; everything else made here",
        NOW,
        SECRET,
        event=("body", "type"),
        delivery_id=("header", IDENTITY),
        delivery_id_signed=True,
    )
    _accepted(file)
    _lists(file)
    _encodings(file)
    _headers(file)
    _times(file)
    _secrets(file)
    return file


def _accepted(file):
    assert entry() == PUBLISHED
    file.ok("published", "the specification's own vector", headers(PUBLISHED), BODY, timestamp=NOW, published=True)
    # The example of the specification, with a shortened id.
    body = '{"type":"contact.created","timestamp":"2022-11-03T20:26:10.344522Z","data":{"id":"1f81eb52"}}'
    file.ok("event", "the payload that the specification suggests names its event", signed(body), body, timestamp=NOW)
    names = [("Webhook-Id", ID), ("Webhook-Timestamp", str(NOW)), ("WEBHOOK-SIGNATURE", PUBLISHED)]
    file.ok("header-names", "the case of a header's name means nothing", names, BODY, timestamp=NOW)
    plain = [SECRET.removeprefix("whsec_")]
    file.ok(
        "secret-without-prefix", "the prefix of a secret may be left out", headers(PUBLISHED), BODY, secrets=plain, timestamp=NOW
    )
    for title, why, text in [
        ("secret-unpadded", "padding may be left out", "whsec_YW5vdGhlcg"),
        ("secret-padding-short", "and half of it too", "whsec_YW5vdGhlcg="),
        ("secret-spare-bits", "the last digit may have bits that belong to no byte", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS"),
        ("secret-spare-bits-padded", "with padding too", "whsec_YW5vdGhlch=="),
    ]:
        file.ok(title, why, signed(secret=text), BODY, secrets=[text], timestamp=NOW)
    pair = ["whsec_bmV3IHNlY3JldA==", SECRET]
    file.ok(
        "rotation-second", "the sender has not changed over yet", headers(PUBLISHED), BODY, secrets=pair, index=1, timestamp=NOW
    )
    for title, why, odd in ODD_BODIES:
        file.ok(title, why, signed(odd), odd, timestamp=NOW)
    limit = {"maxBodyBytes": len(BODY)}
    file.ok("limit-reached", "a body of exactly the limit", headers(PUBLISHED), BODY, timestamp=NOW, options=limit)
    limit = {"maxBodyBytes": len(BODY) - 1}
    file.refused("limit-exceeded", "one byte above the limit", headers(PUBLISHED), BODY, "body_too_large", options=limit)


def _lists(file):
    for title, why, value in [
        ("list-last", "any signature of the list may match", f"{ZERO} {ZERO} {PUBLISHED}"),
        ("list-first", "and what follows it is still read", f"{PUBLISHED} {ZERO}"),
        (
            "list-asymmetric",
            "v1a is an asymmetric signature, for those who have the public key",
            f"v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg== {PUBLISHED}",
        ),
        ("list-future-version", "entries of versions to come are passed over", f"v2,anything {PUBLISHED}"),
        ("list-spaces", "two spaces have an empty entry between them", f"{ZERO}  {PUBLISHED}"),
        ("list-sixteen", "sixteen signatures, the last of them right", " ".join([ZERO] * 15 + [PUBLISHED])),
        ("list-sixteen-and-others", "entries of other versions do not count", " ".join(["v2,x"] * 9 + [ZERO] * 15 + [PUBLISHED])),
    ]:
        file.ok(title, why, headers(value), BODY, timestamp=NOW)
    many = "too_many_candidates"
    seventeen = " ".join([PUBLISHED] + [ZERO] * 16)
    file.refused("list-seventeen", "seventeen signatures, the first of them right", headers(seventeen), BODY, many, limit=16)
    flood = " ".join([ZERO] * 200)
    file.refused("list-flood", "a long list costs no more than a short one", headers(flood), BODY, many, limit=16)
    file.refused(
        "list-none-matches", "well-formed entries that are all wrong", headers(f"{ZERO} {ZERO}"), BODY, "signature_mismatch"
    )
    for title, why, value, reason in [
        ("list-only-asymmetric", "no entry that a shared secret can check", "v1a," + PUBLISHED[3:], "field_missing"),
        ("list-tag-upper", "the tag has one spelling", "V1," + PUBLISHED[3:], "field_missing"),
        ("list-tag-missing", "a signature without a tag", PUBLISHED[3:], "field_missing"),
        ("list-comma", "a tag alone", "v1", "field_missing"),
        (
            "list-bad-beside-good",
            "an entry that cannot be read refuses the list: nobody sends one",
            f"v1,???? {PUBLISHED}",
            "length",
        ),
    ]:
        file.refused(title, why, headers(value), BODY, "malformed_header", header=SIGNATURE, reason=reason)
    # A comma and a space show that two headers were joined. No sender writes a list in this way.
    why = "an empty signature matches nothing and is not passed over"
    file.refused("list-empty-beside-good", why, headers(f"v1, {PUBLISHED}"), BODY, "duplicate_header", header=SIGNATURE)


def _encodings(file):
    good = PUBLISHED[3:]
    url = signed('{"test": 2}')[2][1][3:]
    for title, why, text, reason in [
        ("base64-empty", "an empty signature is not a prefix of the right one", "", "length"),
        ("base64-truncated", "a prefix of the right signature", good[:40], "length"),
        ("base64-unpadded", "base 64 without its padding", good.rstrip("="), "length"),
        ("base64-padded-twice", "padding that does not belong there", good + "=", "length"),
        ("base64-longer", "bytes after the right signature", good[:-1] + "AAAAA=", "length"),
        ("base64-31-bytes", "the right number of characters and one byte less", good[:42] + "==", None),
        ("base64-33-bytes", "the right number of characters and one byte more", good[:43] + "A", None),
        # E encodes 000100. The last two bits are not part of a byte, and F sets one of them.
        ("base64-not-canonical", "another spelling of the same bytes", good[:42] + "F=", "encoding"),
        ("base64-url", "the alphabet for URLs is another encoding", _with_both(url), "encoding"),
        ("base64-white-space", "white space inside is not skipped", good[:20] + "\t" + good[21:], "encoding"),
        ("base64-hex", "hex where base 64 belongs", base64.b64decode(good).hex(), "length"),
        ("base64-trailing-field", "what follows a second comma belongs to the signature", good + ",junk", "length"),
    ]:
        facts = {"reason": reason} if reason else {}
        file.refused(title, why, headers(f"v1,{text}"), BODY, "malformed_header", header=SIGNATURE, **facts)


def _with_both(text):
    """Returns a signature in the other alphabet. Fails unless at least one character differs between the two alphabets."""
    swapped = text.replace("+", "-").replace("/", "_")
    assert swapped != text
    return swapped


def _headers(file):
    for name in [IDENTITY, TIMESTAMP, SIGNATURE]:
        rest = [pair for pair in signed() if pair[0] != name]
        file.refused(f"missing-{name}", "one of the three headers is not there", rest, BODY, "missing_header", header=name)
        twice = signed() + [pair for pair in signed() if pair[0] == name]
        file.refused(f"duplicate-{name}", "one of the three headers is there twice", twice, BODY, "duplicate_header", header=name)
        joined = rest + [(name, ", ".join([dict(signed())[name]] * 2))]
        file.refused(
            f"joined-{name}", "one of the three headers twice, joined on the way", joined, BODY, "duplicate_header", header=name
        )
        empty = rest + [(name, "")]
        file.refused(
            f"empty-{name}", "one of the three headers is empty", empty, BODY, "malformed_header", header=name, reason="empty"
        )
    boundary = {"header": IDENTITY, "reason": "boundary"}
    why = "a point in the id is where the signed content divides: id `a` at 100 over `200.x` is id `a.100` at 200 over `x`"
    file.refused("id-point", why, signed(identity="msg.1"), BODY, "malformed_header", **boundary)
    for title, why, identity in [
        ("id-point-last", "a point at its end moves the border too", "msg_1."),
        ("id-space", "white space inside an id", "msg 1"),
        ("id-not-ascii", "an id beyond ASCII, which hosts do not read alike", "msg_\u00e9"),
    ]:
        file.refused(title, why, signed(identity=identity), BODY, "malformed_header", **boundary)
    # An old delivery to an endpoint whose users choose the bodies, and the same bytes sent as a newer delivery.
    old = NOW - 100_000
    moved = headers(entry(f"{NOW}.{BODY}", timestamp=old), NOW, f"{ID}.{old}")
    why = "the moved border: signed long ago over a body that begins with a timestamp, sent as if signed now"
    file.refused("id-moved-border", why, moved, BODY, "malformed_header", **boundary)
    other = headers(PUBLISHED, identity="msg_another")
    file.refused("id-changed", "the id is signed", other, BODY, "signature_mismatch")
    file.ok(
        "id-punctuation",
        "any other visible character may stand in an id",
        signed(identity="a-b_c:d/e~{body}"),
        BODY,
        timestamp=NOW,
    )


def _times(file):
    for title, why, at, options, code, facts in window(NOW):
        if code is None:
            file.ok(title, why, signed(timestamp=at), BODY, timestamp=at, options=options)
        else:
            file.refused(title, why, signed(timestamp=at), BODY, code, options=options, **facts)
    for title, why, text in malformed_timestamps(NOW):
        # The signature covers the number that a lenient parser would read. A library that signs the parsed number would accept it.
        pairs = headers(PUBLISHED, text)
        file.refused(f"timestamp-{title}", why, pairs, BODY, "malformed_header", header=TIMESTAMP, reason="timestamp")
    moved = headers(PUBLISHED, NOW + 1)
    file.refused("timestamp-moved", "a younger timestamp under an old signature", moved, BODY, "signature_mismatch")


def _secrets(file):
    file.refused("wrong-secret", "signed by somebody else", signed(secret="whsec_YW5vdGhlcg=="), BODY, "signature_mismatch")
    file.refused("body-changed", "one digit changed", signed(), BODY.replace("4", "5", 1), "signature_mismatch")
    as_text = headers("v1," + base64_mac(SECRET.encode(), f"{ID}.{NOW}.{BODY}".encode()))
    file.refused("secret-not-decoded", "the key is what base 64 stands for, not its text", as_text, BODY, "signature_mismatch")
    forged = headers("v1," + base64_mac(b"", f"{ID}.{NOW}.{BODY}".encode()))
    for title, why, text, reason in [
        ("secret-prefix-alone", "a prefix and no key: anybody could sign", "whsec_", "empty"),
        ("secret-empty", "an environment variable that is not set", "", "empty"),
        ("secret-blank", "a blank one", "   ", "empty"),
        ("secret-not-base64", "characters that base 64 does not have must not decode to an empty key", "whsec_!!!!", "encoding"),
        ("secret-one-digit-over", "a digit that is left over is no byte", "whsec_YW5vd", "encoding"),
        ("secret-padded-thrice", "more padding than there ever is", "whsec_YW5v===", "encoding"),
        ("secret-zeros", "a key of zeros alone is HMAC's empty key", "whsec_" + "A" * 32, "empty"),
        ("secret-newline", "a newline is no base 64: found when the verifier is built", SECRET + "\n", "encoding"),
        ("secret-prefix-twice", "the prefix is taken off once", "whsec_" + SECRET, "encoding"),
    ]:
        file.config(title, why, "invalid_secret", secrets=[text], index=0, reason=reason, headers=forged, body=BODY)
    file.config("secret-none", "no secret at all", "invalid_secret", secrets=[], index=0, reason="none", headers=forged, body=BODY)
