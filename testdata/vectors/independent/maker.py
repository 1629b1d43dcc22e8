"""Makes vectors of one scheme from a documented delivery. Each vector is a signed delivery with one change."""

from .content import signed_headers, template
from .encodings import readings
from .request import signature_headers
from .signing import other_secret, sign, small_body, url_for
from .verification import verify


class Maker:
    """A scheme, a small delivery of it, and the vectors made so far."""

    def __init__(self, scheme, example, now):
        self.scheme, self.now, self.made = scheme, now, []
        self.secret = example["secrets"][0]
        self.other = other_secret(scheme, self.secret)
        self.url, self.method = example.get("url"), example.get("method")
        self.body = small_body(scheme, example, now * 1000)
        self.signature = scheme["signature"]["header"]
        self.timestamp = scheme.get("timestamp") or {}
        self.tolerance = scheme.get("tolerance", 300)
        self.labels = self._labels(example)

    def _labels(self, example):
        """Returns the headers of the example that the scheme reads and that signing does not write."""
        wanted = {source["header"] for name in ("event", "deliveryId") if "header" in (source := self.scheme.get(name) or {})}
        wanted |= set(signed_headers(self.scheme))
        return [(name, value) for name, value in example["headers"] if name.lower() in wanted]

    def covers(self, kind):
        """Returns whether the signed content has a part of this kind."""
        return any(part == kind for part, _ in template(self.scheme))

    def headers(self, body=None, *, secrets=None, at=None, reading=0, url=None, method=None, labels=None, text=None):
        """Returns the headers of a genuine delivery, signed with these secrets. `at` is in milliseconds."""
        body = self.body if body is None else body
        return sign(
            self.scheme,
            body=body,
            secrets=secrets or [self.secret],
            now=self.now * 1000 if at is None else at,
            headers=self.labels if labels is None else labels,
            url=url_for(self.scheme, url or self.url, body),
            method=method or self.method,
            reading=reading,
            text=text,
        )

    def value(self, *arguments, **more):
        """Returns the value of the signature header of a genuine delivery."""
        return dict(self.headers(*arguments, **more))[self.signature]

    def with_value(self, value, pairs=None):
        """Returns headers with a different value of the signature header."""
        pairs = self.headers() if pairs is None else pairs
        return [(name, value if name == self.signature else old) for name, old in pairs if name not in self._more_headers()]

    def _more_headers(self):
        return signature_headers(self.scheme)[1:]

    def ok(self, name, why, headers=None, body=None, **more):
        """Adds a delivery that must be accepted."""
        body = self.body if body is None else body
        vector = self._vector(name, why, self.headers(body) if headers is None else headers, body, more)
        vector["expect"] = verify(self.scheme, vector, self.now)
        assert vector["expect"].get("ok"), f"{self.scheme['id']} {vector['name']}: {vector['expect']}"
        assert vector["expect"]["secretIndex"] == more.get("index", 0), f"{self.scheme['id']} {vector['name']}"
        self.made.append(vector | {"confirmed": ["openssl"]})

    def refused(self, name, why, code, headers=None, body=None, *, facts=None, **more):
        """Adds a delivery that must be refused with this code and at least these facts."""
        body = self.body if body is None else body
        vector = self._vector(name, why, self.headers() if headers is None else headers, body, more)
        found = verify(self.scheme, vector, self.now)
        facts = {"config" if code == "invalid_secret" else "code": code} | (facts or {})
        if code == "signature_mismatch":
            facts |= {key: found[key] for key in ("secrets", "paddedSecret") if key in found}
        assert {key: found.get(key) for key in facts} == facts, f"{self.scheme['id']} {vector['name']}: {found}, and not {facts}"
        self.made.append(vector | {"expect": facts})

    def _vector(self, name, why, headers, body, more):
        vector = {"name": f"made-{name}", "why": why, "secrets": more.get("secrets", [self.secret])}
        if more.get("options"):
            vector["options"] = more["options"]
        vector["headers"] = [[key, value] for key, value in headers]
        url = more["url"] if "url" in more else url_for(self.scheme, self.url, body)
        if url is not None:
            vector["url"] = url
        if more.get("method", self.method) is not None:
            vector["method"] = more.get("method", self.method)
        try:
            vector["body"] = body.decode()
        except UnicodeDecodeError:
            vector["body"] = {"hex": body.hex()}
        return vector

    def has_two_readings(self):
        return len(readings(self.scheme)) > 1
