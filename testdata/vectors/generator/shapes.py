"""Schemes that are not built in: shapes that no built-in one has, all of a provider called Acme."""

from .vectors import hex_tag

NOW = 1709064000
SECRET = "attack-secret"
BODY = '{"amount":100}'
HEX = "x-acme-signature"

PLAIN = {
    "id": "acme",
    "name": "Acme",
    "docs": "https://acme.example/webhooks",
    "signature": {"header": "x-acme-signature", "syntax": "plain", "encoding": "hex"},
    "signed_content": "{body}",
}
IN_HEADER = {"header": "x-acme-timestamp", "unit": "s"}
FIELDS = {"fields": {"separator": ";", "key": "h1"}}


def row(syntax=None, **columns):
    """A scheme like Acme's, with other columns."""
    scheme = PLAIN | columns
    if syntax is not None:
        scheme = scheme | {"signature": PLAIN["signature"] | {"syntax": syntax}}
    return scheme


TIMED = row(timestamp=IN_HEADER, signed_content="{timestamp}.{body}")
MILLIS = row(timestamp=IN_HEADER | {"unit": "ms"}, signed_content="{timestamp}.{body}")
DATED = row(timestamp=IN_HEADER | {"unit": "rfc3339"}, signed_content="{timestamp}|{body}")
SEMICOLON = row(FIELDS, timestamp={"field": "ts", "unit": "s"}, signed_content="{timestamp}:{body}")
COMMA_LIST = row({"list": {"separator": ",", "tag": "v1="}})
WITH_ID = row(timestamp=IN_HEADER, signed_content="{x-acme-id}.{timestamp}.{body}", delivery_id={"header": "x-acme-id"})
NO_SEPARATOR = row(timestamp=IN_HEADER, signed_content="{timestamp}{body}", waivers=["adjacent_parts"])


def mac(content, secret=SECRET):
    return hex_tag(secret, content.encode() if isinstance(content, str) else content)


def plain(content):
    return [("X-Acme-Signature", mac(content))]


def timed(timestamp, content, separator="."):
    return [("X-Acme-Timestamp", str(timestamp)), ("X-Acme-Signature", mac(f"{timestamp}{separator}{content}"))]


# A scheme that names no event and no id.
NOTHING = {"event": None, "delivery_id": None, "delivery_id_signed": False}
