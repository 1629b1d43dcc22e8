#!/usr/bin/env python3
"""Verifies requests with the independent implementation of the scheme files.

Reads a JSON object per line from the standard input, and prints a result per line. A line is a vector with `scheme`, which is a scheme or the
id of a built-in scheme, and `now`, in seconds. With `"openssl": true`, OpenSSL must also compute the signature.
"""

import json
import pathlib
import sys

SCHEMES = pathlib.Path(__file__).resolve().parents[2] / "schemes"
# Python must not write __pycache__ next to the vectors.
sys.dont_write_bytecode = True

from independent import openssl  # noqa: E402
from independent.verification import verify  # noqa: E402


def main():
    for line in sys.stdin:
        vector = json.loads(line)
        scheme = _scheme(vector["scheme"])
        result = verify(scheme, vector, vector["now"])
        if vector.get("openssl"):
            openssl.confirm(scheme, vector | {"expect": result, "confirmed": ["openssl"]})
        print(json.dumps(result))


def _scheme(scheme):
    if isinstance(scheme, dict):
        return scheme
    return json.loads((SCHEMES / scheme / "scheme.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
