"""Words are fitted to their places, and nothing on a picture lies over anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cards import Card, PledgeCard, PledgedItem, Proof, Share, Tile
from bot.render.canvas import WIDTH, Canvas
from bot.render.drawing import drawn
from bot.render.fitting import ELLIPSIS, NOT_FIRST, NOT_LAST, fitted, wrapped
from bot.render.typeface import Typeface, shipped
from tests.render.gallery import CARDS, LONG_BRANCH, MINORITY

MARGIN = 24  # pixels that stay free at every side
LEAST = 20  # pixels of the smallest type


def overlaps(canvas: Canvas) -> list[str]:
    """Lines that lie over each other or over a code, or stand outside."""
    wrong = [
        f"outside: {box}"
        for box in canvas.boxes
        if box.left < MARGIN
        or box.left + box.width > WIDTH - MARGIN
        or box.top < MARGIN
        or box.top + box.height > canvas.height - MARGIN
    ]
    for one, other in combinations(canvas.boxes, 2):
        beside = one.left + one.width <= other.left or other.left + other.width <= one.left
        # A line's box has air above and below its characters.
        slack = 0.06 * (one.height if one.text else 0) + 0.06 * (other.height if other.text else 0)
        apart = one.top + one.height <= other.top + slack or other.top + other.height <= one.top + slack
        if not (beside or apart):
            wrong.append(f"{one} over {other}")
    return wrong


@pytest.mark.parametrize("name", CARDS)
def test_nothing_overlaps_on_the_cards_that_are_kept(name: str) -> None:
    canvas = drawn(CARDS[name])
    assert overlaps(canvas) == []
    assert all(box.height >= LEAST for box in canvas.boxes)
    assert canvas.missing() == set()


NAMES = st.sampled_from(
    [
        "李",
        "王珺",
        "欧阳喆堃",
        "司马相如翀",
        "阿依古丽·买买提",
        MINORITY,
        "Wolfeschlegelsteinhausen",
        "陈龑" * 6,
    ]
)
BRANCHES = st.sampled_from(["红星村党支部", LONG_BRANCH, "Party branch of Riverside Community", "支" * 40])
LINES = st.sampled_from(["", "服务 21 次，46.5 小时", "一" * 45, "Served 21 times, 46.5 hours in all " * 2])
PROOFS = st.sampled_from([None, Proof("https://t.me/a_bot?start=v_K7M2QX94TB", "K7M2Q-X94TB", "扫码验真")])
ITEM = st.builds(
    PledgedItem, st.sampled_from(["清扫", "帮扶" * 40, "Visit " * 12]), st.sampled_from(["", "12月20日前"])
)
FIELDS: Mapping[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["星级卡", "五星级党员示范户", "Certificate of voluntary service"]),
    "name": NAMES,
    "who": NAMES | BRANCHES,
    "branch": BRANCHES,
    "issuer": BRANCHES,
    "line": LINES,
    "note": LINES,
    "proof": PROOFS,
    "items": st.lists(ITEM, min_size=1, max_size=9).map(tuple),
    "body": st.lists(LINES, min_size=1, max_size=3).map(tuple),
    "tiles": st.lists(st.sampled_from([Tile("1,234.5", "小时"), Tile("★", "星" * 12)]), max_size=4).map(
        tuple
    ),
    "shares": st.lists(st.builds(Share, BRANCHES, st.integers(0, 9), st.just(9)), max_size=14).map(tuple),
    "kept": st.booleans(),
}


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_nothing_overlaps_whatever_people_are_called(data: st.DataObject) -> None:
    card: Card = data.draw(st.sampled_from([*CARDS.values()]))
    held = {field: FIELDS[field] for field in FIELDS if hasattr(card, field)}
    changed = {field: data.draw(values, label=field) for field, values in held.items()}
    assert overlaps(drawn(replace(card, **changed))) == []  # type: ignore[type-var]


def test_a_minority_name_breaks_at_its_dot_or_between_characters() -> None:
    block = fitted(MINORITY, 600, 90, 60, 2)
    assert "".join(block.lines) == MINORITY
    assert len(block.lines) == 2
    assert not any(line.startswith("·") for line in block.lines)
    assert block.width <= 600


@given(st.text(alphabet="王中，。（）《》a1 b·", min_size=1, max_size=60), st.integers(200, 900))
@settings(max_examples=150, deadline=None)
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    size = 40
    lines = wrapped(text, width, size)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert shipped().width(line, size) <= width + 1e-6


def test_punctuation_stays_with_its_words() -> None:
    lines = wrapped("帮扶困难家庭（两户），每月上门一次；清扫广场。" * 3, 400, 40)
    assert not any(line[0] in NOT_FIRST or line[-1] in NOT_LAST for line in lines)
    assert wrapped("全年服务 27 次", 250, 40) == ("全年服务", "27 次")


def test_too_much_is_cut_with_an_ellipsis() -> None:
    block = fitted("很" * 200, 400, 50, 30, 2)
    assert len(block.lines) == 2
    assert block.size == 30
    assert block.lines[-1].endswith(ELLIPSIS)
    assert block.width <= 400


def test_markup_and_control_characters_are_only_text() -> None:
    pledge = CARDS["pledge"]
    assert isinstance(pledge, PledgeCard)
    svg = drawn(replace(pledge, who="<b>&\x00\ud800\n李")).svg()
    assert "&lt;b&gt;&amp; 李" in svg


def test_characters_that_turn_the_writing_round_are_left_out() -> None:
    pledge = CARDS["pledge"]
    assert isinstance(pledge, PledgeCard)
    svg = drawn(replace(pledge, who="王\u202e五李\u2066张")).svg()
    assert ">王五李张<" in svg


@pytest.mark.parametrize("letter", ["W", "1", "，", "汉", "·"])
def test_whatever_somebody_types_is_fitted_by_measuring_little(
    letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One card must not keep everybody else waiting: nothing is measured again and again."""
    measured = 0
    width = Typeface.width

    def counting(self: Typeface, text: str, size: float) -> float:
        nonlocal measured
        measured += len(text)
        return width(self, text, size)

    monkeypatch.setattr(Typeface, "width", counting)
    block = fitted(letter * 20_000, 900, 60, 30, 3)
    assert len(block.lines) <= 3
    assert block.lines[-1].endswith(ELLIPSIS)
    assert measured < 400_000
