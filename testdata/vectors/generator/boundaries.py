"""Where one part of a delivery ends and the next begins, and what is there twice."""

from .shapes import BODY, COMMA_LIST, HEX, NO_SEPARATOR, NOTHING, NOW, PLAIN, SEMICOLON, WITH_ID, mac, plain, timed


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
    pairs = plain(BODY) + [("x-acme-signature", "0" * 64)]
    file.refused("header-twice", "two headers that say different things", pairs, BODY, "duplicate_header", scheme=PLAIN, **facts)
