"""Pledges as people say them: what is promised, by when; and printed ones are read as they were meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pledges import PledgeKind, last_day
from bot.parsing.pledge import looks_like_pledge, read_pledge
from bot.parsing.pledge_days import read_due

TODAY = date(2026, 11, 21)


def seen(text: str) -> list[tuple[str, str]]:
    """Words and day of each item; for a day that is none, why."""
    return [
        (one.words, str(one.due_on) if one.due_on else one.doubt.code if one.doubt else "?")
        for one in read_pledge(text, TODAY).items
    ]


DEC_20, NOV_30, YEAR_END = "2026-12-20", "2026-11-30", "2026-12-31"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("12月20日前帮扶2户困难家庭，月底前宣讲3次", [("帮扶2户困难家庭", DEC_20), ("宣讲3次", NOV_30)]),
        ("帮扶2户，12月20日前完成；宣讲3次，月底前完成", [("帮扶2户", DEC_20), ("宣讲3次", NOV_30)]),
        ("12月20日前帮扶2户月底前宣讲3次", [("帮扶2户", DEC_20), ("宣讲3次", NOV_30)]),
        ("在12.20前帮扶2户，每周走访一次", [("帮扶2户，每周走访一次", DEC_20)]),
        (
            "年底前：\n1. 帮扶2户\n2、宣讲3次\n③ 明年3月底前 清扫河道",
            [("帮扶2户", YEAR_END), ("宣讲3次", YEAR_END), ("清扫河道", "2027-03-31")],
        ),
        ("每月走访困难户2次", [("每月走访困难户2次", YEAR_END)]),
        ("每月15日前收齐党费", [("每月15日前收齐党费", YEAR_END)]),
        ("20日前交表；七一前慰问老党员", [("交表", DEC_20), ("慰问老党员", "2027-06-30")]),
        ("两周内看望张大爷；三个月内学完50课", [("看望张大爷", "2026-12-05"), ("学完50课", "2027-02-21")]),
        ("下周五前走访，明天打扫卫生", [("走访", "2026-11-27"), ("打扫卫生", "2026-11-22")]),
        ("12月20日前捐款1,000元，打扫3.5小时", [("捐款1,000元，打扫3.5小时", DEC_20)]),
        ("明年底前培养5名积极分子", [("培养5名积极分子", "2027-12-31")]),
        # Nothing is guessed, and nothing is lost.
        ("帮扶2户困难家庭", [("帮扶2户困难家庭", "?")]),
        ("12月20日前帮扶2户；宣讲3次", [("帮扶2户", DEC_20), ("宣讲3次", "?")]),
        ("13月40日前帮扶2户", [("帮扶2户", "date-impossible")]),
        ("2月30日前扫雪", [("扫雪", "date-impossible")]),
        ("12月20日25点前帮扶2户", [("帮扶2户", "time-impossible")]),
        ("25:00前宣讲3次", [("25:00前宣讲3次", "?")]),
        ("10月1日前扫雪", [("扫雪", "2026-10-01")]),  # over: the form says so
        ("年终总结；年底总结工作", [("年终总结", "?"), ("年底总结工作", "?")]),
        ("参加12月4日的宣讲", [("参加12月4日的宣讲", "?")]),
        ("；；，。", []),
        (
            "Help 2 families by Dec. 20, 2026, give 3 talks by the end of the month."
            " Plant trees within two weeks.",
            [("Help 2 families", DEC_20), ("give 3 talks", NOV_30), ("Plant trees", "2026-12-05")],
        ),
        ("visit 3 elders every month", [("visit 3 elders every month", YEAR_END)]),
    ],
)
def test_what_is_promised_and_by_when(text: str, items: list[tuple[str, str]]) -> None:
    assert seen(text) == items


@pytest.mark.parametrize(
    ("text", "kind", "name", "of_branch", "first"),
    [
        ("我承诺：12月20日前帮扶2户", None, "", False, "帮扶2户"),
        ("岗位承诺：月底前办好窗口业务", PledgeKind.POST, "", False, "办好窗口业务"),
        ("替李秀英同志承诺月底前看望老人", None, "李秀英", False, "看望老人"),
        ("支部承诺年底前修好路灯", None, "", True, "修好路灯"),
        ("on behalf of 李秀英: visit 3 elders by Dec 20", None, "李秀英", False, "visit 3 elders"),
        ("I pledge to read 2 books by Dec 20", None, "", False, "read 2 books"),
    ],
)
def test_whose_it_is_and_of_which_kind(
    text: str, kind: PledgeKind | None, name: str, of_branch: bool, first: str
) -> None:
    read = read_pledge(text, TODAY)
    assert (read.kind, read.name, read.is_of_branch, read.items[0].words) == (kind, name, of_branch, first)
    assert looks_like_pledge(text) == ("岗位" not in text)


@pytest.mark.parametrize(
    "text", ["承诺", "承诺书在哪里", "我承诺过什么吗？", "今天扫雪2小时", "我们支部有承诺吗"]
)
def test_what_is_no_pledge(text: str) -> None:
    assert not looks_like_pledge(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12月20日", DEC_20),
        ("20号前吧", DEC_20),
        ("月底", NOV_30),
        ("by Friday", "2026-11-27"),
        ("2027-01-05", "2027-01-05"),
        ("三天后", "2026-11-24"),
        ("不知道", None),
        ("12月20日或12月25日", None),
    ],
)
def test_a_day_in_answer(text: str, day: str | None) -> None:
    said = read_due(text, TODAY)
    assert (str(said.day) if said else None) == day


WORDS = st.builds(
    lambda verb, count, what: f"{verb}{count}{what}",
    st.sampled_from(("帮扶", "走访", "宣讲", "看望", "打扫", "培训")),
    st.integers(1, 99),
    st.sampled_from(("户困难家庭", "次", "位老人，送去慰问品", "条街", "名新同志（含预备党员）", "次 <b>&")),
)
ITEMS = st.lists(st.tuples(WORDS, st.dates(TODAY, last_day(TODAY))), min_size=1, max_size=8)


def printed_day(day: date) -> str:
    return f"{day.month}月{day.day}日" if day.year == TODAY.year else f"{day.year}年{day.month}月{day.day}日"


@settings(max_examples=60)
@given(ITEMS, st.sampled_from(("；", "\n", "。\n")), st.booleans(), st.booleans())
def test_what_is_printed_is_read_as_it_was_meant(
    items: list[tuple[str, date]], between: str, day_first: bool, numbered: bool
) -> None:
    lines = [
        f"{printed_day(day)}前{words}" if day_first else f"{words}，{printed_day(day)}前完成"
        for words, day in items
    ]
    if numbered:
        lines = [f"{number}、{line}" for number, line in enumerate(lines, 1)]
    read = read_pledge(between.join(lines), TODAY)
    assert [(one.words, one.due_on) for one in read.items] == items


@settings(max_examples=40)
@given(st.text("承诺前底月日年12每周，；。：\n abyDec25点:替支部<>&𠮷", max_size=80))
def test_anything_can_be_read(text: str) -> None:
    for one in read_pledge(text, TODAY).items:
        assert one.words.strip()
        assert one.due_on is None or abs(one.due_on - TODAY) < timedelta(days=200_000_000)
    read_due(text, TODAY)
