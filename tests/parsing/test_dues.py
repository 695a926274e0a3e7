"""Sums of money, sentences for the calculator, and lists of who has paid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dues import MOST_BASE, Payer, yuan
from bot.parsing.dues import Paid, read_asked, read_list, read_rates, read_sum

FEN = st.integers(0, MOST_BASE)
SURNAMES, GIVEN = "张王李赵刘陈杨周", "明芳强丽军敏静秀英建国"
NAMES = st.builds(
    lambda surname, given: surname + "".join(given),
    st.sampled_from(SURNAMES),
    st.lists(st.sampled_from(GIVEN), min_size=1, max_size=2),
)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("4200", 420_000),
        ("4,200.50元", 420_050),
        ("４２００", 420_000),
        ("¥ 3000", 300_000),
        ("三千", 300_000),
        ("三千五", 350_000),
        ("四千二百三十五块", 423_500),
        ("一万二", 1_200_000),
        ("一萬零五百圓", 1_050_000),
        ("1.2万", 1_200_000),
        ("3千5百", 350_000),
        ("0", 0),
    ],
)
def test_sums_as_people_write_them(text: str, fen: int) -> None:
    assert read_sum(text).fen == fen


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("-1", "negative"),
        ("−1", "negative"),
        ("1000000000", "large"),
        ("1e9", "unclear"),
        ("abc", "unclear"),
        ("", "unclear"),
        ("4200.555", "unclear"),
        ("1.2.3万", "unclear"),
        ("万", "unclear"),
        ("9" * 4000, "unclear"),
        ("百" * 4000, "unclear"),
    ],
)
def test_what_is_no_sum(text: str, problem: str) -> None:
    assert (read_sum(text).fen, read_sum(text).problem) == (None, problem)


@given(FEN, st.sampled_from(["", "元", " yuan", "块钱"]))
def test_a_sum_that_is_written_is_read(fen: int, unit: str) -> None:
    assert read_sum(yuan(fen) + unit).fen == fen
    whole, dot, cents = yuan(fen).partition(".")
    assert read_sum(f"{int(whole):,}{dot}{cents}").fen == fen


@pytest.mark.parametrize(
    ("text", "payer", "fen"),
    [
        ("算党费 4200", None, 420_000),
        ("算黨費4200元", None, 420_000),
        ("党费 4200", None, 420_000),
        ("帮我算一下党费，退休金3500", Payer.RETIRED, 350_000),
        ("退休金3500交多少党费", Payer.RETIRED, 350_000),
        ("我每月工资六千五，党费要交多少？", Payer.WAGE, 650_000),
        ("calculate dues 4200 retired", Payer.RETIRED, 420_000),
        ("How much are my dues for 4200?", None, 420_000),
        ("党费怎么算", None, None),
        ("农民党员党费交多少", Payer.FARMER, None),
        ("学生算党费", Payer.STUDENT, None),
    ],
)
def test_what_is_to_be_reckoned(text: str, payer: Payer | None, fen: int | None) -> None:
    found = read_asked(text)
    assert found is not None
    assert (found.payer, found.sum.fen if found.sum else None) == (payer, fen)


@pytest.mark.parametrize(
    "text",
    [
        "昨天在社区收党费2小时",
        "今天帮王大爷交党费",
        "党费 谢谢",
        "dues abc",
        "您好",
        "",
        "算党费" + "9" * 100,
    ],
)
def test_what_is_not_for_the_calculator(text: str) -> None:
    assert read_asked(text) is None


def test_a_sum_that_cannot_be_read_is_still_for_the_calculator() -> None:
    for text, problem in (
        ("算党费 abc", "unclear"),
        ("算党费 -1", "negative"),
        ("算党费 999999999", "large"),
    ):
        found = read_asked(text)
        assert found is not None
        assert found.sum is not None
        assert found.sum.problem == problem


def test_a_list_as_it_is_pasted() -> None:
    text = (
        "张三 42\n李四\n3. 王五：30元\n赵六\t25.5\n老周、李秀英、刘敏\n(5) 陈建国 1,200\nZhang San 42.5\n\n"
        "王三千\n· 孙武42元 \n欧阳娜娜 三十元\n周明,42\n李雷，韩梅\n高远 已交\n1\t何静\t15"
    )
    assert read_list(text) == [
        Paid("张三", 42_00),
        Paid("李四", None),
        Paid("王五", 30_00),
        Paid("赵六", 25_50),
        Paid("老周", None),
        Paid("李秀英", None),
        Paid("刘敏", None),
        Paid("陈建国", 1_200_00),
        Paid("Zhang San", 42_50),
        Paid("王三千", None),
        Paid("孙武", 42_00),
        Paid("欧阳娜娜", 30_00),
        Paid("周明", 42_00),
        Paid("李雷", None),
        Paid("韩梅", None),
        Paid("高远", None),
        Paid("何静", 15_00),
    ]


def test_rates_as_they_are_pasted() -> None:
    text = (
        "1. 张三 工资 4200\n李四 退休金3500元\n王五：农民\n赵六\t学生\n"
        "Li Si retired 3,500\n孙七 八千\n周八 在职\n\n"
    )
    found = [(one.name, one.payer, one.base) for one in read_rates(text)]
    assert found == [
        ("张三", Payer.WAGE, 420_000),
        ("李四", Payer.RETIRED, 350_000),
        ("王五", Payer.FARMER, None),
        ("赵六", Payer.STUDENT, None),
        ("Li Si", Payer.RETIRED, 350_000),
        ("孙七 八千", None, None),
        ("周八", Payer.WAGE, None),
    ]


def test_nothing_of_a_list_is_lost() -> None:
    assert read_list("张三 -5\n42\n张三 1e9\n") == [
        Paid("张三 -5", None),
        Paid("42", None),
        Paid("张三 1e9", None),
    ]
    assert read_list("\n \n、，\n") == []


@given(
    st.lists(st.tuples(NAMES, st.none() | FEN), max_size=30),
    st.sampled_from([" ", "\t", "：", " ¥"]),
    st.booleans(),
)
def test_a_list_that_is_printed_is_read(
    lines: list[tuple[str, int | None]], gap: str, numbered: bool
) -> None:
    text = "\n".join(
        (f"{number}. " if numbered else "") + (name if fen is None else f"{name}{gap}{yuan(fen)}")
        for number, (name, fen) in enumerate(lines, 1)
    )
    assert read_list(text) == [Paid(name, fen) for name, fen in lines]


@given(st.text(max_size=300))
def test_anything_at_all_can_be_read(text: str) -> None:
    read_sum(text)
    read_asked(text)
    read_rates(text)
    assert all(one.name for one in read_list(text))
