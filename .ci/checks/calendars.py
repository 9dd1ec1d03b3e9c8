#!/usr/bin/env python3
"""calendars.py FOLDER: reads every .ics file in a folder, and holds each to what calendars rely on (RFC 5545, RFC 5546).

Each is read by the icalendar library and, line by line, as octets. A time zone must say of every hour of the years that the
file's meetings are in what the system's own tables say. Files of one meeting must have one UID and a SEQUENCE of their own,
and what comes later in the alphabet must not go back. Prints what is wrong and exits 1.
"""

import bisect
import collections
import datetime
import pathlib
import sys
import zoneinfo

import icalendar

HOUR = datetime.timedelta(hours=1)
UTC = datetime.timezone.utc
ONCE = {"VERSION", "PRODID", "METHOD"}
NEEDED = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "ORGANIZER"}


def lines_are_right(octets):
    """What no parser is strict about: CRLF, 75 octets, whole characters."""
    if not octets.endswith(b"END:VCALENDAR\r\n"):
        yield "does not end with a whole line"
    for line in octets.split(b"\r\n"):
        if len(line) > 75:
            yield f"{len(line)} octets in {line!r}"
        if b"\r" in line or b"\n" in line:
            yield f"a line break of its own in {line!r}"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"half a character in {line!r}"


def zone_is_right(zone, years):
    """Every hour of the years, as this zone has it and as the system has it."""
    name = str(zone["TZID"])
    real = zoneinfo.ZoneInfo(name)
    times, infos = zone.get_transitions()
    at = datetime.datetime(min(years), 1, 1)
    while at.year <= max(years):
        offset, _, abbreviation = infos[max(bisect.bisect_right(times, at) - 1, 0)]
        there = at.replace(tzinfo=UTC).astimezone(real)
        if (offset, abbreviation) != (there.utcoffset(), there.tzname()):
            return f"{name} at {at} UTC: {offset} {abbreviation}, and not {there.utcoffset()} {there.tzname()}"
        at += HOUR
    return None


def event_is_right(event, method):
    missing = NEEDED - set(event)
    if missing:
        yield f"without {', '.join(sorted(missing))}"
        return
    start, end = event["DTSTART"], event["DTEND"]
    if start.params.get("TZID") is None or start.params.get("TZID") != end.params.get("TZID"):
        yield "its times are of no zone, or of two"
    if not start.dt < end.dt:
        yield "it ends before it begins"
    if event["DTSTAMP"].dt.utcoffset() != datetime.timedelta(0):
        yield "its stamp is not UTC"
    if (method == "CANCEL") and event["STATUS"] != "CANCELLED":
        yield "called off, and not so"


def read(path):
    """One file: its faults, and the UID and SEQUENCE of each of its meetings."""
    octets = path.read_bytes()
    faults = list(lines_are_right(octets))
    calendars = icalendar.Calendar.from_ical(octets, multiple=True)
    if len(calendars) != 1:
        return [*faults, f"{len(calendars)} calendars"], []
    calendar = calendars[0]
    faults += [f"without {name}" for name in sorted(ONCE - set(calendar))]
    method = str(calendar.get("METHOD"))
    if method not in ("PUBLISH", "CANCEL"):
        faults.append(f"method {method}")
    events = list(calendar.walk("VEVENT"))
    for part in calendar.walk():
        faults += [f"{part.name}: {error}" for error in part.errors]
    for event in events:
        faults += [f"{event.get('UID')}: {fault}" for fault in event_is_right(event, method)]
    zones = list(calendar.walk("VTIMEZONE"))
    named = {event["DTSTART"].params.get("TZID") for event in events}
    if {str(zone["TZID"]) for zone in zones} != named:
        faults.append(f"zones {[str(zone['TZID']) for zone in zones]} for {named}")
    years = {event["DTSTART"].dt.year for event in events}
    faults += [fault for fault in (zone_is_right(zone, years) for zone in zones) if fault]
    return faults, [(str(event["UID"]), int(event["SEQUENCE"])) for event in events]


def main(folder):
    faults, sequences = [], collections.defaultdict(list)
    paths = sorted(pathlib.Path(folder).glob("*.ics"))
    for path in paths:
        found, meetings = read(path)
        faults += [f"{path.name}: {fault}" for fault in found]
        for uid, sequence in meetings:
            # Files are named for their reader, and numbered in the order in which they came.
            sequences[path.name.split("-")[0], uid].append(sequence)
    for (reader, uid), rising in sequences.items():
        if reader != "feed" and any(later <= before for before, later in zip(rising, rising[1:])):
            faults.append(f"{uid} for {reader}: sequences {rising}")
    if not paths:
        faults.append("no calendars at all")
    print("\n".join(faults) or f"{len(paths)} calendars read")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
