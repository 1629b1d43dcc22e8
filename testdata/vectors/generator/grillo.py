"""Vectors of Grillo: `sha256=` and hex, over JSON.stringify of the body, without a timestamp."""

import json

from .common import ODD_BODIES, malformed_hex
from .reserialized import DEEP, RESERIALIZED, NOT_RESERIALIZABLE, SHORT
from .vectors import File, as_bytes, compact, hex_mac

SECRET = "votre_secret_partage"
SIGNATURE = "x-grillo-signature"
PAYLOADS = {
    "event.detected": {
        "type": "event.detected",
        "timestamp": "2024-01-15T14:32:50Z",
        "data": {
            "event_id": "evt_abc123",
            "origin_time": "2024-01-15T14:32:41.500Z",
            "latitude": 37.7749,
            "longitude": -122.4194,
            "depth_km": 8.5,
            "magnitude": 4.2,
            "magnitude_type": "ML",
            "location_description": "5 km NE of San Francisco, CA",
            "network_id": "net_xyz789",
        },
    },
    "event.updated": {
        "type": "event.updated",
        "timestamp": "2024-01-15T14:35:00Z",
        "data": {"event_id": "evt_abc123", "changes": {"magnitude": {"old": 4.2, "new": 4.4}}},
    },
    "sensor.offline": {
        "type": "sensor.offline",
        "timestamp": "2024-01-15T14:32:50Z",
        "data": {
            "sensor_id": "sen_abc123",
            "station_code": "GRIL01",
            "last_seen": "2024-01-15T14:30:00Z",
            "network_id": "net_xyz789",
        },
    },
    "sensor.online": {
        "type": "sensor.online",
        "timestamp": "2024-01-15T14:32:50Z",
        "data": {
            "sensor_id": "sen_abc123",
            "station_code": "GRIL01",
            "offline_duration_seconds": 3600,
            "network_id": "net_xyz789",
        },
    },
}


def headers(signature, event="event.detected"):
    return [
        ("Host", "votre-serveur.com"),
        ("Content-Type", "application/json"),
        ("X-Grillo-Signature", signature),
        ("X-Grillo-Event", event),
        ("X-Grillo-Delivery", "dlv_xyz789"),
    ]


def signed(content, *, secret=SECRET, event="event.detected"):
    return headers("sha256=" + hex_mac(secret, as_bytes(content)), event)


def file():
    file = File(
        "grillo",
        "https://docs.grillo.io/api/webhooks: payloads, headers and secret; everything else made here",
        1705329170,
        SECRET,
        event=("header", "x-grillo-event"),
        delivery_id=("header", "x-grillo-delivery"),
    )
    _accepted(file)
    _reserialized(file)
    _refused(file)
    return file


def _accepted(file):
    for event, payload in PAYLOADS.items():
        body, shown = compact(payload), json.dumps(payload, indent=2)
        file.ok(f"documented-{event}", "the payload as JSON.stringify prints it", signed(body, event=event), body)
        why = "the payload as the page shows it, signed as its Node sample does"
        file.ok(f"shown-{event}", why, signed(body, event=event), shown, verified=body)
        why = "the payload as the page shows it, signed as its Python sample does: over the text received"
        file.ok(f"raw-{event}", why, signed(shown, event=event), shown)
    body = compact(PAYLOADS["sensor.online"])
    only = [("x-grillo-signature", signed(body)[2][1])]
    file.ok("header-signature-only", "event and id may be missing: they are not part of the verdict", only, body)
    file.ok("header-names-upper", "the case of a header's name means nothing", [(k.upper(), v) for k, v in signed(body)], body)
    file.ok(
        "header-event-unsigned",
        "the event header is not signed: it says what it likes",
        signed(body, event="event.detected"),
        body,
    )
    old = ["new", SECRET]
    file.ok("rotation-second", "the provider still signs with the old secret", signed(body), body, secrets=old, index=1)
    file.ok("hex-upper-case", "hex is read in either case", headers("sha256=" + signed(body)[2][1][7:].upper()), body)
    for title, why, odd in ODD_BODIES:
        file.ok(title, why, signed(odd), odd)


def _reserialized(file):
    for title, why, sent, form in RESERIALIZED:
        if title in SHORT:
            file.ok(title, why, signed(form), sent, verified=form)
    for title, why, sent, form in NOT_RESERIALIZABLE:
        file.refused(title, why, signed(form), sent, "signature_mismatch")
    why = "too deep for the host's JSON: a mismatch like any other, and no crash"
    file.refused("no-form-deep", why, signed("[]"), DEEP, "signature_mismatch")
    _, _, sent, form = RESERIALIZED[1]
    off = {"reserialize": False}
    file.refused("form-off", "the second form is turned off", signed(form), sent, "signature_mismatch", options=off)
    file.ok(
        "form-on",
        "turned on by name, which is what it is anyway",
        signed(form),
        sent,
        verified=form,
        options={"reserialize": True},
    )


def _refused(file):
    body = compact(PAYLOADS["event.detected"])
    good = signed(body)[2][1][7:]
    for title, why, text, reason in malformed_hex(good):
        facts = {"reason": reason} if reason else {}
        file.refused(title, why, headers(f"sha256={text}"), body, "malformed_header", header=SIGNATURE, **facts)
    for title, why, value, reason in [
        ("documented-placeholder", "the page's own example is no signature", "sha256=abc123...", "length"),
        ("empty", "an empty signature", "", "empty"),
        ("prefix-missing", "the signature without its prefix", good, "prefix"),
        ("prefix-sha1", "the sender does not choose the algorithm", "sha1=" + good[:40], "prefix"),
        ("prefix-upper", "the prefix has one spelling", "SHA256=" + good, "prefix"),
        ("prefix-alone", "the prefix and nothing after it", "sha256=", "length"),
        ("prefix-space", "white space after the prefix is not skipped", "sha256= " + good, "length"),
    ]:
        file.refused(title, why, headers(value), body, "malformed_header", header=SIGNATURE, reason=reason)
    pairs = [pair for pair in signed(body) if pair[0] != "X-Grillo-Signature"]
    file.refused("missing", "no signature", pairs, body, "missing_header", header=SIGNATURE)
    why = "a signature in another provider's header"
    other = pairs + [("X-Hub-Signature-256", f"sha256={good}")]
    file.refused("missing-other-provider", why, other, body, "missing_header", header=SIGNATURE)
    for title, why, values in [
        ("duplicate", "the signature twice, the first forged", ["sha256=" + "0" * 64, f"sha256={good}"]),
        ("duplicate-joined", "the signature twice, joined on the way", [f"sha256={good}, sha256={good}"]),
    ]:
        twice = pairs + [("X-Grillo-Signature", value) for value in values]
        file.refused(title, why, twice, body, "duplicate_header", header=SIGNATURE)
    file.refused("wrong-secret", "signed by somebody else", signed(body, secret="another"), body, "signature_mismatch")
    padded = [SECRET + "\r\n"]
    file.refused(
        "secret-newline", "a newline came along from a file: named", signed(body), body, "signature_mismatch", secrets=padded
    )
    changed = body.replace("4.2", "7.2")
    file.refused("body-changed", "a small earthquake made a large one", signed(body), changed, "signature_mismatch")
    limit = {"maxBodyBytes": len(body) - 1}
    file.refused("limit-exceeded", "one byte above the limit", signed(body), body, "body_too_large", options=limit)
    file.ok("limit-reached", "a body of exactly the limit", signed(body), body, options={"maxBodyBytes": len(body)})
    for title, secrets, reason in [
        ("secret-empty", [""], "empty"),
        ("secret-blank", ["\n"], "empty"),
        ("secret-none", [], "none"),
    ]:
        why = "a key that everybody knows is refused before any delivery is"
        forged = signed(body, secret=(secrets or [""])[0])
        file.config(title, why, "invalid_secret", secrets=secrets, index=0, reason=reason, headers=forged, body=body)
