"""Checks signatures with OpenSSL: it computes the MAC of an accepted vector's signed content instead of Python."""

import subprocess

from .content import signed_content
from .encodings import algorithm, keys
from .request import Request
from .verification import body_of


def confirm(scheme, vector):
    """Fails unless OpenSSL computes one of the signatures of an accepted vector."""
    request = Request(scheme, vector["headers"])
    secret = vector["secrets"][vector["expect"]["secretIndex"]]
    for key in keys(scheme, secret):
        for signature, text, _ in request.candidates:
            signed = signed_content(
                scheme,
                body=body_of(vector),
                timestamp=text,
                headers=request.signed,
                url=vector.get("url") or "",
                method=vector.get("method") or "POST",
            )
            if _mac(algorithm(scheme), key, signed) == signature:
                assert "openssl" in vector.get("confirmed", []), f"{vector['name']} does not say that OpenSSL confirms it"
                return
    raise AssertionError(f"{scheme['id']} {vector['name']}: OpenSSL makes none of its signatures")


def _mac(name, key, signed):
    command = ["openssl", "dgst", f"-{name}", "-mac", "HMAC", "-macopt", f"hexkey:{key.hex()}", "-binary"]
    return subprocess.run(command, input=signed, stdout=subprocess.PIPE, check=True).stdout
