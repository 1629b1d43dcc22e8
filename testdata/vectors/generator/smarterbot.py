"""Vectors of chat.smarterbot.ai: a timestamp and a hex signature as fields of one header, over JSON.stringify of the body."""

from .common import ODD_BODIES, malformed_hex, malformed_timestamps, window
from .reserialized import DEEP, RESERIALIZED, NOT_RESERIALIZABLE, SHORT
from .vectors import File, as_bytes, compact, hex_mac

# The timestamp in the page's example of the header.
NOW = 1492774577
SECRET = "webhook-signing-key"
SIGNATURE = "x-webhook-signature"
SHOWN_SIGNATURE = "t=1492774577,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd"

LEAD = {
    "SerialNumber": "59001dd73709417321c58b11693183a2",
    "Type": "Lead",
    "FirstName": "David",
    "LastName": "Garcia",
    "Email": "test@qq.com",
    "PhoneNumber": "",
    "CreateTime": "2023-11-23T18:36:21.512302Z",
    "Content": "test",
    "SessionID": 31305,
    "URI": "www.google.com",
}
# The page prints the payload on one line, with a comment before each member. Here, the comments are removed.
SHOWN = (
    '{ "SerialNumber": "59001dd73709417321c58b11693183a2", "Type": "Lead", "FirstName": "David", "LastName": "Garcia", '
    '"Email": "test@qq.com", "PhoneNumber": "", "CreateTime": "2023-11-23T18:36:21.512302Z", "Content": "test", '
    '"SessionID": 31305, "URI": "www.google.com"}'
)


def headers(value):
    return [("Content-Type", "application/json"), ("X-Webhook-Signature", value)]


def fields(content, *, timestamp=NOW, secret=SECRET):
    """Returns the two fields of a genuine header."""
    return f"t={timestamp}", "v1=" + hex_mac(secret, f"{timestamp}.".encode() + as_bytes(content))


def signed(content, **more):
    return headers(",".join(fields(content, **more)))


def file():
    file = File(
        "smarterbot",
        "https://chat.smarterbot.ai/guides/developer/webhook/lead: the payload and the header's form; everything else made here",
        NOW,
        SECRET,
        event=("body", "Type"),
    )
    _accepted(file)
    _reserialized(file)
    _fields(file)
    _times(file)
    _refused(file)
    return file


def _accepted(file):
    body = compact(LEAD)
    file.ok("documented-lead", "the payload as JSON.stringify prints it", signed(body), body, timestamp=NOW)
    why = "the payload as the page shows it, its comments left out, signed as the page says"
    file.ok("shown-lead", why, signed(body), SHOWN, timestamp=NOW, verified=body)
    file.ok("raw-lead", "the bytes as they are sent, signed", signed(SHOWN), SHOWN, timestamp=NOW)
    appointment = compact(LEAD | {"Type": "Appointment", "Content": "2023-11-24 10:00"})
    file.ok("documented-appointment", "the other type that the page names", signed(appointment), appointment, timestamp=NOW)
    names = [(k.lower(), v) for k, v in signed(body)]
    file.ok("header-name-lower", "the case of a header's name means nothing", names, body, timestamp=NOW)
    old = ["new", SECRET]
    file.ok(
        "rotation-second", "the provider still signs with the old secret", signed(body), body, secrets=old, index=1, timestamp=NOW
    )
    t, v1 = fields(body)
    file.ok("hex-upper-case", "hex is read in either case", headers(f"{t},v1={v1[3:].upper()}"), body, timestamp=NOW)
    file.ok("fields-swapped", "fields have no order", headers(f"{v1},{t}"), body, timestamp=NOW)
    extra = headers(f"{t},v0={'0' * 64},{v1},nonce=a=b")
    file.ok("fields-unknown", "fields of other names are for other versions", extra, body, timestamp=NOW)
    new, zero = fields(body, secret="new")[1], "v1=" + "0" * 64
    for title, why, value, secrets, index in [
        ("rolled-new-first", "signed with both secrets while one is rolled, the new one first", f"{t},{new},{v1}", ["new"], 0),
        ("rolled-new-last", "signed with both secrets while one is rolled, the new one last", f"{t},{v1},{new}", ["new"], 0),
        ("rolled-old-kept", "this endpoint still has the old secret", f"{t},{new},{v1}", [SECRET], 0),
        ("rolled-both-kept", "this endpoint has both secrets", f"{t},{new},{v1}", old, 0),
        ("rolled-apart", "other fields may stand between the signatures", f"{new},v0={'0' * 64},{t},{v1}", [SECRET], 0),
        ("rolled-other-secret", "the other signature is under a secret that is not held here", f"{v1},{zero},{t}", old, 1),
        ("rolled-most", "as many signatures as are checked, the last of them right", f"{t},{f'{zero},' * 15}{v1}", [SECRET], 0),
    ]:
        file.ok(title, why, headers(value), body, secrets=secrets, index=index, timestamp=NOW)
    for title, why, odd in ODD_BODIES:
        file.ok(title, why, signed(odd), odd, timestamp=NOW)


def _reserialized(file):
    for title, why, sent, form in RESERIALIZED:
        if title in SHORT:
            file.ok(title, why, signed(form), sent, timestamp=NOW, verified=form)
    for title, why, sent, form in NOT_RESERIALIZABLE:
        file.refused(title, why, signed(form), sent, "signature_mismatch")
    why = "too deep for the host's JSON: a mismatch like any other, and no crash"
    file.refused("no-form-deep", why, signed("[]"), DEEP, "signature_mismatch")
    off = {"reserialize": False}
    file.refused("form-off", "the second form is turned off", signed(compact(LEAD)), SHOWN, "signature_mismatch", options=off)
    why = "the second form is under the same window as the first"
    pairs = signed(compact(LEAD), timestamp=NOW - 301)
    file.refused("form-too-old", why, pairs, SHOWN, "timestamp_too_old", age=301, tolerance=300)


def _fields(file):
    body = compact(LEAD)
    t, v1 = fields(body)

    def refused(title, why, value, reason):
        facts = {"header": SIGNATURE} | ({"reason": reason} if reason else {})
        file.refused(title, why, headers(value), body, "malformed_header", **facts)

    refused("field-t-missing", "no timestamp", v1, "field_missing")
    refused("field-v1-missing", "no signature", t, "field_missing")
    refused("field-v1-only-v0", "a signature of another version", f"{t},v0={v1[3:]}", "field_missing")
    refused("field-name-upper", "a field's name has one spelling", f"{t},V1={v1[3:]}", "field_missing")
    refused("field-no-value", "a field is a name, an equals sign and a value", f"{t},{v1},v2", "field")
    refused("field-trailing-comma", "a comma at the end begins a field that is not there", f"{t},{v1},", "field")
    refused("field-space", "a field behind a space is where two headers were joined", f"{t}, {v1}", "field")
    refused("field-semicolon", "another separator makes one field of two", f"{t};{v1}", "field_missing")
    refused("field-v1-empty", "an empty signature", f"{t},v1=", "length")
    refused("field-v1-equals", "what follows a second equals sign belongs to the value", f"{t},{v1}=junk", "length")
    refused("field-bare", "a signature with nothing around it", v1[3:], "field")
    for title, why, text, reason in malformed_hex(v1[3:]):
        refused(title, why, f"{t},v1={text}", reason)
    for title, why, value in [
        ("duplicate-t-good-last", "the last of two timestamps is the signed one, the first is younger", f"t={NOW + 9},{t},{v1}"),
        ("duplicate-t-good-first", "the first of two timestamps is the signed one, the last is younger", f"{t},t={NOW + 9},{v1}"),
        ("duplicate-t-same", "the same timestamp twice", f"{t},{t},{v1}"),
        ("duplicate-joined", "the header twice, joined on the way", f"{t},{v1}, {t},{v1}"),
    ]:
        file.refused(title, why, headers(value), body, "duplicate_header", header=SIGNATURE)
    zero = "v1=" + "0" * 64
    why = "no signature of several is right"
    file.refused("rolled-none", why, headers(f"{t},{zero},v1={'1' * 64}"), body, "signature_mismatch")
    why = "a signature that cannot be read is not passed over, wherever the right one is"
    refused("rolled-unreadable-first", why, f"{t},v1=,{v1}", "length")
    refused("rolled-unreadable-last", why, f"{t},{v1},v1={'x' * 64}", "encoding")
    why = "more signatures than are checked"
    file.refused("rolled-too-many", why, headers(f"{t},{f'{zero},' * 16}{v1}"), body, "too_many_candidates", limit=16)
    why = "a second header in the same place begins with a space, with whichever field it begins"
    file.refused("joined-v1-first", why, headers(f"{v1},{t}, {v1},{t}"), body, "duplicate_header", header=SIGNATURE)
    file.refused("joined-unknown", why, headers(f"{t},{v1}, v0={'0' * 64}"), body, "duplicate_header", header=SIGNATURE)
    file.refused("joined-middle", why, headers(f"{t}, nonce=a,{v1}"), body, "duplicate_header", header=SIGNATURE)
    twice = signed(body) + [("x-webhook-signature", f"{t},{v1}")]
    file.refused("duplicate", "the header twice", twice, body, "duplicate_header", header=SIGNATURE)


def _times(file):
    body = compact(LEAD)
    for title, why, at, options, code, facts in window(NOW):
        if code is None:
            file.ok(title, why, signed(body, timestamp=at), body, timestamp=at, options=options)
        else:
            file.refused(title, why, signed(body, timestamp=at), body, code, options=options, **facts)
    # White space around the value of a field is part of the value. White space around the value of a header is not.
    for title, why, text in malformed_timestamps(NOW) + [
        ("leading-space", "white space before a field's value is part of it", f" {NOW}"),
        ("trailing-space", "white space after a field's value is part of it", f"{NOW} "),
        ("empty", "an empty timestamp is not 0", ""),
    ]:
        pairs = signed(body, timestamp=text)
        file.refused(f"timestamp-{title}", why, pairs, body, "malformed_header", header=SIGNATURE, reason="timestamp")
    _, v1 = fields(body)
    moved = headers(f"t={NOW + 1},{v1}")
    file.refused("timestamp-moved", "a younger timestamp under an old signature", moved, body, "signature_mismatch")


def _refused(file):
    body = compact(LEAD)
    why = "the page's own example: well formed, and signed with a key that nobody published"
    file.refused("documented-header", why, headers(SHOWN_SIGNATURE), body, "signature_mismatch")
    file.refused("missing", "no signature", headers("")[:1], body, "missing_header", header=SIGNATURE)
    file.refused("empty", "an empty header", headers(""), body, "malformed_header", header=SIGNATURE, reason="empty")
    file.refused("wrong-secret", "signed by somebody else", signed(body, secret="another"), body, "signature_mismatch")
    padded = [SECRET + "\n"]
    file.refused(
        "secret-newline", "a newline came along from a file: named", signed(body), body, "signature_mismatch", secrets=padded
    )
    changed = body.replace("31305", "31306")
    file.refused("body-changed", "one digit changed", signed(body), changed, "signature_mismatch")
    limit = {"maxBodyBytes": len(body) - 1}
    file.refused("limit-exceeded", "one byte above the limit", signed(body), body, "body_too_large", options=limit)
    limit = {"maxBodyBytes": len(body)}
    file.ok("limit-reached", "a body of exactly the limit", signed(body), body, timestamp=NOW, options=limit)
    for title, secrets, reason in [
        ("secret-empty", [""], "empty"),
        ("secret-blank", ["\n"], "empty"),
        ("secret-none", [], "none"),
    ]:
        why = "a key that everybody knows is refused before any delivery is"
        forged = signed(body, secret=(secrets or [""])[0])
        file.config(title, why, "invalid_secret", secrets=secrets, index=0, reason=reason, headers=forged, body=body)
