"""The formats of timestamps, to the millisecond. Each format is parsed here, because Python's own parsers accept too much."""

import calendar
import datetime
import re

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MOST = 2**63 - 1
# For the unit `s_or_ms`, the smallest number that is read as milliseconds. In seconds, it is a time in the year 5138.
MILLIS_FROM = 10**11
DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?", re.ASCII)
HTTP = re.compile(r"(\w{3}), (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT", re.ASCII)


def parse(text, unit):
    """Returns milliseconds since the Unix epoch, or None if the text is not a timestamp in this unit."""
    if unit in ("s", "ms", "s_or_ms"):
        if not re.fullmatch(r"[0-9]+", text, re.ASCII):
            return None
        in_seconds = unit == "s" or unit == "s_or_ms" and int(text) < MILLIS_FROM
        return min(int(text) * (1000 if in_seconds else 1), MOST)
    return _http_date(text) if unit == "http_date" else _dated(text, zone_optional=unit == "iso8601")


def _dated(text, zone_optional):
    found = DATED.fullmatch(text)
    if not found or not (found[8] or zone_optional):
        return None
    point = _seconds(*(int(found[at]) for at in range(1, 7)))
    if point is None:
        return None
    millis = int(((found[7] or "") + "000")[:3])
    zone = found[8] or "Z"
    offset = 0
    if zone != "Z":
        hours, minutes = int(zone[1:3]), int(zone[4:6])
        if hours > 23 or minutes > 59:
            return None
        offset = (hours * 60 + minutes) * (1 if zone[0] == "+" else -1)
    return (point - offset * 60) * 1000 + millis


def _http_date(text):
    found = HTTP.fullmatch(text)
    if not found or found[3] not in MONTHS:
        return None
    date = (int(found[4]), MONTHS.index(found[3]) + 1, int(found[2]))
    point = _seconds(*date, *(int(found[at]) for at in (5, 6, 7)))
    if point is None or DAYS[calendar.weekday(*date)] != found[1]:
        return None
    return point * 1000


def _seconds(year, month, day, hour, minute, second):
    try:
        return calendar.timegm(datetime.datetime(year, month, day, hour, minute, second).timetuple())
    except ValueError:
        return None


def write(millis, unit):
    """Returns the text of a timestamp as a provider writes it."""
    if unit in ("s", "ms", "s_or_ms"):
        return str(millis if unit == "ms" else millis // 1000)
    point = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=millis)
    if unit == "http_date":
        day, month = DAYS[point.weekday()], MONTHS[point.month - 1]
        return f"{day}, {point.day:02} {month} {point.year:04} {point:%H:%M:%S} GMT"
    return point.isoformat(timespec="milliseconds") + ("Z" if unit == "rfc3339" else "")
