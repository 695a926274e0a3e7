"""A table of real-life sentences with exactly what each one says."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.service import ServiceCategory
from bot.parsing import DayPart, Doubt, ServiceSentence, read_service

TODAY = date(2026, 11, 20)
ROWS = [
    [cell.strip() for cell in line.split(" | ")]
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _expected(cells: list[str]) -> ServiceSentence:
    day, start, minutes, place, category, words, people, part, doubts = (
        "" if cell == "-" else cell for cell in cells
    )
    return ServiceSentence(
        day=date.fromisoformat(day if len(day) > 5 else f"2026-{day}") if day else None,
        start=int(start[:2]) * 60 + int(start[3:]) if start else None,
        minutes=int(minutes) if minutes else None,
        place=place or None,
        category=ServiceCategory(category) if category else None,
        words=words,
        people=tuple(people.split(",")) if people else (),
        day_part=DayPart(part) if part else None,
        doubts=tuple(Doubt(*doubt.split(" ", 1)) for doubt in doubts.split("; ")) if doubts else (),
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_sentence(row: list[str]) -> None:
    assert read_service(row[0].replace("⏎", "\n"), TODAY) == _expected(row[1:])


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 200


@pytest.mark.parametrize(
    ("today", "said", "day"),
    [
        (date(2027, 1, 3), "12月30日扫雪", date(2026, 12, 30)),
        (date(2026, 12, 20), "1月5日扫雪", date(2026, 1, 5)),
        (date(2026, 11, 20), "12月21日扫雪", date(2026, 12, 21)),
        (date(2026, 11, 20), "12月22日扫雪", date(2025, 12, 22)),
        (date(2027, 1, 3), "昨天扫雪", date(2027, 1, 2)),
        (date(2027, 1, 3), "上个月18号扫雪", date(2026, 12, 18)),
        (date(2027, 1, 3), "上周六扫雪", date(2026, 12, 26)),
        (date(2027, 1, 3), "去年12月5日扫雪", date(2026, 12, 5)),
        (date(2028, 3, 1), "2月29日扫雪", date(2028, 2, 29)),
        (date(2029, 1, 9), "2月29日扫雪", date(2028, 2, 29)),
        (date(2026, 11, 22), "上周日扫雪", date(2026, 11, 15)),
        (date(2026, 11, 22), "周日扫雪", date(2026, 11, 22)),
        (date(2026, 11, 22), "last Sunday cleaning", date(2026, 11, 15)),
        (date(2026, 11, 20), "明天扫雪", date(2026, 11, 21)),
        (date(2026, 11, 20), "下周三扫雪", date(2026, 11, 25)),
    ],
)
def test_day_seen_from(today: date, said: str, day: date) -> None:
    assert read_service(said, today).day == day
