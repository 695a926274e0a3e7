"""How a vote was counted, in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.votes import Counted, read_count


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("赞成12 反对1 弃权0", Counted(12, 1)),
        ("12票赞成，1票反对", Counted(12, 1)),
        ("１２人赞成、２人弃权。", Counted(12, 0, 2)),
        ("不同意3 同意5", Counted(5, 3)),
        ("赞成十二人 反对两人", Counted(12, 2)),
        ("弃权无 赞成8", Counted(8)),
        ("贊成8，反對1，棄權1", Counted(8, 1, 1)),
        ("12:1:0", Counted(12, 1)),
        ("12 for, 1 against, 2 abstained", Counted(12, 1, 2)),
        ("in favour 12 against 1", Counted(12, 1)),
        ("全票通过", Counted(everybody=True)),
        ("一致同意。", Counted(everybody=True)),
        ("All in favour", Counted(everybody=True)),
    ],
)
def test_said_clearly(text: str, counted: Counted) -> None:
    assert read_count(text) == counted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "赞成",
        "12",
        "12 1",
        "12 1 0 3",
        "反对3",
        "赞成12 反对",
        "赞成12张三",
        "赞成3 赞成4",
        "赞成1.5",
        "大多数同意",
    ],
)
def test_not_said_clearly(text: str) -> None:
    assert read_count(text) is None


_NUMBERS = st.integers(0, 999)
_SIDES = st.permutations([("赞成", "for"), ("反对", "against"), ("弃权", "abstained")])


@given(_SIDES, st.tuples(_NUMBERS, _NUMBERS, _NUMBERS), st.booleans(), st.sampled_from([0, 1]))
def test_what_is_printed_is_read(
    sides: list[tuple[str, str]], numbers: tuple[int, int, int], number_first: bool, language: int
) -> None:
    said = dict(zip(("赞成", "反对", "弃权"), numbers, strict=True))
    parts = [
        f"{said[names[0]]} {names[language]}" if number_first else f"{names[language]} {said[names[0]]}"
        for names in sides
    ]
    assert read_count("，".join(parts)) == Counted(*numbers)


@given(st.text(max_size=40))
def test_anything_is_read_calmly(text: str) -> None:
    read_count(text)
