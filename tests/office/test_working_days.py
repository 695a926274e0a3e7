"""On which days people work: known, guessed, and known better here."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.office.working_days import WorkingDays

UNKNOWN = date(2090, 1, 2)  # a Monday


def loaded(folder: Path, text: str) -> WorkingDays:
    path = folder / "days.csv"
    path.write_text(text, "utf-8")
    return WorkingDays.load(path)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),  # a Saturday that is worked for the days off before
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
    ],
)
def test_the_calendar_is_the_governments(day: date, works: bool) -> None:
    days = WorkingDays.load(None)
    assert (days.is_working(day), days.is_provisional(day)) == (works, False)


def test_of_an_unknown_year_weekdays_are_taken() -> None:
    days = WorkingDays()
    for later in range(7):
        day = UNKNOWN + timedelta(days=later)
        assert (days.is_working(day), days.is_provisional(day)) == (later < 5, True)
    assert not days.is_working(date(1999, 10, 2))


def test_a_place_may_know_better(tmp_path: Path) -> None:
    days = loaded(
        tmp_path, "\ufeffday,work|rest\n# 春节\n2090-01-02, REST \n\n2090-01-07,work\n2026-10-01,work\n"
    )
    assert not days.is_working(UNKNOWN)
    assert not days.is_provisional(UNKNOWN)
    assert days.is_working(date(2090, 1, 7))
    assert days.is_working(date(2026, 10, 1))
    assert days.is_provisional(date(2090, 1, 3))


@pytest.mark.parametrize("wrong", ["2026-13-01,work", "2026-10-01,holiday", "2026-10-01", "a,b,c", "x,rest"])
def test_a_wrong_line_is_named(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(SettingsError, match="ZHIBU_WORKING_DAYS_FILE: line 2 "):
        loaded(tmp_path, f"2026-10-01,rest\n{wrong}\n")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ZHIBU_WORKING_DAYS_FILE: cannot be read"):
        WorkingDays.load(tmp_path / "none.csv")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError):
        WorkingDays.load(tmp_path / "binary.csv")
