"""Vectors of the boundaries between two parts of a delivery, and of values that appear twice."""

from .shapes import (
    BARE_LIST,
    BODY,
    COMMA_LIST,
    HEX,
    NO_SEPARATOR,
    NOTHING,
    NOW,
    PLAIN,
    PREFIXED_LIST,
    SEMICOLON,
    WITH_ID,
    custom,
    mac,
    plain,
    timed,
)


def add_to(file):
    _boundaries(file)
    _repetitions(file)


def _boundaries(file):
    why = "every Standard Webhooks library lets an id with a point move the border between id, timestamp and body"
    old = NOW - 86400
    content = f"msg.{old}.{NOW}.{BODY}"
    shifted = [("X-Acme-Id", f"msg.{old}"), ("X-Acme-Timestamp", str(NOW)), ("X-Acme-Signature", mac(content))]
    facts = {"header": "x-acme-id", "reason": "boundary"}
    file.refused("border-moved", why, shifted, BODY, "malformed_header", scheme=WITH_ID, **facts)
    genuine = [("X-Acme-Id", "msg"), ("X-Acme-Timestamp", str(old)), ("X-Acme-Signature", mac(content))]
    file.refused(
        "border-unmoved",
        "as it was sent it is too old",
        genuine,
        f"{NOW}.{BODY}",
        "timestamp_too_old",
        scheme=WITH_ID,
        age=86400,
        tolerance=300,
    )
    pairs = [("X-Acme-Id", "msg-1"), ("X-Acme-Timestamp", str(NOW)), ("X-Acme-Signature", mac(f"msg-1.{NOW}.{BODY}"))]
    file.ok(
        "border-kept",
        "an id that cannot move it",
        pairs,
        BODY,
        scheme=WITH_ID,
        timestamp=NOW,
        event=None,
        delivery_id=("header", "x-acme-id"),
        delivery_id_signed=True,
    )
    why = "a provider with no separator at all: its row says so by name"
    file.ok("border-waived", why, timed(NOW, BODY, ""), BODY, scheme=NO_SEPARATOR, timestamp=NOW, **NOTHING)
    why = "the border moved to the left: the timestamp lost a digit and with it the window"
    pairs = [("X-Acme-Timestamp", str(NOW)[:-1]), ("X-Acme-Signature", mac(f"{NOW}{BODY}"))]
    file.refused("border-waived-moved", why, pairs, str(NOW)[-1] + BODY, "timestamp_too_old", scheme=NO_SEPARATOR, tolerance=300)


def _repetitions(file):
    at, text = f"ts={NOW}", f"h1={mac(f'{NOW}:{BODY}')}"

    def one(value):
        return [("X-Acme-Signature", value)]

    file.ok(
        "fields-semicolon", "fields with another separator", one(f"{at};{text}"), BODY, scheme=SEMICOLON, timestamp=NOW, **NOTHING
    )
    facts = {"header": HEX}
    why = "a payment library took the last of two timestamps"
    file.refused("fields-twice", why, one(f"ts={NOW - 9};{at};{text}"), BODY, "duplicate_header", scheme=SEMICOLON, **facts)
    why = "where spaces mean nothing else, a field with one in its name is not that field"
    value, misread = f"{at};{text}; {text}", facts | {"reason": "field"}
    file.refused("fields-spaced", why, one(value), BODY, "malformed_header", scheme=SEMICOLON, **misread)
    why = "signed with two secrets while one is rolled: the field is there for each"
    for title, value in [("last", f"{at};h1={'0' * 64};{text}"), ("first", f"{at};{text};h1={'0' * 64}")]:
        file.ok(f"fields-rolled-{title}", why, one(value), BODY, scheme=SEMICOLON, timestamp=NOW, **NOTHING)
    why = "Node and fetch join two headers with a comma and a space; here no field has one"
    file.refused("fields-joined", why, one(f"{at};{text}, {at};{text}"), BODY, "duplicate_header", scheme=SEMICOLON, **facts)
    good, zero = f"v1={mac(BODY)}", "v1=" + "0" * 64
    file.ok("list-comma", "where the list's own separator is a comma", one(f"{zero},{good}"), BODY, scheme=COMMA_LIST, **NOTHING)
    why = "two such headers that were joined: the space gives them away, and the second is not passed over"
    file.refused("list-comma-joined", why, one(f"{zero}, {good}"), BODY, "duplicate_header", scheme=COMMA_LIST, **facts)
    why = "the header twice is refused, a list or not: which of the two is read depends on the reader"
    file.refused("list-comma-twice", why, one(zero) + one(good), BODY, "duplicate_header", scheme=COMMA_LIST, **facts)
    _lists_without_tags(file)
    _capitals(file)
    pairs = plain(BODY) + [("x-acme-signature", "0" * 64)]
    file.refused("header-twice", "two headers that say different things", pairs, BODY, "duplicate_header", scheme=PLAIN, **facts)


def _lists_without_tags(file):
    facts = {"header": HEX}
    good, zero = mac(BODY), "0" * 64
    for name, scheme, prefix in [("prefixed", PREFIXED_LIST, "v0="), ("bare", BARE_LIST, "")]:

        def ok(kind, why, value, name=name, scheme=scheme):
            file.ok(f"list-{name}-{kind}", why, [("X-Acme-Signature", value)], BODY, scheme=scheme, **NOTHING)

        def refused(kind, why, value, code, name=name, scheme=scheme, **more):
            headers = [("X-Acme-Signature", value)]
            file.refused(f"list-{name}-{kind}", why, headers, BODY, code, scheme=scheme, **facts, **more)

        ok("first", "while a secret is rolled the new one signs first", f"{prefix}{good},{zero}")
        ok("last", "the old one signs last", f"{prefix}{zero},{good}")
        ok("alone", "most days there is one", f"{prefix}{good}")
        why = "two such headers that were joined: the space gives them away"
        refused("joined", why, f"{prefix}{zero}, {prefix}{good}", "duplicate_header")
        why = "every entry is a signature, so one that is none is a header that cannot be read"
        refused("empty-entry", why, f"{prefix}{good},", "malformed_header", reason="length")
        refused("tagged-entry", why, f"{prefix}{good},v1={zero}", "malformed_header", reason="length")
    refused = file.refused
    headers = [("X-Acme-Signature", f"{good},{zero}")]
    why = "the text before the list is not there"
    refused("list-prefixed-missing", why, headers, BODY, "malformed_header", scheme=PREFIXED_LIST, reason="prefix", **facts)


def _capitals(file):
    why = "a scheme copied from a provider's page, which writes headers in capitals"
    scheme = custom(
        signature=PLAIN["signature"] | {"header": "X-Acme-Signature"},
        timestamp={"header": "X-Acme-Timestamp", "unit": "s"},
        signedContent="{X-Acme-Id}.{timestamp}.{body}",
        event={"header": "X-Acme-Event"},
        deliveryId={"header": "X-Acme-Id"},
    )
    headers = [
        ("x-acme-id", "msg_1"),
        ("X-Acme-Event", "paid"),
        ("X-Acme-Timestamp", str(NOW)),
        ("X-ACME-SIGNATURE", mac(f"msg_1.{NOW}.{BODY}")),
    ]
    sources = {"event": ("header", "x-acme-event"), "delivery_id": ("header", "x-acme-id")}
    facts = sources | {"delivery_id_signed": True, "timestamp": NOW}
    file.ok("scheme-in-capitals", why, headers, BODY, scheme=scheme, **facts)
