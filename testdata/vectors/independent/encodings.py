"""Encodings of signatures and secrets. Signatures are decoded strictly, because a sender chooses them, and secrets leniently."""

import base64
import hashlib
import hmac
import re

LENGTHS = {"sha256": 32, "sha1": 20, "sha512": 64}
WHSEC = "whsec_"


class Unreadable(Exception):
    """A text that is not in its encoding. The argument is the reason that hookward reports."""


def algorithm(scheme):
    return scheme.get("algorithm", "sha256")


def mac(scheme, key, content):
    return hmac.new(key, content, getattr(hashlib, algorithm(scheme))).digest()


def encode(encoding, tag):
    """Encodes a signature as a provider does."""
    if encoding == "hex":
        return tag.hex()
    text = (base64.b64encode if encoding == "base64" else base64.urlsafe_b64encode)(tag).decode()
    return text.rstrip("=") if encoding == "base64url" else text


def decode(scheme, text):
    """Decodes a signature. Only one spelling is valid, except for the case of hex."""
    encoding, length = scheme["signature"]["encoding"], LENGTHS[algorithm(scheme)]
    if len(text.encode()) != len(encode(encoding, bytes(length))):
        raise Unreadable("length")
    if encoding == "hex":
        if not re.fullmatch("[0-9a-fA-F]*", text):
            raise Unreadable("encoding")
        return bytes.fromhex(text)
    try:
        padded = text + "=" * (-len(text) % 4)
        tag = base64.b64decode(padded, altchars=b"+/" if encoding == "base64" else b"-_", validate=True)
    except ValueError:
        raise Unreadable("encoding") from None
    # Python also accepts spare bits, a different number of bytes, and both alphabets.
    if len(tag) != length or encode(encoding, tag) != text:
        raise Unreadable("encoding")
    return tag


def readings(scheme):
    """Returns the encodings of a secret, in the order in which they are tried."""
    encodings = scheme.get("secretEncoding", "utf8")
    return encodings if isinstance(encodings, list) else [encodings]


def keys(scheme, secret):
    """Returns the keys of a secret: one for each reading that decodes it, except keys that contain only zeros."""
    text = secret.removeprefix(scheme.get("secretPrefix", ""))
    if not text.strip():
        raise Unreadable("empty")
    found = []
    for encoding in readings(scheme):
        try:
            found.append(_key(encoding, text))
        except ValueError:
            continue
    if not found:
        raise Unreadable("encoding")
    found = [key for key in found if any(key)]
    if not found:
        raise Unreadable("empty")
    return found


def _key(encoding, text):
    if encoding == "utf8":
        return text.encode()
    if encoding == "hex":
        if not re.fullmatch("(?:[0-9a-fA-F]{2})*", text):
            raise ValueError
        return bytes.fromhex(text)
    if encoding == "whsec":
        text = text.removeprefix(WHSEC)
    digits = re.fullmatch(r"([A-Za-z0-9+/_-]*)={0,2}", text)
    if text.startswith(WHSEC) or not digits or len(digits[1]) % 4 == 1:
        raise ValueError
    standard = digits[1].replace("-", "+").replace("_", "/")
    return base64.b64decode(standard + "=" * (-len(standard) % 4))
