"""Vectors of forged deliveries: a body, a signature, a secret or a URL that does not match the signature."""

import base64
import hashlib

from . import content
from .content import signs_body, template
from .encodings import LENGTHS, algorithm, encode, readings
from .request import Request, syntax_of
from .signing import sign, write
from .times import write as write_time


def add_to(maker):
    _bodies(maker)
    _signatures(maker)
    _syntax(maker)
    _secrets(maker)
    _urls(maker)


def _bodies(maker):
    body = maker.body
    changed = body.replace(b"100", b"101") if b"100" in body else body.replace(b"42", b"43")
    assert changed != body
    if not signs_body(maker.scheme):
        maker.ok("body-changed", "one digit changed: the body is not signed, and is not handed on as verified", body=changed)
        return
    for name, why, other in [
        ("body-changed", "one digit changed", changed),
        ("body-shorter", "the last byte is not there", body[:-1]),
        ("body-replaced", "another body under a genuine signature", b'{"a":1}' if not maker.covers("form") else b"A=1"),
    ]:
        maker.refused(name, why, "signature_mismatch", body=other)
    if maker.covers("form"):
        more = b"&".join(b"f%d=%d" % (n, n) for n in range(257))
        facts = {"limit": 256}
        maker.refused("form-too-many", "257 fields are more than are sorted", "too_many_fields", body=more, facts=facts)
        maker.refused("form-field-added", "a field that was not signed", "signature_mismatch", body=body + b"&Zz=1")
        return
    maker.refused("body-newline", "a newline added on the way, as an editor does", "signature_mismatch", body=body + b"\n")


def _signatures(maker):
    """Adds texts that are not the signature, but that a careless decoder accepts."""
    scheme, encoding = maker.scheme, maker.scheme["signature"]["encoding"]
    tag = Request(scheme, maker.headers()).candidates[0][0]
    good, length = encode(encoding, tag), LENGTHS[algorithm(scheme)]
    texts = [
        ("truncated", "a prefix of the right signature is not the signature", good[:-4], "length"),
        ("longer", "bytes after the right signature are not ignored", good + "0000", "length"),
        ("trailing-junk", "a decoder that stops at the first odd character would accept this", good + "!!", "length"),
        ("one-odd-character", "one character is not of the encoding", "!" + good[1:], "encoding"),
        ("inner-space", "white space inside is not skipped", good[:8] + "\t" + good[9:], "encoding"),
    ]
    if encoding == "hex":
        texts.append(("base64", "base 64 where hex belongs", base64.b64encode(tag).decode(), "length"))
    else:
        texts.append(("hex", "hex where base 64 belongs", tag.hex(), "length"))
    if encoding == "base64":
        # The base64 of 20, 32 or 64 bytes always has padding.
        texts.append(("unpadded", "base 64 without its padding", good.rstrip("="), "length"))
    spare = _with_spare_bits(good)
    if encoding != "hex" and spare:
        texts.append(("not-canonical", "another spelling of the same bytes", spare, "encoding"))
    for name, why, text, reason in texts:
        # In fields, a character such as = or a space is part of the syntax.
        facts = {"header": maker.signature, "reason": reason}
        maker.refused(f"signature-{name}", why, "malformed_header", maker.with_value(_written(maker, text)), facts=facts)
    zero = encode(encoding, bytes(length))
    maker.refused("signature-zeros", "a signature of zeros", "signature_mismatch", maker.with_value(_written(maker, zero)))
    bare = encode(encoding, getattr(hashlib, algorithm(scheme))(maker.body).digest())
    why = "the hash of the body, which needs no secret"
    maker.refused("signature-bare-hash", why, "signature_mismatch", maker.with_value(_written(maker, bare)))


def _written(maker, text):
    """Returns the value of the signature header with a different text instead of the signature."""
    tag = Request(maker.scheme, maker.headers()).candidates[0][0]
    return maker.value().replace(encode(maker.scheme["signature"]["encoding"], tag), text)


def _with_spare_bits(good):
    """Returns another spelling of the same bytes, with a spare bit set, or None if there are no spare bits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    digits = good.rstrip("=")
    if len(digits) % 4 == 0 or digits[-1] not in alphabet:
        return None
    return digits[:-1] + alphabet[alphabet.index(digits[-1]) + 1] + good[len(digits) :]


def _syntax(maker):
    kind, syntax = syntax_of(maker.scheme)
    value, facts = maker.value(), {"header": maker.signature}

    def refused(name, why, text, reason):
        maker.refused(name, why, "malformed_header", maker.with_value(text), facts=facts | ({"reason": reason} if reason else {}))

    if kind == "prefixed":
        refused("prefix-missing", "a signature without its prefix", value.removeprefix(syntax), "prefix")
        refused(
            "prefix-other", "an algorithm that the sender names is not believed", "md5=" + value.removeprefix(syntax), "prefix"
        )
        if syntax.upper() != syntax:
            refused("prefix-upper", "the prefix has one spelling", value.replace(syntax, syntax.upper(), 1), "prefix")
    elif kind == "fields":
        key = syntax["key"]
        renamed = value.replace(f"{key}=", "v9=", 1)
        refused("key-other", "no field of the signature's name", renamed, "field_missing")
        upper = value.replace(f"{key}=", f"{key.upper()}=", 1)
        refused("key-upper", "the name of a field has one spelling", upper, "field_missing")
        if "groups" not in syntax:
            refused("field-no-equals", "a field that is no field", f"zz{syntax['separator']}{value}", "field")
    elif kind == "list":
        if "prefix" in syntax:
            refused("prefix-missing", "a list without what it begins with", value.removeprefix(syntax["prefix"]), "prefix")
        if "tag" in syntax:
            refused("tag-missing", "a signature without its tag", value.replace(syntax["tag"], ""), "field_missing")
            refused("tag-other", "no entry of the scheme's tag", value.replace(syntax["tag"], "v9,"), "field_missing")
        elif "position" not in maker.timestamp:
            refused(
                "entry-empty",
                "every entry is a signature, so one that is none cannot be read",
                value + syntax["separator"],
                "length",
            )
    if kind in ("fields", "list") and "position" not in maker.timestamp and "groups" not in syntax:
        one = _genuine_and_odd(maker)
        refused("bad-beside-good", "a signature that cannot be read refuses the others too", one, "length")


def _genuine_and_odd(maker):
    tag = Request(maker.scheme, maker.headers()).candidates[0][0]
    text = write_time(maker.now * 1000, maker.timestamp["unit"]) if maker.timestamp else ""
    return write(maker.scheme, ["abcd", encode(maker.scheme["signature"]["encoding"], tag)], text)


def _secrets(maker):
    signed = maker.headers(secrets=[maker.other])
    maker.refused("other-secret", "signed by somebody else", "signature_mismatch", signed)
    pair = [maker.other, maker.secret]
    third = maker.headers(b"another body")
    if signs_body(maker.scheme) and not maker.covers("form"):
        maker.refused("two-secrets-none-right", "neither of two secrets made it", "signature_mismatch", third, secrets=pair)
    kinds, padded = readings(maker.scheme), [maker.secret + "\n"]
    if kinds == ["utf8"]:
        maker.refused("secret-newline", "a newline that came along with the secret's file", "signature_mismatch", secrets=padded)
    elif "utf8" not in kinds:
        why, facts = (
            "a newline is not of the secret's encoding: found when the verifier is built",
            {"index": 0, "reason": "encoding"},
        )
        maker.refused("secret-newline", why, "invalid_secret", secrets=padded, facts=facts)
        maker.refused("secret-odd", "characters that the encoding does not have", "invalid_secret", secrets=["!!!!"], facts=facts)
    for name, why, text in [("empty", "an environment variable that is not set", ""), ("blank", "a blank one", "   ")]:
        facts = {"index": 0, "reason": "empty"}
        maker.refused(f"secret-{name}", why, "invalid_secret", secrets=[text], facts=facts)


def _urls(maker):
    """Adds changed URLs and methods, if they are signed."""
    if maker.covers("parameter"):
        _parameters(maker)
    if any(maker.covers(part) for part in ("url", "path", "query", "url_without_query")):
        assert maker.url
        url, mark, query = maker.url.partition("?")
        if any(maker.covers(part) for part in ("url", "path", "url_without_query")):
            other = url.rstrip("/") + "/other" + mark + query
            maker.refused("url-changed", "another url than the one that was signed", "signature_mismatch", url=other)
        if maker.covers("url") or maker.covers("query"):
            other = f"{maker.url}{'&' if mark else '?'}more=1"
            maker.refused("query-changed", "another query than the one that was signed", "signature_mismatch", url=other)
    if maker.covers("url_without_query"):
        other = f"{maker.url}{'&' if '?' in maker.url else '?'}more=1"
        maker.ok("query-changed", "another query: it is not signed", url=other)
    if maker.covers("method"):
        maker.refused("method-changed", "another method than the one that was signed", "signature_mismatch", method="PUT")
    if maker.scheme.get("bodyHash"):
        _body_hashes(maker)


def _parameters(maker):
    """Adds changes of a parameter of the URL that is a part of the signed content."""
    base, _, query = maker.url.partition("?")
    parts = list(template(maker.scheme))
    for at, (kind, part) in enumerate(parts):
        if kind != "parameter":
            continue
        beside = "".join(text for near, text in parts[at + 1 : at + 2] if near == "literal")
        name, value = part.partition(":")[2], content.parameter(maker.url, part)
        pairs = [pair for pair in query.split("&") if pair.partition("=")[0] != name]
        for title, why, code, own in [
            ("changed", "another value than the one that was signed", "signature_mismatch", [f"{name}={value}0"]),
            ("missing", "the parameter is not there", "invalid_url", []),
            ("empty", "the parameter has no value", "invalid_url", [f"{name}="]),
            ("twice", "the parameter is there twice: which one is read depends on the reader", "invalid_url", [f"{name}={value}"] * 2),
            ("boundary", "a value with what stands behind it could move the border", "invalid_url", [f"{name}={value}{beside}1"]),
        ]:
            maker.refused(f"parameter-{title}", why, code, url=base + "?" + "&".join([*own, *pairs]))
        others = base + "?" + "&".join([f"{name}={value}", *pairs, "more=1"])
        maker.ok("parameter-others", "the other parameters are not signed", url=others)


def _body_hashes(maker):
    """Adds changes of the body hash in the URL, which the signature covers instead of the body."""
    name = maker.scheme["bodyHash"]["query"]
    bare = maker.url.partition("?")[0]
    for title, why, url in [
        ("missing", "a url without the hash signs no body", bare),
        ("other", "the hash of another body", f"{bare}?{name}={hashlib.sha256(b'other').hexdigest()}"),
        ("truncated", "the beginning of the right hash", f"{bare}?{name}={hashlib.sha256(maker.body).hexdigest()[:62]}"),
    ]:
        headers = maker.headers(url=url) if title == "missing" else _signed_for(maker, url)
        maker.refused(f"body-hash-{title}", why, "signature_mismatch", headers, url=url)


def _signed_for(maker, url):
    """Returns headers with a genuine signature for exactly this URL."""
    scheme = {key: value for key, value in maker.scheme.items() if key != "bodyHash"}
    return sign(scheme, body=maker.body, secrets=[maker.secret], now=maker.now * 1000, headers=maker.labels, url=url)
