"""Parses a request according to a scheme: headers, candidates and timestamps, before verification."""

import re

from . import content, times
from .encodings import Unreadable, decode

MAX_CANDIDATES = 16
MAX_GROUPS = 4
WHITE_SPACE = " \t\n\f\r"


class Refused(Exception):
    """A refusal, with its code and its facts."""

    def __init__(self, code, **facts):
        super().__init__(code)
        self.expect = {"code": code} | facts


def malformed(header, reason=None):
    return Refused("malformed_header", header=header, **({"reason": reason} if reason else {}))


def comma_separates(scheme):
    kind, syntax = syntax_of(scheme)
    return kind in ("fields", "list") and syntax["separator"].startswith(",")


def syntax_of(scheme):
    """Returns the kind of a syntax and its properties."""
    syntax = scheme["signature"]["syntax"]
    return ("plain", {}) if syntax == "plain" else next(iter(syntax.items()))


def signature_headers(scheme):
    return [scheme["signature"]["header"], *scheme["signature"].get("moreHeaders", [])]


def single(headers, name, may_have_commas=False):
    """Returns the value of a header, or None if it is missing."""
    values = [value for key, value in headers if key.lower() == name]
    if not values:
        return None
    value = values[0].strip(WHITE_SPACE)
    if len(values) > 1 or not may_have_commas and ", " in value:
        raise Refused("duplicate_header", header=name)
    return value


class Request:
    """The parsed headers of a request: candidates as (signature, text of the timestamp, timestamp), and the signed headers."""

    def __init__(self, scheme, headers):
        self.scheme, self.headers = scheme, headers
        self.signature_header = scheme["signature"]["header"]
        self.timestamp = scheme.get("timestamp") or {}
        signatures = {name: single(headers, name, comma_separates(scheme)) for name in signature_headers(scheme)}
        signatures = {name: value for name, value in signatures.items() if value is not None}
        if not signatures:
            raise Refused("missing_header", header=self.signature_header)
        text = self._required(self.timestamp["header"], self._time_has_comma()) if "header" in self.timestamp else None
        names = content.signed_headers(scheme)
        self.signed = {name: self._required(name) for name in names}
        for name, value in [*signatures.items(), (self.timestamp.get("header"), text), *self.signed.items()]:
            if value == "":
                raise malformed(name, "empty")
        self._check_boundaries()
        self.candidates, read = [], 0
        for name, value in signatures.items():
            read += self._read(name, value, text)
            if read > MAX_CANDIDATES:
                raise Refused("too_many_candidates", limit=MAX_CANDIDATES)
        self._read_times()

    def _time_has_comma(self):
        return self.timestamp["unit"] == "http_date"

    def _required(self, name, may_have_commas=False):
        value = single(self.headers, name, may_have_commas)
        if value is None:
            raise Refused("missing_header", header=name)
        # An HTTP date has one comma. Two commas show that two headers were joined.
        if may_have_commas and value.count(", ") > 1:
            raise Refused("duplicate_header", header=name)
        return value

    def _check_boundaries(self):
        """Refuses a signed header that contains a literal next to it in the signed content, or anything except visible ASCII."""
        parts = list(content.template(self.scheme))
        for at, (kind, name) in enumerate(parts):
            if kind != "header":
                continue
            beside = [text for kind, text in (parts[max(at - 1, 0) : at] + parts[at + 1 : at + 2]) if kind == "literal"]
            value = self.signed[name]
            if not re.fullmatch("[!-~]*", value) or any(text in value for text in beside):
                raise malformed(name, "boundary")

    def _read(self, name, value, text):
        """Adds the signatures of one header to the candidates, and returns their number."""
        kind, syntax = syntax_of(self.scheme)
        if kind in ("plain", "prefixed"):
            prefix = syntax if kind == "prefixed" else ""
            if not value.startswith(prefix):
                raise malformed(name, "prefix")
            found = [(value[len(prefix) :], text)]
        elif kind == "fields":
            found = self._read_fields(name, value, syntax, text)
        else:
            found = self._read_list(name, value, syntax, text)
        if not found:
            raise malformed(name, "field_missing")
        if len(found) > MAX_CANDIDATES:
            raise Refused("too_many_candidates", limit=MAX_CANDIDATES)
        for signature, its_time in found:
            try:
                self.candidates.append((decode(self.scheme, signature), its_time))
            except Unreadable as error:
                raise malformed(name, str(error)) from None
        return len(found)

    def _read_fields(self, name, value, syntax, text):
        found = []
        groups = value.split(syntax["groups"]) if "groups" in syntax else [value]
        if len(groups) > MAX_GROUPS:
            raise Refused("too_many_candidates", limit=MAX_GROUPS)
        for group in groups:
            fields = [entry.partition("=") for entry in _split(group, syntax)]
            if any(not equals for _, equals, _ in fields):
                raise malformed(name, "field")
            joined = False
            signatures = []
            for key, _, content_text in fields:
                if key == syntax["key"]:
                    signatures.append(content_text)
                    continue
                after_space = comma_separates(self.scheme) and key.startswith(" ")
                if key.strip(WHITE_SPACE) == syntax["key"] and not (after_space and signatures):
                    raise malformed(name, "field")
                joined |= after_space
            if joined:
                raise Refused("duplicate_header", header=name)
            its_time = text
            if "field" in self.timestamp and signatures:
                its_times = [content_text for key, _, content_text in fields if key == self.timestamp["field"]]
                if len(its_times) > 1:
                    raise Refused("duplicate_header", header=name)
                its_time = its_times[0] if its_times else None
            found += [(signature, its_time) for signature in signatures]
        return found

    def _read_list(self, name, value, syntax, text):
        prefix = syntax.get("prefix", "")
        if not value.startswith(prefix):
            raise malformed(name, "prefix")
        entries = _split(value[len(prefix) :], syntax)
        if comma_separates(self.scheme) and any(entry.startswith(" ") for entry in entries):
            raise Refused("duplicate_header", header=name)
        if "position" in self.timestamp:
            at = self.timestamp["position"] - 1
            text, entries = (entries[at], entries[:at] + entries[at + 1 :]) if at < len(entries) else (None, [])
        tag = syntax.get("tag", "")
        return [(entry[len(tag) :], text) for entry in entries if entry.startswith(tag)]

    def _read_times(self):
        """Parses the timestamp of each candidate. Refuses the request if a timestamp cannot be parsed."""
        if not any(place in self.timestamp for place in ("header", "field", "position")):
            self.candidates = [(signature, "", None) for signature, _ in self.candidates]
            return
        header = self.timestamp.get("header", self.signature_header)
        timed = []
        for signature, text in self.candidates:
            if text is None:
                raise malformed(header, "field_missing")
            time = times.parse(text, self.timestamp["unit"])
            if time is None:
                raise malformed(header, "timestamp")
            timed.append((signature, text, time))
        self.candidates = timed


def _split(text, syntax):
    """Returns the texts between separators. If the syntax allows white space after a separator, it is removed."""
    entries = text.split(syntax["separator"])
    return [entries[0], *(entry.lstrip(WHITE_SPACE) for entry in entries[1:])] if syntax.get("optionalSpace") else entries
