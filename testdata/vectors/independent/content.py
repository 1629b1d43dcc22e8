"""The bytes that a signature covers."""

import hashlib
import re
import urllib.parse

MAX_FORM_FIELDS = 256
PARTS = ("body", "timestamp", "url", "method", "path", "query", "form", "bodyHash", "url_without_query")


class TooManyFields(Exception):
    """A form with more than the maximum number of fields."""


def template(scheme):
    """Yields the parts of the signed content as (kind, text). The kind is "literal", "header" or the kind of the part."""
    for literal, name in re.findall(r"([^{}]+)|\{([^{}]+)\}", scheme["signedContent"]):
        if literal:
            yield "literal", literal
        elif ":" in name:
            yield "parameter", name
        else:
            yield (name if name in PARTS else "header", name)


def signed_headers(scheme):
    """Returns the names of the headers in the signed content, in order."""
    return [name for kind, name in template(scheme) if kind == "header"]


def signed_content(scheme, *, body, timestamp, headers, url, method):
    """Returns the signed content of a request. `timestamp` is a text, and `headers` maps each signed header to its value."""
    values = {
        "body": lambda: body,
        "timestamp": lambda: timestamp.encode(),
        "url": lambda: url.encode(),
        "method": lambda: method.upper().encode(),
        "path": lambda: path(url).encode(),
        "query": lambda: query(url).encode(),
        "form": lambda: form(body),
        "url_without_query": lambda: re.split("[?#]", url)[0].encode(),
        "bodyHash": lambda: hashlib.sha256(body).hexdigest().encode(),
    }
    return b"".join(
        text.encode()
        if kind == "literal"
        else headers[text].encode()
        if kind == "header"
        else (parameter(url, text) or "").encode()
        if kind == "parameter"
        else values[kind]()
        for kind, text in template(scheme)
    )


def parameter(url, part):
    """Returns the value of the parameter that a part names, without decoding. Returns None unless it appears exactly once."""
    kind, _, name = part.partition(":")
    values = [value for key, mark, value in (pair.partition("=") for pair in query(url).split("&")) if key == name and mark]
    if len(values) != 1:
        return None
    return values[0].lower() if kind == "query_lowercase" else values[0]


def check_parameters(scheme, url):
    """Returns whether the URL has every signed parameter, and no value contains a literal next to it in the signed content."""
    parts = list(template(scheme))
    for at, (kind, text) in enumerate(parts):
        if kind != "parameter":
            continue
        value = parameter(url, text)
        beside = [near for kind, near in parts[max(at - 1, 0) : at] + parts[at + 1 : at + 2] if kind == "literal"]
        if not value or any(near in value for near in beside):
            return False
    return True


def signs_body(scheme):
    """Returns whether the signature covers the body."""
    return not scheme.get("unsignedBody")


def path(url):
    """Returns the path of a URL, from the third slash to the query."""
    rest = url.split("#")[0].split("?")[0].split("/", 3)
    return "/" + rest[3] if len(rest) > 3 else ""


def query(url):
    return url.split("#")[0].partition("?")[2]


def form(body):
    """Returns the distinct fields of a form, sorted by name and then by value, each name followed by its value."""
    fields = [field for field in body.split(b"&") if field]
    if len(fields) > MAX_FORM_FIELDS:
        raise TooManyFields
    pairs = set()
    for field in fields:
        name, _, value = field.partition(b"=")
        pairs.add(tuple(urllib.parse.unquote_to_bytes(text.replace(b"+", b" ")) for text in (name, value)))
    return b"".join(name + value for name, value in sorted(pairs))


def body_hash_fits(scheme, url, body):
    """Returns whether the body hash in the URL is the hex SHA-256 of the body. Returns True for schemes without a body hash."""
    wanted = scheme.get("bodyHash")
    if not wanted:
        return True
    found = urllib.parse.parse_qs(query(url)).get(wanted["query"], [])
    return found == [hashlib.sha256(body).hexdigest()]
