"""The file with the vectors of one scheme. Vectors from other sources are kept, and generated vectors are written again."""

import json

from . import made
from .signing import holds_several, sign, url_for
from .verification import body_of, verify

KEPT = ("documented-", "published-", "vendor-")
MADE = "made-"
PREFIXES = (*KEPT, MADE)
MEMBERS = ("name", "why", "secrets", "options", "headers", "url", "method", "body", "expect", "confirmed")


class VectorFile:
    """The vectors of the scheme in a folder."""

    def __init__(self, folder):
        self.path = folder / "vectors.json"
        self.scheme = json.loads((folder / "scheme.json").read_text(encoding="utf-8"))
        self.written = self.path.read_text(encoding="ascii")
        head = json.loads(self.written)
        self.source, self.now = head["source"], head["now"]
        # If a name has a different prefix, a different generator writes the file.
        self.other_names = [vector["name"] for vector in head["vectors"] if not vector["name"].startswith(PREFIXES)]
        self.kept = [self._complete(vector) for vector in head["vectors"] if not vector["name"].startswith(MADE)]

    def _complete(self, vector):
        """Signs a vector without an expectation. Adds all facts to a vector that expects only to be accepted."""
        if vector.get("expect") == {"ok": True}:
            found = verify(self.scheme, vector, self.now)
            return vector | ({"expect": found, "confirmed": ["openssl"]} if found.get("ok") else {})
        if "expect" in vector:
            return vector
        body, secrets = body_of(vector), vector["secrets"]
        url = url_for(self.scheme, vector.get("url"), body)
        pairs = sign(
            self.scheme,
            body=body,
            secrets=secrets if holds_several(self.scheme) else secrets[:1],
            now=self.now * 1000,
            headers=[tuple(pair) for pair in vector["headers"]],
            url=url,
            method=vector.get("method"),
        )
        vector = vector | {"headers": [list(pair) for pair in pairs]} | ({"url": url} if url else {})
        return vector | {"expect": verify(self.scheme, vector, self.now), "confirmed": ["openssl"]}

    def vectors(self):
        """Returns all vectors, after checking each against the independent implementation."""
        vectors = self.kept + made.vectors(self.scheme, self._example(), self.now)
        names = [vector["name"] for vector in vectors]
        assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)
        for vector in vectors:
            _check(self.scheme, vector, self.now)
        return vectors

    def _example(self):
        """Returns the delivery from which vectors are generated: the first accepted delivery that names its event."""
        accepted = [vector for vector in self.kept if vector["expect"].get("ok")]
        named = [vector for vector in accepted if vector["expect"].get("event") is not None]
        return (named or accepted)[0]

    def text(self, vectors):
        """Returns the text of the file: a line for each member, in ASCII with escapes, so that no editor can change a body."""
        head = {"scheme": self.scheme["id"], "source": self.source, "now": self.now}
        lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
        members = ",\n".join(_indented(vector) for vector in vectors)
        return "{\n" + "\n".join(lines) + '\n  "vectors": [\n' + members + "\n  ]\n}\n"


def _check(scheme, vector, now):
    """Checks the expectation of a vector. An accepted vector states every fact, and a refused vector may state some facts."""
    found, expect = verify(scheme, vector, now), vector["expect"]
    told = found if found.get("ok") or expect.get("ok") else {name: found.get(name) for name in expect}
    assert told == expect, f"{scheme['id']} {vector['name']}: {found}, and not {expect}"


def _indented(vector):
    members = (f"      {json.dumps(key)}: {json.dumps(vector[key])}" for key in MEMBERS if key in vector)
    return "    {\n" + ",\n".join(members) + "\n    }"
