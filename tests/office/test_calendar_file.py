"""An appointment as a calendar reads it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.office.calendar_file import LONGEST_LINE, Appointment, calendar_file

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
START = NOW + timedelta(days=5)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200)


def read(data: bytes) -> dict[str, str]:
    """The properties of the file, unfolded and unescaped as RFC 5545 says."""
    found = {}
    for line in data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        plain, marked = "", False
        for one in value:
            if marked:
                plain, marked = plain + ("\n" if one == "n" else one), False
            elif one == "\\":
                marked = True
            else:
                plain += one
        found[name] = plain
    return found


@given(words, words, words)
def test_what_was_said_is_read_again(title: str, place: str, notes: str) -> None:
    data = calendar_file(Appointment("meeting-7@zhibu", START, title, place, notes, 2), NOW)
    seen = read(data)
    assert (seen["SUMMARY"], seen["LOCATION"], seen.get("DESCRIPTION", "")) == (title, place, notes)
    assert (seen["DTSTART"], seen["DTSTAMP"]) == ("20261125T070000Z", "20261120T070000Z")
    assert (seen["UID"], seen["SEQUENCE"]) == ("meeting-7@zhibu", "2")
    assert all(len(line) <= LONGEST_LINE for line in data.split(b"\r\n"))
