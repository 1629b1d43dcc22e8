"""Vectors of Gilbert and Gabinete360: plain hex over only the raw body."""

import base64
import hashlib

from .common import ODD_BODIES, malformed_hex
from .reserialized import RESERIALIZED
from .vectors import File, compact, hex_mac

GILBERT_SHOWN = """{
"event": "dossier.qualified",
"event_id": "evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F",
"timestamp": "2026-05-07T14:32:18.000Z",
"tenant": "votre-tenant",
"product_context": "solve-learn",
"data": {
"dossier_id": "uuid",
"qualification": {
"type": "rdv",
"summary": "RDV d\u00e9mo le 12 mai \u00e0 14h",
"metadata": { /* event-specific */ }
}
}
}"""
GILBERT_PAYLOAD = {
    "event": "dossier.qualified",
    "event_id": "evt_01HV9R2X8M0BR7Y4ZK5C9TKN6F",
    "timestamp": "2026-05-07T14:32:18.000Z",
    "tenant": "votre-tenant",
    "product_context": "solve-learn",
    "data": {
        "dossier_id": "uuid",
        "qualification": {"type": "rdv", "summary": "RDV d\u00e9mo le 12 mai \u00e0 14h", "metadata": {}},
    },
}
GABINETE360_SHOWN = """{
"id": "c0ffee\u2026",
"eventType": "price_change",
"severity": "high",
"title": "Price changed on Acme pricing page",
"summary": "Pro plan went from $49 to $59 / month.",
"sourceUrl": "https://example.com/pricing"
}"""
GABINETE360_PAYLOAD = {
    "id": "c0ffee\u2026",
    "eventType": "price_change",
    "severity": "high",
    "title": "Price changed on Acme pricing page",
    "summary": "Pro plan went from $49 to $59 / month.",
    "sourceUrl": "https://example.com/pricing",
}


def gilbert():
    file = File(
        "gilbert",
        "https://gilbert.solveholding.com/docs/webhooks: the payload and the events it names; everything else made here",
        1778164338,
        "gilbert-webhook-secret",
        event=("body", "event"),
        delivery_id=("body", "event_id"),
    )
    shown = GILBERT_SHOWN.replace("{ /* event-specific */ }", "{}")
    file.ok("documented-compact", "the payload as a program prints it", *_signed(file, compact(GILBERT_PAYLOAD)))
    file.ok("documented-as-shown", "the payload as the page shows it, its comment left out", *_signed(file, shown))
    file.ok("documented-comment", "word for word, the comment too: signed bytes need not be JSON", *_signed(file, GILBERT_SHOWN))
    for event in ["dossier.created", "github.sync_completed", "chat.first_message"]:
        body = compact({"event": event, "event_id": "evt_01HV9R2X8M0BR7Y4ZK5C9TKN6G", "tenant": "votre-tenant", "data": {}})
        file.ok(f"documented-{event}", "an event that the page names without a payload", *_signed(file, body))
    file.ok(
        "event-not-text",
        "an event and an id that are no strings are none",
        *_signed(file, '{"event":["dossier.created"],"event_id":7}'),
    )
    _plain(file, "X-Gilbert-Signature", GILBERT_PAYLOAD)
    return file


def gabinete360():
    file = File(
        "gabinete360",
        "https://gabinete360.ia.br/docs/webhooks: the payload and the secret; everything else made here",
        1767225600,
        "whsec_a_long_random_string",
        event=("body", "eventType"),
        delivery_id=("body", "id"),
    )
    file.ok("documented-compact", "the payload as a program prints it", *_signed(file, compact(GABINETE360_PAYLOAD)))
    file.ok("documented-as-shown", "the payload as the page shows it", *_signed(file, GABINETE360_SHOWN))
    body = compact(GABINETE360_PAYLOAD)
    for name, secret, why in [
        ("secret-stripped", "a_long_random_string", "the key is the whole secret: whsec_ is not a prefix to take off"),
        (
            "secret-decoded",
            base64.b64decode("a/long/random/string"),
            "the key is the text of the secret, not what base 64 would make of it",
        ),
    ]:
        headers = [("x-argos-signature", hex_mac(secret, body.encode()))]
        file.refused(name, why, headers, body, "signature_mismatch")
    _plain(file, "x-argos-signature", GABINETE360_PAYLOAD)
    return file


def _signed(file, body):
    name = {"gilbert": "X-Gilbert-Signature", "gabinete360": "x-argos-signature"}[file.scheme]
    data = body.encode() if isinstance(body, str) else body
    return [(name, hex_mac(file.secret, data))], body


def _plain(file, name, payload):
    """Adds the vectors that both schemes have: all vectors except the documented ones."""
    body = compact(payload)
    good = hex_mac(file.secret, body.encode())

    for kind, spelling in [("lower", name.lower()), ("upper", name.upper())]:
        file.ok(f"header-name-{kind}", "the case of a header's name means nothing", [(spelling, good)], body)
    file.ok("hex-upper-case", "hex is read in either case", [(name, good.upper())], body)
    file.ok("header-white-space", "white space around a header's value is not part of it", [(name, f" \t{good} ")], body)
    others = [("Content-Type", "application/json"), (name + "-Timestamp", "nonsense"), (name, good)]
    file.ok("header-others", "headers that the scheme does not name mean nothing", others, body)
    file.ok(
        "rotation-second",
        "the provider still signs with the old secret",
        [(name, good)],
        body,
        secrets=["new", file.secret],
        index=1,
    )
    file.ok("rotation-first", "of two equal secrets the newer is named", [(name, good)], body, secrets=[file.secret] * 2)
    padded = file.secret + "\n"
    headers = [(name, hex_mac(padded, body.encode()))]
    file.ok("secret-newline-both", "a secret is used exactly as given, its newline too", headers, body, secrets=[padded])
    long = "k" * 65
    headers = [(name, hex_mac(long, body.encode()))]
    file.ok(
        "secret-longer-than-a-block",
        "a key longer than a block of SHA-256 is hashed first (RFC 2104)",
        headers,
        body,
        secrets=[long],
    )
    for title, why, odd in ODD_BODIES:
        file.ok(title, why, *_signed(file, odd))
    limit = {"maxBodyBytes": len(body.encode())}
    file.ok("limit-reached", "a body of exactly the limit", [(name, good)], body, options=limit)

    limit = {"maxBodyBytes": len(body.encode()) - 1}
    why = "a body one byte above the limit, although its signature is right"
    file.refused("limit-exceeded", why, [(name, good)], body, "body_too_large", options=limit)
    file.refused("limit-before-headers", "the length is checked first", [], body, "body_too_large", options=limit)
    lower = name.lower()
    file.refused("missing", "no signature at all", [("Content-Type", "application/json")], body, "missing_header", header=lower)
    file.refused(
        "missing-near", "a header of a similar name does not count", [(f"{name}s", good)], body, "missing_header", header=lower
    )
    file.refused("empty", "an empty signature", [(name, "")], body, "malformed_header", header=lower, reason="empty")
    file.refused("blank", "a signature of white space", [(name, " \t ")], body, "malformed_header", header=lower, reason="empty")
    for title, why, text, reason in malformed_hex(good):
        facts = {"reason": reason} if reason else {}
        file.refused(title, why, [(name, text)], body, "malformed_header", header=lower, **facts)
    prefixed = [(name, "sha256=" + good)]
    file.refused("prefixed", "another scheme's spelling", prefixed, body, "malformed_header", header=lower, reason="length")
    for title, why, values in [
        ("duplicate-same", "the header twice, the same value", [good, good]),
        ("duplicate-good-first", "the header twice: which one counts depends on the reader", [good, "0" * 64]),
        ("duplicate-good-last", "the header twice: which one counts depends on the reader", ["0" * 64, good]),
        ("duplicate-joined", "the header twice, joined by Node or fetch on the way", [f"{good}, {good}"]),
        ("duplicate-joined-other", "the header twice, joined, the second forged", [f"{good}, {'0' * 64}"]),
    ]:
        file.refused(title, why, [(name, value) for value in values], body, "duplicate_header", header=lower)
    file.refused("all-zero", "well formed, and no hash of anything", [(name, "0" * 64)], body, "signature_mismatch")
    file.refused(
        "wrong-secret", "signed by somebody else", [(name, good)], body, "signature_mismatch", secrets=[f"{file.secret}x"]
    )
    pair = ["new", "newer"]
    file.refused("wrong-secrets", "no secret of a rotation matches", [(name, good)], body, "signature_mismatch", secrets=pair)
    file.refused(
        "secret-newline", "a newline came along from a file: named", [(name, good)], body, "signature_mismatch", secrets=[padded]
    )
    pair = ["new", f" {file.secret}"]
    file.refused(
        "secret-space-second", "the second secret is the padded one", [(name, good)], body, "signature_mismatch", secrets=pair
    )
    file.refused("body-changed", "one character changed", [(name, good)], body.replace("e", "E", 1), "signature_mismatch")
    file.refused("body-appended", "a newline was added on the way", [(name, good)], body + "\n", "signature_mismatch")
    plain = [(name, hashlib.sha256(body.encode()).hexdigest())]
    file.refused("no-key", "a hash without a key is no signature", plain, body, "signature_mismatch")
    _, _, sent, form = RESERIALIZED[0]
    headers = [(name, hex_mac(file.secret, form.encode()))]
    file.refused("reserialized", "this provider signs the bytes: a second form is not tried", headers, sent, "signature_mismatch")

    for title, why, secrets, reason in [
        ("secret-empty", "an environment variable that is not set must not mean a key that all know", [""], "empty"),
        ("secret-blank", "a blank secret is an empty one", [" \t\n"], "empty"),
        ("secret-none", "no secret is no reason to let everything through", [], "none"),
    ]:
        forged = hex_mac(secrets[0] if secrets else "", body.encode())
        file.config(title, why, "invalid_secret", secrets=secrets, index=0, reason=reason, headers=[(name, forged)], body=body)
    forged = [(name, hex_mac("", body.encode()))]
    secrets = [file.secret, ""]
    file.config(
        "secret-second-empty",
        "one empty secret spoils the lot",
        "invalid_secret",
        secrets=secrets,
        index=1,
        reason="empty",
        headers=forged,
        body=body,
    )
