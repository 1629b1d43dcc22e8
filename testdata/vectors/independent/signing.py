"""Signs a request as a provider does: with one secret or, in a rotation, with several."""

import base64
import hashlib
import json
import re

from . import content, times
from .encodings import encode, keys, mac, readings
from .request import signature_headers, syntax_of


def sign(scheme, *, body, secrets, now, headers=(), url=None, method=None, reading=0, text=None):
    """Returns the headers of a delivery: the given headers, the timestamp, and the signatures with each secret.

    `now` is in milliseconds. `reading` is the position of the secret's reading to sign with. `text` is a different spelling of the
    timestamp.
    """
    timestamp = scheme.get("timestamp") or {}
    if text is None:
        text = times.write(now, timestamp["unit"]) if timestamp else ""
    signed = content.signed_content(
        scheme,
        body=body,
        timestamp=text,
        headers={name: value.strip() for name, value in ((name.lower(), value) for name, value in headers)},
        url=url or "",
        method=method or "POST",
    )
    encoding = scheme["signature"]["encoding"]
    texts = [encode(encoding, mac(scheme, keys(scheme, secret)[reading], signed)) for secret in secrets]
    own = {timestamp.get("header"), *signature_headers(scheme)}
    pairs = [(name, value) for name, value in headers if name.lower() not in own]
    if "header" in timestamp:
        pairs.append((timestamp["header"], text))
    names = signature_headers(scheme)
    if len(names) > 1 and len(texts) > 1:
        return pairs + [(name, write(scheme, [one], text)) for name, one in zip(names, texts)]
    return [*pairs, (names[0], write(scheme, texts, text))]


def write(scheme, signatures, text=""):
    """Returns the value of a signature header. `text` is the text of the timestamp, if the header contains it."""
    kind, syntax = syntax_of(scheme)
    if kind in ("plain", "prefixed"):
        return (syntax if kind == "prefixed" else "") + signatures[0]
    timestamp = scheme.get("timestamp") or {}
    separator = syntax["separator"] + (" " if syntax.get("optionalSpace") else "")
    if kind == "list":
        entries = [syntax.get("tag", "") + signature for signature in signatures]
        if "position" in timestamp:
            entries.insert(timestamp["position"] - 1, text)
        return syntax.get("prefix", "") + separator.join(entries)
    its_time = [f"{timestamp['field']}={text}"] if "field" in timestamp else []
    groups = [[signature] for signature in signatures] if "groups" in syntax else [signatures]
    written = [separator.join(its_time + [f"{syntax['key']}={signature}" for signature in group]) for group in groups]
    return syntax.get("groups", "").join(written)


def holds_several(scheme):
    """Returns whether a delivery can have the signatures of two secrets."""
    return syntax_of(scheme)[0] in ("fields", "list") or len(signature_headers(scheme)) > 1


def other_secret(scheme, secret):
    """Returns a different secret in the provider's format."""
    encoding = readings(scheme)[0]
    key = hashlib.sha256(b"another secret").digest()
    prefix = scheme.get("secretPrefix", "")
    prefix = prefix if secret.startswith(prefix) else ""
    if encoding == "hex":
        return prefix + (key.hex() if secret == secret.lower() else key.hex().upper())
    if encoding == "utf8":
        return secret + "-another"
    marker = "whsec_" if encoding == "whsec" else ""
    return prefix + marker + base64.b64encode(key).decode()


def url_for(scheme, url, body):
    """Returns the URL for a body: with the body hash, if the scheme has one."""
    if not scheme.get("bodyHash"):
        return url
    name = re.escape(scheme["bodyHash"]["query"])
    return re.sub(rf"(?<=[?&]{name}=)[0-9a-f]*", hashlib.sha256(body).hexdigest(), url)


def small_body(scheme, vector, now):
    """Returns a short body with the members that the scheme reads, and with the values of a documented delivery."""
    if "form" in [kind for kind, _ in content.template(scheme)]:
        return b"From=%2B14158675309&Body=caf%C3%A9+%26+tea&Sid=42"
    value = {}
    for property_name, label in [("event", "event"), ("deliveryId", "deliveryId")]:
        source = scheme.get(property_name) or {}
        if "body" in source and vector["expect"].get(label) is not None:
            _put(value, source["body"], vector["expect"][label])
    timestamp = scheme.get("timestamp") or {}
    if "body" in timestamp:
        text = times.write(now, timestamp["unit"])
        _put(value, timestamp["body"], int(text) if timestamp["unit"] in ("s", "ms") else text)
    value["amount"] = 100
    return json.dumps(value, separators=(",", ":")).encode()


def _put(value, path, leaf):
    *parents, last = path.split(".")
    for name in parents:
        value = value.setdefault(name, {})
    value[last] = leaf
