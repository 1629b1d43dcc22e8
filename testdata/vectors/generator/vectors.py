"""The contents and the format of a file of vectors.

The signatures come from Python's own `hmac`, `hashlib`, `base64` and `json`. If the generator used the code under test, the vectors would
only show that the code agrees with itself.
"""

import base64
import hashlib
import hmac
import json

# The default tolerance of the vectors, in seconds.
TOLERANCE = 300


def tag(secret, content):
    """Returns the HMAC-SHA256 of `content`, as bytes. The key is the UTF-8 bytes of the secret, or `secret` itself if it is bytes."""
    key = secret.encode() if isinstance(secret, str) else secret
    return hmac.new(key, content, hashlib.sha256).digest()


def hex_mac(secret, content):
    return tag(secret, content).hex()


def base64_mac(key, content):
    return base64.b64encode(tag(key, content)).decode()


def compact(value):
    """Returns JSON without white space and without unnecessary escapes: for plain payloads, the same text as JSON.stringify."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def as_bytes(body):
    return body.encode() if isinstance(body, str) else body


def member(body, name):
    """Returns a string member of the JSON object in a body, or None. A caller reads it after verification."""
    try:
        value = json.loads(as_bytes(body).decode("utf-8"))
    except ValueError:
        return None
    text = value.get(name) if isinstance(value, dict) else None
    return text if isinstance(text, str) else None


def header(headers, name):
    """Returns the value of a header that appears once, otherwise None."""
    found = [value.strip() for key, value in headers if key.lower() == name]
    return found[0] if len(found) == 1 else None


class File:
    """One file of vectors. `event` and `delivery_id` are their places in a request: ("header" | "body", name) or None."""

    def __init__(self, scheme, source, now, secret, event=None, delivery_id=None, delivery_id_signed=None):
        self.scheme, self.source, self.now, self.secret = scheme, source, now, secret
        self.event, self.delivery_id = event, delivery_id
        self.delivery_id_signed = (
            bool(delivery_id and delivery_id[0] == "body") if delivery_id_signed is None else delivery_id_signed
        )
        self.vectors = []

    def ok(self, name, why, headers, body, *, secrets=None, index=0, timestamp=None, verified=None, published=False, **more):
        """Adds a delivery that is accepted. `verified` is the re-serialized body, if it was signed."""
        form = body if verified is None else verified
        expect = {
            "ok": True,
            "secretIndex": index,
            "timestamp": timestamp,
            "reserialized": verified is not None,
        }
        if verified is not None:
            expect["verified"] = verified
        expect["event"] = self._read(more.pop("event", self.event), headers, form)
        expect["deliveryId"] = self._read(more.pop("delivery_id", self.delivery_id), headers, form)
        expect["deliveryIdSigned"] = more.pop("delivery_id_signed", self.delivery_id_signed)
        confirmed = ["published"] if published else []
        confirmed += ["openssl"] + (["node"] if verified is not None else [])
        self._add(name, why, headers, body, expect, secrets, more | {"confirmed": confirmed})

    def refused(self, name, why, headers, body, code, *, secrets=None, scheme=None, options=None, **facts):
        """Adds a delivery that is refused, with the given facts and the facts that follow from the other arguments."""
        expect = {"code": code} | facts
        if code == "body_too_large":
            expect["limit"] = options["maxBodyBytes"]
        if code == "signature_mismatch":
            tried = [self.secret] if secrets is None else secrets
            expect["secrets"] = len(tried)
            padded = [index for index, text in enumerate(tried) if text.strip() != text]
            if padded:
                expect["paddedSecret"] = padded[0]
        self._add(name, why, headers, body, expect, secrets, {"scheme": scheme, "options": options})

    def config(self, name, why, code, *, secrets=None, scheme=None, options=None, headers=(), body="", **facts):
        """Adds a verifier that cannot be built. The headers and the body are those of a forger who knows the reason."""
        expect = {"config": code} | facts
        self._add(name, why, list(headers), body, expect, secrets, {"scheme": scheme, "options": options})

    def _read(self, source, headers, body):
        if source is None:
            return None
        kind, name = source
        return header(headers, name) if kind == "header" else member(body, name)

    def _add(self, name, why, headers, body, expect, secrets, more):
        if any(vector["name"] == name for vector in self.vectors):
            raise ValueError(f"two vectors are called {name}")
        vector = {"name": name, "why": why}
        if more.get("scheme") is not None:
            vector["scheme"] = more["scheme"]
        vector["secrets"] = [self.secret] if secrets is None else secrets
        if more.get("options"):
            vector["options"] = more["options"]
        vector["headers"] = [[key, value] for key, value in headers]
        vector["body"] = body if isinstance(body, str) else {"hex": body.hex()}
        vector["expect"] = expect
        if more.get("confirmed"):
            vector["confirmed"] = more["confirmed"]
        self.vectors.append(vector)

    def text(self):
        """Returns the text of the file: a line for each member, in ASCII with escapes, so that no editor can change a body."""
        head = {"scheme": self.scheme, "source": self.source, "now": self.now}
        lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
        vectors = ",\n".join(_indented(vector) for vector in self.vectors)
        return "{\n" + "\n".join(lines) + '\n  "vectors": [\n' + vectors + "\n  ]\n}\n"


def _indented(vector):
    members = (f"      {json.dumps(key)}: {json.dumps(value)}" for key, value in vector.items())
    return "    {\n" + ",\n".join(members) + "\n    }"
