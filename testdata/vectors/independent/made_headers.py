"""Vectors of headers that are missing, duplicate, empty or changed, and of timestamps that cannot be parsed."""

from .content import signed_headers, template
from .request import comma_separates, signature_headers, syntax_of
from .times import write

# Texts that a lenient parser reads as a time, by unit: (name, text).
NO_TIMES = {
    "s": [("letters", "1790000000abc"), ("sign", "+1790000000"), ("fraction", "1790000000.5")],
    "ms": [("letters", "1790000000000abc"), ("sign", "+1790000000000"), ("exponent", "1.79e12")],
    "s_or_ms": [("letters", "1790000000abc"), ("sign", "+1790000000"), ("fraction", "1790000000.5")],
    "rfc3339": [("no-zone", "2026-09-21T14:13:20"), ("seconds", "1790000000"), ("space", "2026-09-21 14:13:20Z")],
    "iso8601": [("seconds", "1790000000"), ("space", "2026-09-21 14:13:20"), ("month-13", "2026-13-21T14:13:20")],
    "http_date": [("seconds", "1790000000"), ("zone", "Mon, 21 Sep 2026 14:13:20 UTC"), ("no-day", "21 Sep 2026 14:13:20 GMT")],
}


def add_to(maker):
    _missing(maker)
    _twice(maker)
    _signed(maker)
    _malformed_times(maker)


def _required(maker):
    """Returns the names of the required headers."""
    own = [maker.timestamp["header"]] if "header" in maker.timestamp else []
    return [maker.signature, *own, *signed_headers(maker.scheme)]


def _missing(maker):
    pairs = maker.headers()
    for name in _required(maker):
        rest = [pair for pair in pairs if pair[0].lower() != name]
        why = "a header that the scheme needs is not there"
        maker.refused(f"missing-{name}", why, "missing_header", rest, facts={"header": name})
        facts = {"header": name, "reason": "empty"}
        maker.refused(f"empty-{name}", "it is there and empty", "malformed_header", [*rest, (name, "")], facts=facts)
    others = signature_headers(maker.scheme)[1:]
    if others:
        first, second = (dict(maker.headers(secrets=[secret]))[maker.signature] for secret in (maker.other, maker.secret))
        rest = [pair for pair in pairs if pair[0] != maker.signature]
        maker.ok("only-another-header", "one of the signature headers is enough", [*rest, (others[-1], second)])
        pairs = [*rest, (maker.signature, first), (others[0], second)]
        maker.ok("another-header-matches", "any of the signature headers may match", pairs)
        pairs = [*rest, (others[0], second), (others[0], second)]
        maker.refused("duplicate-other-header", "another signature header is there twice", "duplicate_header", pairs)


def _twice(maker):
    pairs = maker.headers()
    for name in _required(maker):
        twice = [*pairs, *(pair for pair in pairs if pair[0].lower() == name)]
        why = "a header that the scheme needs is there twice: which copy is read depends on the reader"
        maker.refused(f"duplicate-{name}", why, "duplicate_header", twice, facts={"header": name})
        if _shows_joining(maker, name):
            joined = [(key, f"{value}, {value}" if key.lower() == name else value) for key, value in pairs]
            maker.refused(
                f"joined-{name}", "it is there twice, joined on the way", "duplicate_header", joined, facts={"header": name}
            )


def _shows_joining(maker, name):
    """Returns whether a comma and a space show that two headers were joined.

    They do not if the value may contain both, or if white space has no meaning.
    """
    if name == maker.timestamp.get("header"):
        return True
    kind, syntax = syntax_of(maker.scheme)
    loose = kind in ("fields", "list") and (syntax.get("optionalSpace") or "groups" in syntax)
    return name != maker.signature or not (loose and comma_separates(maker.scheme))


def _signed(maker):
    """Adds changed values of the headers in the signed content."""
    parts = list(template(maker.scheme))
    for name in signed_headers(maker.scheme):
        value = next(value for key, value in maker.labels if key.lower() == name)
        other = value[:-1] + ("0" if value[-1] != "0" else "1")
        changed = [(key, other if key.lower() == name else old) for key, old in maker.headers()]
        maker.refused(f"changed-{name}", "the header is signed", "signature_mismatch", changed)
        for at, (kind, text) in enumerate(parts):
            if (kind, text) != ("header", name):
                continue
            beside = [near for kind, near in parts[max(at - 1, 0) : at] + parts[at + 1 : at + 2] if kind == "literal"]
            for odd in [value + beside[0] + "1"] if beside else []:
                labels = [(key, odd if key.lower() == name else old) for key, old in maker.labels]
                facts = {"header": name, "reason": "boundary"}
                why = "a value with what stands beside it in the content could move the border between them"
                maker.refused(f"boundary-{name}", why, "malformed_header", maker.headers(labels=labels), facts=facts)


def _malformed_times(maker):
    if not any(place in maker.timestamp for place in ("header", "field", "position")):
        return
    pairs, unit = maker.headers(), maker.timestamp["unit"]
    header = maker.timestamp.get("header", maker.signature)
    facts = {"header": header} | ({} if "position" in maker.timestamp else {"reason": "timestamp"})
    genuine = _text(maker)
    for name, text in NO_TIMES[unit]:
        changed = [(key, value.replace(genuine, text, 1) if key == header else value) for key, value in pairs]
        maker.refused(f"timestamp-{name}", "no time that can be read", "malformed_header", changed, facts=facts)
    changed = [(key, value.replace(genuine, _text(maker, 1000), 1) if key == header else value) for key, value in pairs]
    maker.refused("timestamp-changed", "a younger timestamp under an old signature", "signature_mismatch", changed)
    syntax = syntax_of(maker.scheme)[1]
    if "field" in maker.timestamp and "groups" not in syntax:
        separator = syntax["separator"] + (" " if syntax.get("optionalSpace") else "")
        field = f"{maker.timestamp['field']}={genuine}"
        twice = maker.with_value(f"{field}{separator}{maker.value()}")
        maker.refused(
            "timestamp-twice",
            "two timestamps: nobody can know which is meant",
            "duplicate_header",
            twice,
            facts={"header": header},
        )
        rest = separator.join(entry for entry in maker.value().split(separator) if entry != field)
        facts = {"header": header, "reason": "field_missing"}
        maker.refused(
            "timestamp-missing", "the timestamp's field is not there", "malformed_header", maker.with_value(rest), facts=facts
        )
    if "position" in maker.timestamp:
        alone = maker.with_value(genuine)
        maker.refused("timestamp-alone", "a timestamp and no signature", "malformed_header", alone, facts={"header": header})
        turned = syntax["separator"].join(reversed(maker.value().split(syntax["separator"])))
        maker.refused(
            "position-turned", "the order has a meaning", "malformed_header", maker.with_value(turned), facts={"header": header}
        )


def _text(maker, later=0):
    """Returns the text of the delivery's timestamp, or of a timestamp that is `later` milliseconds later."""
    return write(maker.now * 1000 + later, maker.timestamp["unit"])
