"""Headings as official texts have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.headings import (
    UNNUMBERED,
    Heading,
    headings,
    is_heading,
    lines,
    opens_section,
    run_in,
    stands_alone,
    summary,
    title,
)
from bot.domain.rich_text import Span, Style
from tests.domain.plans import plan
from tests.domain.records import unhurried


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第一章 总则", 1),
        ("第三部分：怎么做", 1),
        ("第2节", 1),
        ("Section 4: Who helps", 1),
        ("一、为什么做", 2),
        ("十二、附则", 2),
        ("（一）报名", 3),
        ("(三)评比", 3),
        ("第二阶段：集中走访", 3),
        ("1、登记", 4),
        ("12. 公示", 4),
        ("3．值守", 4),
        ("（1）清扫", 5),
        ("(2)核对", 5),
        ("4)慰问", 5),
        ("③讲解", 5),
        ("  一、前面有空格", 2),
    ],
)
def test_numbered_headings(line: str, level: int) -> None:
    assert opens_section(line) == level
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "大家好",
        "二〇二六年十一月二十日",
        "第一书记要到场",
        "第一阶段性成果已经在上个月底之前全部送到镇里请大家尽快核对一遍不要有错",
        "3.5万元",
        "18:30集合",
        "（见附件）",
        "1",
        "十一国庆节放假",
        "一是要早，二是要细",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert not is_heading(line)


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("1、走访要勤。每户每月不少于两次。", "1、走访要勤。"),
        ("(二)联系方式:电话或者上门。找不到人再写条子。", "(二)联系方式:"),
        ("  3.记录清楚；交给组长。", "  3.记录清楚；"),
        ("一、总的要求 全体党员都要按照这份安排来做。不等不靠。", "一、总的要求 "),
        ("1.报名( 2026年11月)。在村部登记。", "1.报名( 2026年11月)。"),
        ("1、" + "很长" * 30 + "。后面", ""),
        ("一、为什么做", ""),
        ("没有编号。后面", ""),
    ],
)
def test_a_heading_with_its_paragraph_on_the_same_line(line: str, head: str) -> None:
    assert line[: run_in(line)] == head


@pytest.mark.parametrize(
    ("line", "below", "alone"),
    [
        ("五月份", "1、召开动员会", True),
        ("东关社区", "为了把今年冬天的工作做好，现在安排如下", True),
        ("村党总支", "二〇二六年十一月", True),
        ("二〇二六年十一月", "很长很长很长的一行字在这个下面", False),
        ("2026年11月20日", "很长很长很长的一行字在这个下面", False),
        ("大家好！", "很长很长很长的一行字在这个下面", False),
        ("具体如下：", "很长很长很长的一行字在这个下面", False),
        ("东关社区", "李秀英", False),
        ("最后一行", "", False),
        ("******", "很长很长很长的一行字在这个下面", False),
        ("很长很长很长的一行字不会是没有编号的标题对不对", "更长" * 30, False),
    ],
)
def test_short_lines(line: str, below: str, alone: bool) -> None:
    assert stands_alone(line, below) is alone


PLAN = """关于冬季护林防火的安排
各党小组:
一、时间
从11月25日到明年3月15日。
二、做法
(一)巡查。每天两次。
(二)登记。进山的人都要登记。
1、姓名
2、车牌。要写清楚。
东关村党支部
二〇二六年十一月二十日"""


def test_headings_in_order() -> None:
    assert headings(PLAN) == (
        Heading(2, "一、时间"),
        Heading(2, "二、做法"),
        Heading(3, "(一)巡查"),
        Heading(3, "(二)登记"),
        Heading(4, "1、姓名"),
        Heading(4, "2、车牌"),
        Heading(UNNUMBERED, "东关村党支部"),
    )


def test_a_page_that_lost_its_line_breaks() -> None:
    text = "为了过好冬天,现在安排。 一、做什么 (一)巡查山头。每天都要去。 (二)登记车辆。一辆也不漏。"
    assert [line for _, line in lines(text)] == [
        "为了过好冬天,现在安排。",
        "一、做什么",
        "(一)巡查山头。每天都要去。",
        "(二)登记车辆。一辆也不漏。",
    ]
    assert [each.text for each in headings(text)] == ["一、做什么", "(一)巡查山头", "(二)登记车辆"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PLAN, "关于冬季护林防火的安排"),
        ("朗读\n关于冬季护林防火的安排\n各党小组:\n一、时间", "关于冬季护林防火的安排"),
        ("明天下午3点开会\n请大家带好笔记本，准时到。", "明天下午3点开会"),
        ("明天下午3点在村部开会。请带好笔记本。", "明天下午3点在村部开会"),
        ("關(guān)于防火的通知\n各组:", "關于防火的通知"),
        ("1、冬季护林防火的安排 编者按:" + "以下是全文" * 9, "1、冬季护林防火的安排"),
        ("字" * 200, "字" * 59 + "…"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_title(text: str, said: str) -> None:
    assert title(text) == said


def test_readings_behind_the_characters_are_left_out_of_headings_only() -> None:
    text = "黨(dǎng)建工作\n各組:\n一、目(mù)的(de)\n二、辦(bàn)法（試行）"
    assert [each.text for each in headings(text)] == ["一、目的(de)", "二、辦法（試行）"]


def test_summary_indents_by_level() -> None:
    found = summary(PLAN, 200)
    top = "关于冬季护林防火的安排"
    assert found.text == f"{top}\n一、时间\n二、做法\n　(一)巡查\n　(二)登记\n　　1、姓名\n　　2、车牌"
    assert found.spans == (Span(Style.BOLD, 0, len(top)),)


def test_a_summary_that_is_too_long_leaves_out_the_lowest_levels() -> None:
    assert summary(PLAN, 40).text == "关于冬季护林防火的安排\n一、时间\n二、做法\n　(一)巡查\n　(二)登记"
    assert summary(PLAN, 25).text == "关于冬季护林防…\n一、时间\n二、做法"
    assert summary(PLAN, 13).text == "关于冬…\n一、时间\n…"


def test_without_numbers_the_short_lines_are_the_headings() -> None:
    text = "护林防火的安排\n为了山上平安，请看下面的几点！\n怎么报名\n到村部找组长，带上身份证明。"
    assert summary(text, 100).text == "护林防火的安排\n怎么报名"


@unhurried
@given(st.sampled_from([0, 300, 5_000, 30_000]) | st.integers(0, 2_000), st.integers(10, 700), st.booleans())
def test_a_summary_fits(length: int, limit: int, numbered: bool) -> None:
    assert summary(plan(length, numbered=numbered), limit).units <= limit


@unhurried
@given(st.text(st.sampled_from("一、(1).第章 \n。:：党a😀"), max_size=60), st.integers(10, 60))
def test_any_text_has_a_title_and_a_summary(text: str, limit: int) -> None:
    assert summary(text, limit).units <= limit
    assert len(title(text)) <= 60
    for found in headings(text):
        assert found.text
        assert 1 <= found.level <= UNNUMBERED
