"""Vectors of InboundFlow: `sha256=` and hex, over the timestamp header, a period, and JSON.stringify of the body."""

import json

from .common import ODD_BODIES, malformed_hex, malformed_timestamps, window
from .reserialized import DEEP, RESERIALIZED, NOT_RESERIALIZABLE
from .vectors import File, as_bytes, compact, hex_mac

NOW = 1709064000
SECRET = "your_signing_secret"
SIGNATURE, TIMESTAMP = "x-inboundflow-signature", "x-inboundflow-timestamp"

CALL = {"call_id": "uuid", "caller_phone": "+1234567890", "caller_name": "Dave"}
DATA = {
    "call.completed": CALL
    | {
        "caller_email": "dave@example.com",
        "duration_seconds": 55,
        "summary": "Called about auto repair appointment. Customer wants to bring in a 2019 Honda Civic for brake inspection.",
        "intent": "book appointment",
        "urgency": "medium",
        "recording_url": "https://...",
        "started_at": "2026-02-24T20:59:00Z",
        "ended_at": "2026-02-24T21:00:00Z",
    },
    "call.transferred": CALL
    | {
        "duration_seconds": 47,
        "summary": "Caller requested to speak with manager about pricing.",
        "transferred_to_label": "Manager",
        "transferred_to_number": "+18154264329",
        "urgency": "medium",
        "reason": "Wants to discuss pricing for full body repair",
    },
    "appointment.booked": CALL
    | {
        "caller_name": "Sarah",
        "appointment_date": "2026-02-25",
        "appointment_time_start": "2026-02-25T11:00:00Z",
        "appointment_time_end": "2026-02-25T12:00:00Z",
        "service_type": "Auto Repair Appointment",
        "calendar_event_id": "google_event_id",
        "calendar_event_link": "https://calendar.google.com/...",
    },
    "lead.created": CALL
    | {
        "caller_email": "dave@example.com",
        "intent": "pricing inquiry",
        "urgency": "high",
        "interest": "auto body work",
        "call_summary": "Called about getting a quote for front bumper repair on a 2019 Honda Civic.",
    },
}


def payload(event):
    return {
        "event": event,
        "timestamp": "2026-02-24T21:00:00.000Z",
        "organization_id": "uuid",
        "delivery_id": "unique-uuid",
        "data": DATA[event],
    }


def signed(content, *, timestamp=NOW, secret=SECRET, event="call.completed"):
    """Returns the documented headers, with the signature over a body and the given text of a timestamp."""
    text = hex_mac(secret, f"{timestamp}.".encode() + as_bytes(content))
    return headers(f"sha256={text}", timestamp, event)


def headers(signature, timestamp=NOW, event="call.completed"):
    return [
        ("Content-Type", "application/json"),
        ("X-InboundFlow-Event", event),
        ("X-InboundFlow-Delivery-Id", "unique-uuid"),
        ("X-InboundFlow-Timestamp", str(timestamp)),
        ("User-Agent", "InboundFlow-Webhook/1.0"),
        ("X-InboundFlow-Signature", signature),
    ]


def without(name, pairs):
    return [(key, value) for key, value in pairs if key.lower() != name]


def file():
    file = File(
        "inboundflow",
        "https://inboundflow.app/docs/webhooks: payloads, headers and secret; everything else made here",
        NOW,
        SECRET,
        event=("header", "x-inboundflow-event"),
        delivery_id=("header", "x-inboundflow-delivery-id"),
    )
    _documented(file)
    _reserialized(file)
    _times(file)
    _signatures(file)
    return file


def _documented(file):
    for event in DATA:
        body, shown = compact(payload(event)), json.dumps(payload(event), indent=2)
        file.ok(f"documented-{event}", "the payload as JSON.stringify prints it", signed(body, event=event), body, timestamp=NOW)
        why = "the payload as the page shows it, signed as the page says: over JSON.stringify"
        file.ok(f"shown-{event}", why, signed(body, event=event), shown, timestamp=NOW, verified=body)
    file.ok(
        "raw-as-shown", "the bytes as they are sent, signed: tried first, whatever they are", signed(shown), shown, timestamp=NOW
    )
    body = compact(payload("call.completed"))
    bare = [pair for pair in signed(body) if pair[0].lower() in (SIGNATURE, TIMESTAMP)]
    file.ok(
        "header-names-lower", "the case of a header's name means nothing", [(k.lower(), v) for k, v in bare], body, timestamp=NOW
    )
    file.ok("header-names-upper", "nor in capitals", [(k.upper(), v) for k, v in signed(body)], body, timestamp=NOW)
    spaced = [(k, f"  {v}\t") for k, v in signed(body)]
    file.ok("header-white-space", "white space around a header's value is not part of it", spaced, body, timestamp=NOW)
    old = ["new", SECRET]
    file.ok(
        "rotation-second", "the provider still signs with the old secret", signed(body), body, secrets=old, index=1, timestamp=NOW
    )
    file.ok(
        "rotation-second-reserialized",
        "so for the second form",
        signed(body),
        shown_of(body),
        secrets=old,
        index=1,
        timestamp=NOW,
        verified=body,
    )
    upper = headers("sha256=" + signed(body)[-1][1][7:].upper())
    file.ok("hex-upper-case", "hex is read in either case; the prefix is not", upper, body, timestamp=NOW)
    for title, why, odd in ODD_BODIES:
        file.ok(title, why, signed(odd), odd, timestamp=NOW)


def shown_of(body):
    return json.dumps(json.loads(body), indent=2, ensure_ascii=False)


def _reserialized(file):
    for title, why, sent, form in RESERIALIZED:
        file.ok(title, why, signed(form), sent, timestamp=NOW, verified=form)
    for title, why, sent, form in NOT_RESERIALIZABLE:
        file.refused(title, why, signed(form), sent, "signature_mismatch")
    why = "too deep for the host's JSON: a mismatch like any other, and no crash"
    file.refused("no-form-deep", why, signed("[]"), DEEP, "signature_mismatch")
    _, _, sent, form = RESERIALIZED[1]
    off = {"reserialize": False}
    file.refused("form-off", "the second form is turned off", signed(form), sent, "signature_mismatch", options=off)
    file.ok("form-off-raw", "turned off, the bytes as they are sent still count", signed(sent), sent, timestamp=NOW, options=off)
    file.refused(
        "form-forged", "a second form is there and does not match either", signed(form + " "), sent, "signature_mismatch"
    )
    sent, form = '{"a":1e20}', '{"a":100000000000000000000}'
    limit = {"maxBodyBytes": len(sent)}
    why = "the limit is for what is received, although the form that was signed is longer"
    file.ok("form-longer-than-limit", why, signed(form), sent, timestamp=NOW, verified=form, options=limit)
    sent, form = '{ "a" : 1 }', '{"a":1}'
    limit = {"maxBodyBytes": len(form)}
    why = "the limit is for what is received, although the form that was signed is shorter"
    file.refused("form-shorter-than-limit", why, signed(form), sent, "body_too_large", options=limit)


def _times(file):
    body = compact(payload("lead.created"))
    for title, why, at, options, code, facts in window(NOW):
        if code is None:
            file.ok(title, why, signed(body, timestamp=at), body, timestamp=at, options=options)
        else:
            file.refused(title, why, signed(body, timestamp=at), body, code, options=options, **facts)
    zeros = f"000{NOW}"
    file.ok(
        "timestamp-leading-zeros",
        "digits are digits, and signed as they are spelled",
        signed(body, timestamp=zeros),
        body,
        timestamp=NOW,
    )
    for title, why, text in malformed_timestamps(NOW):
        pairs = signed(body, timestamp=text)
        file.refused(f"timestamp-{title}", why, pairs, body, "malformed_header", header=TIMESTAMP, reason="timestamp")
    pairs = signed(body, timestamp="")
    file.refused(
        "timestamp-empty", "an empty timestamp is not 0", pairs, body, "malformed_header", header=TIMESTAMP, reason="empty"
    )
    pairs = without(TIMESTAMP, signed(body, timestamp=""))
    file.refused("timestamp-missing", "no timestamp", pairs, body, "missing_header", header=TIMESTAMP)
    twice = signed(body) + [("x-inboundflow-timestamp", str(NOW))]
    file.refused("timestamp-duplicate", "the timestamp twice", twice, body, "duplicate_header", header=TIMESTAMP)
    joined = headers(signed(body, timestamp=f"{NOW}, {NOW}")[-1][1], f"{NOW}, {NOW}")
    file.refused("timestamp-joined", "the timestamp twice, joined on the way", joined, body, "duplicate_header", header=TIMESTAMP)
    moved = headers(signed(body)[-1][1], NOW + 1)
    file.refused("timestamp-moved", "a younger timestamp under an old signature", moved, body, "signature_mismatch")
    alone = headers("sha256=" + hex_mac(SECRET, body.encode()))
    file.refused("timestamp-unsigned", "a signature of the body alone", alone, body, "signature_mismatch")
    why = "the window is looked at before the signature, which costs more"
    pairs = headers("sha256=" + "0" * 64, NOW - 1000)
    file.refused("order-window-first", why, pairs, body, "timestamp_too_old", age=1000, tolerance=300)
    pairs = without(TIMESTAMP, headers("sha1=00"))
    file.refused(
        "order-missing-first", "what is missing is told before what is malformed", pairs, body, "missing_header", header=TIMESTAMP
    )
    pairs = without(TIMESTAMP, headers(""))
    why = "and before what is empty"
    file.refused("order-missing-before-empty", why, pairs, body, "missing_header", header=TIMESTAMP)
    pairs = headers("sha1=00", "never")
    file.refused(
        "order-signature-first",
        "the signature's form comes before the timestamp's",
        pairs,
        body,
        "malformed_header",
        header=SIGNATURE,
        reason="prefix",
    )


def _signatures(file):
    body = compact(payload("call.completed"))
    good = signed(body)[-1][1][7:]

    def refused(title, why, value, reason):
        facts = {"header": SIGNATURE} | ({"reason": reason} if reason else {})
        file.refused(title, why, headers(value), body, "malformed_header", **facts)

    for title, why, text, reason in malformed_hex(good):
        refused(title, why, f"sha256={text}", reason)
    refused("empty", "an empty signature", "", "empty")
    for title, why, value in [
        ("prefix-missing", "the signature without its prefix", good),
        ("prefix-sha1", "the sender does not choose the algorithm", "sha1=" + good[:40]),
        ("prefix-sha512", "nor a better one", "sha512=" + good + good),
        ("prefix-upper", "the prefix has one spelling", "SHA256=" + good),
        ("prefix-colon", "another scheme's prefix", "sha256:" + good),
    ]:
        refused(title, why, value, "prefix")
    refused("prefix-alone", "the prefix and nothing after it", "sha256=", "length")
    refused("prefix-space", "white space after the prefix is not skipped", "sha256= " + good, "length")
    refused("prefix-twice", "the prefix twice", "sha256=sha256=" + good, "length")
    pairs = without(SIGNATURE, signed(body))
    file.refused(
        "missing",
        "not signed: the page leaves signing to the customer, this verifier does not",
        pairs,
        body,
        "missing_header",
        header=SIGNATURE,
    )
    for title, why, values in [
        ("duplicate", "the signature twice, the second forged", [f"sha256={good}", "sha256=" + "0" * 64]),
        ("duplicate-joined", "the signature twice, joined on the way", [f"sha256={good}, sha256={good}"]),
    ]:
        pairs = without(SIGNATURE, signed(body)) + [("X-InboundFlow-Signature", value) for value in values]
        file.refused(title, why, pairs, body, "duplicate_header", header=SIGNATURE)
    file.refused("wrong-secret", "signed by somebody else", signed(body, secret="another"), body, "signature_mismatch")
    padded = [SECRET + "\n"]
    file.refused(
        "secret-newline", "a newline came along from a file: named", signed(body), body, "signature_mismatch", secrets=padded
    )
    pair = ["new", "\t" + SECRET]
    file.refused(
        "secret-tab-second", "the second secret is the padded one", signed(body), body, "signature_mismatch", secrets=pair
    )
    changed = body.replace("55", "56")
    file.refused("body-changed", "one digit changed", signed(body), changed, "signature_mismatch")
    for title, secrets, reason in [
        ("secret-empty", [""], "empty"),
        ("secret-blank", ["  "], "empty"),
        ("secret-none", [], "none"),
    ]:
        why = "a key that everybody knows is refused before any delivery is"
        forged = signed(body, secret=(secrets or [""])[0])
        file.config(title, why, "invalid_secret", secrets=secrets, index=0, reason=reason, headers=forged, body=body)
