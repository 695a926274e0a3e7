"""Meetings in words: what was printed is read again, whatever stands around it, and nothing is lost."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings import MeetingKind
from bot.parsing.draft import Doubt
from bot.parsing.meeting import read_kind, read_meeting, read_start

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CHINESE = {
    MeetingKind.ASSEMBLY: ("支部党员大会", "党员大会", "支部大会"),
    MeetingKind.COMMITTEE: ("支委会", "支部委员会", "支委会议"),
    MeetingKind.GROUP: ("党小组会",),
    MeetingKind.LESSON: ("党课", "专题党课"),
    MeetingKind.THEME_DAY: ("主题党日", "主题党日活动"),
    MeetingKind.LIFE: ("组织生活会",),
    MeetingKind.APPRAISAL: ("民主评议",),
}
ENGLISH = {
    MeetingKind.ASSEMBLY: ("branch assembly", "members' meeting"),
    MeetingKind.COMMITTEE: ("committee meeting",),
    MeetingKind.GROUP: ("group meeting",),
    MeetingKind.LESSON: ("party lesson",),
    MeetingKind.THEME_DAY: ("theme day", "Theme Day"),
    MeetingKind.LIFE: ("organisational life meeting",),
    MeetingKind.APPRAISAL: ("democratic appraisal",),
}
PLACES = ("党员活动室", "村部二楼会议室", "经济开发区服务中心", "<b>学校</b>", "老年大学")
AGENDAS = (
    "学习章程第三章",
    "讨论年度计划、表决发展对象",
    "学习《条例》",
    "慰问老党员\n打扫卫生",
    "讲三点要求",
)


def kinds(words: dict[MeetingKind, tuple[str, ...]]) -> st.SearchStrategy[tuple[MeetingKind, str]]:
    return st.sampled_from([(kind, word) for kind, every in words.items() for word in every])


# Every five minutes from the next midnight on, for ten months.
moments = st.integers(0, 300 * 24 * 12).map(lambda n: NOW.replace(day=21, hour=0) + timedelta(minutes=5 * n))


@given(
    kinds(CHINESE),
    moments,
    st.sampled_from(PLACES),
    st.sampled_from(AGENDAS),
    st.sampled_from(["开", "召开", "举行"]),
)
def test_a_chinese_sentence(
    kind: tuple[MeetingKind, str], at: datetime, place: str, agenda: str, verb: str
) -> None:
    when = f"{at.year}年{at.month}月{at.day}日{at:%H:%M}"
    for text in (
        f"{when}在{place}{verb}{kind[1]}，{agenda}",
        f"{when} {kind[1]}，在{place}，{agenda}",
        f"时间：{when}\n地点：{place}\n议程：{agenda}\n{kind[1]}"
        if "\n" not in agenda
        else f"{kind[1]}\n时间：{when}\n地点：{place}\n议程：{agenda}",
    ):
        seen = read_meeting(text, NOW)
        assert (seen.kind, seen.when, seen.place) == (kind[0], at, place), text
        assert agenda in seen.agenda, text


@given(kinds(ENGLISH), moments, st.sampled_from(("the library", "room 3", "the village hall")))
def test_an_english_sentence(kind: tuple[MeetingKind, str], at: datetime, place: str) -> None:
    seen = read_meeting(f"{at:%Y-%m-%d %H:%M} {kind[1]} in {place}: dues and plans", NOW)
    assert (seen.kind, seen.when, seen.place, seen.agenda) == (kind[0], at, place, "dues and plans")


@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(text: str) -> None:
    seen = read_meeting(text, NOW)
    assert len(seen.agenda) <= len(text) + text.count("\0") + 200
    assert isinstance(seen.when, datetime | Doubt | None)


@given(st.sampled_from(AGENDAS + PLACES))
def test_what_names_nothing_is_what_it_is_about(text: str) -> None:
    assert read_meeting(text, NOW).agenda.replace("，", "") in text.replace("，", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11月18日19:00开支委会", "past"),
        ("明天25:00开支委会", "time-impossible"),
        ("2月30日9点开支委会", "date-impossible"),
        ("11月25日在活动室开支委会", "time-missing"),
    ],
)
def test_a_time_that_cannot_be_is_a_doubt(text: str, code: str) -> None:
    when = read_meeting(text, NOW).when
    assert isinstance(when, Doubt)
    assert when.code == code


def test_the_first_moment_is_the_meetings() -> None:
    seen = read_meeting("11月25日19:00在活动室上党课，学习11月20日的讲话", NOW)
    assert seen.when == datetime(2026, 11, 25, 19, 0, tzinfo=NOW.tzinfo)
    assert seen.agenda == "学习11月20日的讲话"
    apart = read_meeting("11月25日在活动室，晚上七点半，支委会", NOW)
    assert apart.when == datetime(2026, 11, 25, 19, 30, tzinfo=NOW.tzinfo)


def test_a_host() -> None:
    assert read_meeting("明晚七点到村部参加党员大会，由王桂兰主持，讨论计划", NOW).host == "王桂兰"
    assert read_meeting("支委会\n主持：李秀英", NOW).host == "李秀英"


@pytest.mark.parametrize(
    ("text", "kind"), [("过党日活动", MeetingKind.THEME_DAY), ("茶话会", None), ("", None)]
)
def test_a_kind_alone(text: str, kind: MeetingKind | None) -> None:
    assert read_kind(text) is kind


def test_an_hour_alone_is_of_the_day_that_was_said_before() -> None:
    day = date(2026, 11, 25)
    assert read_start("晚上8点", NOW, day) == datetime(2026, 11, 25, 20, 0, tzinfo=NOW.tzinfo)
    assert read_start("明天8点", NOW, day) == NOW.replace(hour=8) + timedelta(days=1)
    assert read_start("两小时后", NOW, day) == NOW + timedelta(hours=2)
