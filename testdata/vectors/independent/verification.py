"""Verifies a request according to a scheme file, in hookward's order of checks, and returns the expectation of a vector."""

import hmac
import json

from . import content, times
from .encodings import Unreadable, keys, mac, readings
from .request import Refused, Request

DEFAULT_TOLERANCE = 300
DEFAULT_MAX_BODY_BYTES = 1 << 20
MISSING = object()


def verify(scheme, vector, now):
    """Returns the expectation of a vector, verified at `now`, in seconds."""
    try:
        ring = [(index, key) for index, secret in enumerate(vector["secrets"]) for key in _keys(scheme, index, secret)]
        if not ring:
            raise Refused("invalid_secret", index=0, reason="none")
        return _verify(scheme, vector, now * 1000, ring)
    except Refused as refused:
        expect = refused.expect
        return {"config": expect.pop("code")} | expect if expect["code"] == "invalid_secret" else expect


def body_of(vector):
    body = vector["body"]
    return body.encode() if isinstance(body, str) else bytes.fromhex(body["hex"])


def _keys(scheme, index, secret):
    try:
        return keys(scheme, secret)
    except Unreadable as error:
        raise Refused("invalid_secret", index=index, reason=str(error)) from None


def _verify(scheme, vector, now, ring):
    options, body = vector.get("options", {}), body_of(vector)
    tolerance = options.get("tolerance", scheme.get("tolerance", DEFAULT_TOLERANCE))
    limit = options.get("maxBodyBytes", DEFAULT_MAX_BODY_BYTES)
    if len(body) > limit:
        raise Refused("body_too_large", limit=limit)
    request = Request(scheme, vector["headers"])
    if not content.check_parameters(scheme, vector.get("url") or ""):
        raise Refused("invalid_url")
    _check_window(request.candidates, now, tolerance)
    matching, time = _matching(scheme, vector, body, request, ring)
    if matching is None or not content.body_hash_fits(scheme, vector.get("url") or "", body):
        raise Refused("signature_mismatch", **_mismatch(scheme, vector["secrets"]))
    if "body" in (scheme.get("timestamp") or {}):
        time = _time_in_body(scheme["timestamp"], body)
        _check_window([(None, None, time)], now, tolerance)
    timestamp = None if time is None else time // 1000 if time % 1000 == 0 else time / 1000
    if not content.signs_body(scheme):
        return {"ok": True, "authenticated": True, "secretIndex": matching, "timestamp": timestamp}
    return {
        "ok": True,
        "secretIndex": matching,
        "timestamp": timestamp,
        "reserialized": False,
        "event": _label(scheme.get("event"), vector["headers"], body),
        "deliveryId": _label(scheme.get("deliveryId"), vector["headers"], body),
        "deliveryIdSigned": _is_signed(scheme, scheme.get("deliveryId")) and "names" not in scheme["deliveryId"],
    }


def _check_window(candidates, now, tolerance):
    """Refuses a request if any candidate has a timestamp outside the window."""
    for _, _, time in candidates:
        if time is None or abs(now - time) <= tolerance * 1000:
            continue
        seconds = -(-abs(now - time) // 1000)
        if now > time:
            raise Refused("timestamp_too_old", age=seconds, tolerance=tolerance)
        raise Refused("timestamp_too_new", ahead=seconds, tolerance=tolerance)


def _matching(scheme, vector, body, request, ring):
    """Returns the position of the first secret that matches a candidate, and the candidate's timestamp."""
    for index, key in ring:
        for signature, text, time in request.candidates:
            try:
                signed = content.signed_content(
                    scheme,
                    body=body,
                    timestamp=text,
                    headers=request.signed,
                    url=vector.get("url") or "",
                    method=vector.get("method") or "POST",
                )
            except content.TooManyFields:
                raise Refused("too_many_fields", limit=content.MAX_FORM_FIELDS) from None
            if hmac.compare_digest(mac(scheme, key, signed), signature):
                return index, time
    return None, None


def _mismatch(scheme, secrets):
    padded = [index for index, secret in enumerate(secrets) if secret.strip() != secret]
    facts = {"paddedSecret": padded[0]} if padded else {}
    return facts if len(readings(scheme)) > 1 else {"secrets": len(secrets)} | facts


def member(body, path):
    """Returns the member of a JSON body at a path of names, or MISSING."""
    try:
        value = json.loads(body.decode("utf-8"))
    except ValueError:
        return MISSING
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return MISSING
        value = value[name]
    return value


def _time_in_body(timestamp, body):
    value = member(body, timestamp["body"])
    number = isinstance(value, int) and not isinstance(value, bool)
    time = times.parse(str(value), timestamp["unit"]) if isinstance(value, str) or number else None
    if time is None:
        raise Refused("malformed_body")
    return time


def _label(source, headers, body):
    """Returns the value of a header or of a member of the body, if it is a single text."""
    if not source:
        return None
    if "header" in source:
        values = [value.strip() for key, value in headers if key.lower() == source["header"]]
        return values[0] if len(values) == 1 else None
    value = member(body, source["body"])
    return value if isinstance(value, str) else None


def _is_signed(scheme, source):
    if not source:
        return False
    return "body" in source or source["header"] in content.signed_headers(scheme)
