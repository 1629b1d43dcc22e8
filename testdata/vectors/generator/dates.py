"""Vectors of RFC 3339 timestamps: valid timestamps, and invalid ones that resemble them."""

from .shapes import BODY, DATED, NOTHING, NOW, timed


def add_to(file):
    """Adds the vectors to a file. NOW is 2024-02-27T20:00:00Z."""
    for title, text, at in [
        ("utc", "2024-02-27T20:00:00Z", NOW),
        ("millis", "2024-02-27T20:00:00.250Z", NOW + 0.25),
        ("nanos", "2024-02-27T20:00:00.250999999Z", NOW + 0.25),
        ("east", "2024-02-28T01:30:00+05:30", NOW),
        ("west", "2024-02-27T12:00:00-08:00", NOW),
        ("unknown-offset", "2024-02-27T20:00:00-00:00", NOW),
    ]:
        file.ok(f"date-{title}", "RFC 3339, section 5.6", timed(text, BODY, "|"), BODY, scheme=DATED, timestamp=at, **NOTHING)
    facts = {"header": "x-acme-timestamp", "reason": "timestamp"}
    for title, text in [
        ("lower-case", "2024-02-27t20:00:00z"),
        ("space", "2024-02-27 20:00:00Z"),
        ("no-zone", "2024-02-27T20:00:00"),
        ("no-seconds", "2024-02-27T20:00Z"),
        ("date-only", "2024-02-27"),
        ("short-fields", "2024-2-27T20:00:00Z"),
        ("basic", "20240227T200000Z"),
        ("month-13", "2024-13-27T20:00:00Z"),
        ("month-0", "2024-00-27T20:00:00Z"),
        ("day-30-february", "2024-02-30T20:00:00Z"),
        ("day-29-february", "2023-02-29T20:00:00Z"),
        ("hour-24", "2024-02-27T24:00:00Z"),
        ("minute-60", "2024-02-27T19:60:00Z"),
        ("leap-second", "2024-02-27T19:59:60Z"),
        ("point-alone", "2024-02-27T20:00:00.Z"),
        ("comma", "2024-02-27T20:00:00,5Z"),
        ("offset-short", "2024-02-27T20:00:00+00"),
        ("offset-basic", "2024-02-27T20:00:00+0000"),
        ("offset-24", "2024-02-28T20:00:00+24:00"),
        ("sign", "+2024-02-27T20:00:00Z"),
        ("trailing", "2024-02-27T20:00:00Z[UTC]"),
        ("seconds", str(NOW)),
        ("words", "Tue, 27 Feb 2024 20:00:00 GMT"),
    ]:
        why = "Date.parse takes almost anything, and each engine something else"
        # The last text has a comma and a space, and is therefore refused as two joined headers.
        code, more = ("duplicate_header", {"header": "x-acme-timestamp"}) if ", " in text else ("malformed_header", facts)
        file.refused(f"date-{title}", why, timed(text, BODY, "|"), BODY, code, scheme=DATED, **more)
