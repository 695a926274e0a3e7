"""One appointment as a file that every calendar reads (iCalendar, RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST_LINE = 75  # octets, RFC 5545 section 3.1
_PRODUCT = "-//zhibu//zhibu//ZH"


@dataclass(frozen=True, slots=True)
class Appointment:
    """``uid`` stays the same when it changes, and ``revision`` grows: so a calendar moves what it has.

    Of a meeting only the start is known; it is taken to last ``hours``.
    """

    uid: str
    start: datetime
    title: str
    place: str
    notes: str = ""
    revision: int = 0
    hours: int = 1


def calendar_file(one: Appointment, now: datetime) -> bytes:
    """The bytes of an .ics file made at ``now``."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_text(one.uid)}",
        f"SEQUENCE:{one.revision}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(one.start)}",
        f"DURATION:PT{one.hours}H",
        f"SUMMARY:{_text(one.title)}",
        f"LOCATION:{_text(one.place)}",
        *([f"DESCRIPTION:{_text(one.notes)}"] if one.notes else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(one for one in words if one >= " ")


def _folded(line: str) -> str:
    """The line in pieces of so many octets, none of which ends within a character."""
    pieces, room = [""], LONGEST_LINE
    for one in line:
        size = len(one.encode())
        if size > room:
            pieces.append("")
            room = LONGEST_LINE - 1  # the space that a further piece begins with
        pieces[-1] += one
        room -= size
    return "\r\n ".join(pieces)
