"""Custom schemes of a provider named Acme, with shapes that no built-in scheme has."""

from .vectors import hex_mac

NOW = 1709064000
SECRET = "attack-secret"
BODY = '{"amount":100}'
HEX = "x-acme-signature"

PLAIN = {
    "id": "acme",
    "name": "Acme",
    "docs": "https://acme.example/webhooks",
    "signature": {"header": "x-acme-signature", "syntax": "plain", "encoding": "hex"},
    "signedContent": "{body}",
}
IN_HEADER = {"header": "x-acme-timestamp", "unit": "s"}
FIELDS = {"fields": {"separator": ";", "key": "h1"}}


def custom(syntax=None, **properties):
    """Returns a scheme like Acme's with different properties."""
    scheme = PLAIN | properties
    if syntax is not None:
        scheme = scheme | {"signature": PLAIN["signature"] | {"syntax": syntax}}
    return scheme


TIMED = custom(timestamp=IN_HEADER, signedContent="{timestamp}.{body}")
MILLIS = custom(timestamp=IN_HEADER | {"unit": "ms"}, signedContent="{timestamp}.{body}")
DATED = custom(timestamp=IN_HEADER | {"unit": "rfc3339"}, signedContent="{timestamp}|{body}")
SEMICOLON = custom(FIELDS, timestamp={"field": "ts", "unit": "s"}, signedContent="{timestamp}:{body}")
COMMA_LIST = custom({"list": {"separator": ",", "tag": "v1="}})
PREFIXED_LIST = custom({"list": {"separator": ",", "prefix": "v0="}})
BARE_LIST = custom({"list": {"separator": ","}})
WITH_ID = custom(timestamp=IN_HEADER, signedContent="{x-acme-id}.{timestamp}.{body}", deliveryId={"header": "x-acme-id"})
NO_SEPARATOR = custom(timestamp=IN_HEADER, signedContent="{timestamp}{body}", waivers=["adjacent_parts"])


def mac(content, secret=SECRET):
    return hex_mac(secret, content.encode() if isinstance(content, str) else content)


def plain(content):
    return [("X-Acme-Signature", mac(content))]


def timed(timestamp, content, separator="."):
    return [("X-Acme-Timestamp", str(timestamp)), ("X-Acme-Signature", mac(f"{timestamp}{separator}{content}"))]


# The values that are expected for a scheme without an event and a delivery id.
NOTHING = {"event": None, "delivery_id": None, "delivery_id_signed": False}
