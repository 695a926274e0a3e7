"""Work calendars as they are pasted: what was printed is read again in whatever shape; nothing is lost."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.tasks import USUAL_REMIND_DAYS, NewTask, last_of_month
from bot.parsing.task_years import settle
from bot.parsing.tasks import TaskProblem, read_tasks

TODAY = date(2026, 11, 21)
NAMES = ("李明", "王芳", "买买提·吐尔逊", "Anna")
WORK = (
    "组织关系排查",
    "交党费名册",
    "召开主题党日",
    "学习《条例》第3章",
    "慰问老党员，送温暖",
    "clean the hall",
)


def read(text: str, today: date = TODAY) -> tuple[list[NewTask], list[TaskProblem]]:
    seen, problems = read_tasks(text, today, set(NAMES))
    _, rows, impossible = settle(seen, today)
    return [new for _, new in rows], [*problems, *impossible]


tasks = st.builds(
    lambda title, day, month_only, owner, remind: NewTask(
        title,
        last_of_month(day.year, day.month) if month_only else day,
        month_only,
        owner,
        remind,
    ),
    st.sampled_from(WORK),
    st.dates(date(2026, 11, 1), date(2027, 10, 31)),
    st.booleans(),
    st.sampled_from(("", *NAMES)),
    st.sampled_from((USUAL_REMIND_DAYS, 1, 10)),
)


def day_of(task: NewTask, form: int) -> str:
    """The day as people write it; with a year, or where only this year's or the next one's can be meant."""
    day = task.due_on
    if task.month_only:
        return (
            f"{day.year}年{day.month}月",
            f"{day.year}年{day.month}月底前",
            f"{day.year}年{day.month}月份",
        )[form]
    return (
        f"{day.year}年{day.month}月{day.day}日前",
        f"{day:%Y-%m-%d}",
        f"{day.year}.{day.month}.{day.day}",
    )[form]


def rest_of(task: NewTask, form: int) -> str:
    owner = ("", f" {task.owner}", f"，负责人：{task.owner}", f"（{task.owner}）")[form if task.owner else 0]
    remind = f"，提前{task.remind_days}天提醒" if task.remind_days != USUAL_REMIND_DAYS else ""
    # A name stands at the end; what is labelled may stand anywhere.
    return f"{task.title}{remind if form == 2 else ''}{owner}{remind if form != 2 else ''}"


@settings(max_examples=40)
@given(
    st.lists(st.tuples(tasks, st.integers(0, 2), st.integers(1, 3)), min_size=1, max_size=6),
    st.integers(0, 3),
)
def test_one_on_each_line(given_: list[tuple[NewTask, int, int]], bullet: int) -> None:
    lines = [
        f"{(f'{n}、', f'{n}. ', f'({n})', '- ')[bullet]}{day_of(task, day)} {rest_of(task, rest)}"
        for n, (task, day, rest) in enumerate(given_, start=1)
    ]
    assert read("\n".join(lines)) == ([task for task, _, _ in given_], [])


@settings(max_examples=40)
@given(
    st.lists(st.tuples(tasks, st.integers(1, 3)), min_size=1, max_size=8),
    st.sampled_from(("{n}月：", "{n}月份", "{han}月", "【{n}月】", "## {n}月工作安排", "（{han}）{n}月份：")),
)
def test_months_as_headings_over_the_turn_of_a_year(given_: list[tuple[NewTask, int]], heading: str) -> None:
    ordered = sorted(given_, key=lambda one: (one[0].due_on.year, one[0].due_on.month))
    lines: list[str] = []
    before = (0, 0)
    for task, form in ordered:
        month = task.due_on.year, task.due_on.month
        if month != before:
            han = ("", *"一二三四五六七八九十", "十一", "十二")[month[1]]
            lines.append(heading.format(n=month[1], han=han))
        before = month
        lines.append(f"{'' if task.month_only else f'{task.due_on.day}日前'}{rest_of(task, form)}")
    # Without a year it is the one in which most of it is to come; no year is said here, so say the first.
    year = ordered[0][0].due_on.year
    found, problems = read(f"{year}年工作安排\n" + "\n".join(lines))
    jumps = any(
        later[0].due_on.month - earlier[0].due_on.month > -6 and later[0].due_on.year > earlier[0].due_on.year
        for earlier, later in pairwise(ordered)
    )
    if not jumps:  # from July to March nobody can tell without a year
        assert (found, problems) == ([task for task, _ in ordered], [])


@given(st.text(max_size=300))
def test_whatever_is_pasted(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("text", "title", "due_on", "owner"),
    [
        ("3月15日前 完成组织关系排查 李明", "完成组织关系排查", "2027-03-15", "李明"),
        ("完成排查，4月底前，李明", "完成排查", "2027-04-30", "李明"),
        ("12月中旬 慰问", "慰问", "2026-12-20", ""),
        ("第一季度：述职", "述职", "2027-03-31", ""),
        ("年底前 归档", "归档", "2026-12-31", ""),
        ("12月 年底总结", "年底总结", "2026-12-31", ""),
        ("下周五前 交材料", "交材料", "2026-11-27", ""),
        ("5月1日至3日 值班", "值班", "2027-05-03", ""),
        ("2027-03 检查", "检查", "2027-03-31", ""),
        ("3.15 召开会议", "召开会议", "2027-03-15", ""),
        ("12月10日 传达11月5日的文件", "传达11月5日的文件", "2026-12-10", ""),
        ("3月\t完成排查\t校办主任", "完成排查", "2027-03-31", "校办主任"),
        ("4月 由支委会牵头 评议", "评议", "2027-04-30", "支委会"),
        ("4月 组织生活会 李明、王芳", "组织生活会", "2027-04-30", "李明、王芳"),
        ("3月 讲党课 张无忌", "讲党课 张无忌", "2027-03-31", ""),  # whoever that is: no word is lost
        ("三月份 組織關係排查", "組織關係排查", "2027-03-31", ""),
        ("by March 15: finish the list, owner: Anna", "finish the list", "2027-03-15", "Anna"),
    ],
)
def test_a_sentence(text: str, title: str, due_on: str, owner: str) -> None:
    found, problems = read(text)
    assert [(one.title, str(one.due_on), one.owner) for one in found] == [(title, due_on, owner)]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2月30日 检查", "date-impossible"),
        ("13月 检查", "date-impossible"),
        ("2027年2月29日 检查", "date-impossible"),
        ("检查一遍", "date-missing"),
        ("3月15日前 李明", "title-missing"),
        ("3月15日", "title-missing"),
        ("3月 " + "长" * 201, "title-long"),
        ("3月 检查 提前99天", "remind-far"),
        ("3月 登记 110101199003074258", "identity-number"),
    ],
)
def test_what_is_no_task(text: str, key: str) -> None:
    found, problems = read(text)
    assert ([one.key for one in problems], found) == ([key], [])
    assert "110101" not in str(problems)


def test_a_name_on_a_line_of_its_own() -> None:
    found, problems = read("12月\n1、整理资料\n李明\n2、开总结会")
    assert ([(one.title, one.owner) for one in found], problems) == (
        [("整理资料", "李明"), ("开总结会", "")],
        [],
    )


def test_the_year_in_which_most_of_it_is_to_come() -> None:
    whole = "\n".join(f"{month}月\n做事" for month in range(1, 13))
    for today, year in ((date(2026, 2, 3), 2026), (date(2026, 6, 15), 2026), (TODAY, 2027)):
        found, _ = read(whole, today)
        assert {one.due_on.year for one in found} == {year}
    assert str(read("2月29日 检查", date(2027, 12, 1))[0][0].due_on) == "2028-02-29"


@pytest.mark.parametrize("text", ["前" * 4000, "提前" * 2000, " " * 4000 + "前"])
def test_what_nobody_writes_takes_no_long_time(text: str) -> None:
    began = perf_counter()
    read(text)
    assert perf_counter() - began < 1  # it was two seconds, in a transaction
