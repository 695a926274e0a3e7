"""A pasted plan, and when it is sent, in words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rich_text import RichText, Span, Style
from bot.domain.study import LONGEST_TITLE, ItemKind
from bot.parsing.draft import Doubt
from bot.parsing.study import Timing, is_link, is_visible, read_items, read_plan, read_timing, with_scheme
from tests.domain.records import unhurried

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("每周一9点", Timing(1, 540)),
        ("每周三晚上7点半", Timing(3, 1170)),
        ("星期日20:00", Timing(7, 1200)),
        ("周五下午3点", Timing(5, 900)),
        ("每天早上8点", Timing(None, 480)),
        ("工作日19:30", Timing(None, 1170, working_days=True)),
        ("every Monday 9am", Timing(1, 540)),
        ("daily 8pm", Timing(None, 1200)),
        ("weekdays at 9:00", Timing(None, 540, working_days=True)),
    ],
)
def test_when(text: str, timing: Timing) -> None:
    assert read_timing(text, NOW) == timing


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("每天25:00", "time-impossible"),
        ("每周1 25:61", "time-impossible"),
        ("每周一", "time-missing"),
        ("每天", "time-missing"),
        ("有空的时候", "timing-unclear"),
        ("", "timing-unclear"),
    ],
)
def test_what_is_no_time(text: str, code: str) -> None:
    found = read_timing(text, NOW)
    assert isinstance(found, Doubt)
    assert found.code == code


@unhurried
@given(st.none() | st.integers(1, 7), st.integers(0, 23), st.integers(0, 59))
def test_whatever_is_written_is_read(weekday: int | None, hour: int, minute: int) -> None:
    day = "每天" if weekday is None else f"每周{'一二三四五六日'[weekday - 1]}"
    assert read_timing(f"{day}{hour:02}:{minute:02}", NOW) == Timing(weekday, hour * 60 + minute)


def test_lines_are_items() -> None:
    title, items = read_plan(
        RichText(
            "十一月学习\n1. 党章第一章\n2、公报 https://www.12371.cn/a?b=1\nwww.people.com.cn/x/\n（三）读书（2学时）"
        )
    )
    assert title == "十一月学习"
    assert [(one.kind, one.title, one.url, one.minutes) for one in items] == [
        (ItemKind.TEXT, "党章第一章", "", 30),
        (ItemKind.LINK, "公报", "https://www.12371.cn/a?b=1", 30),
        (ItemKind.LINK, "people.com.cn/x", "https://www.people.com.cn/x/", 30),
        (ItemKind.TEXT, "读书", "", 120),
    ]


def test_paragraphs_are_items() -> None:
    text = "月学习\n\n1. 党章总纲\n第一段\n第二段\n\n12371.cn/video\n\n视频\n12371.cn/video/2"
    title, items = read_plan(RichText(text))
    assert title == "月学习"
    assert [(one.kind, one.title, one.text.text) for one in items] == [
        (ItemKind.TEXT, "党章总纲", "第一段\n第二段"),
        (ItemKind.LINK, "12371.cn/video", ""),
        (ItemKind.LINK, "视频", ""),
    ]


def test_formatting_stays() -> None:
    (item,) = read_items(RichText("标题\n要点重要", (Span(Style.BOLD, 5, 7),)))[1:]
    assert item.title == "要点重要"
    (block,) = read_items(RichText("标题\n正文重要\n\n"))[:1]
    assert block.title == "标题"
    long = RichText("一" * 50 + "重要", (Span(Style.BOLD, 50, 52),))
    (item,) = read_items(long)
    assert item.text == long
    assert len(item.title) == LONGEST_TITLE


@pytest.mark.parametrize(
    "text", ["3.5", "v1.2", "张三.李四", "javascript:alert(1)", "a@b.com", "", "第1.2节"]
)
def test_what_is_no_link(text: str) -> None:
    assert not is_link(text)
    assert all(one.kind is ItemKind.TEXT for one in read_items(RichText(text)))


@unhurried
@given(st.text(max_size=200))
def test_nothing_breaks_it_and_nothing_is_lost(text: str) -> None:
    title, items = read_plan(RichText(text))
    kept = title + "".join(one.title + one.text.text + one.url for one in items)
    assert all(is_visible(one.title) and len(one.title) <= LONGEST_TITLE for one in items)
    assert not title or is_visible(title)
    # Whatever has letters is somewhere in it; only numbers in front, signs and blanks may go.
    for word in text.split():
        if word.isalpha() and word.isprintable() and len(word) < LONGEST_TITLE and word not in kept:
            assert any(word.startswith(one) for one in "一二三四五六七八九十第") or "\ufeff" in word


@unhurried
@given(st.from_regex(r"[a-z]{2,9}\.(cn|com)(/[a-z0-9]{1,8}){0,2}", fullmatch=True), st.booleans())
def test_links_with_and_without_a_scheme(address: str, scheme: bool) -> None:
    text = f"http://{address}" if scheme else address
    assert is_link(text)
    assert with_scheme(text) == (text if scheme else f"https://{address}")
    (item,) = read_items(RichText(f"看这个：{text}"))
    assert (item.kind, item.title, item.url) == (ItemKind.LINK, "看这个", with_scheme(text))
