"""What people get wrong around meetings, study and quizzes: each gets a clear answer, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.journeys.test_review import Chat, opens
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.village import Village


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def test_a_meeting(chat: Chat, secretary: Person) -> None:
    """An hour that no day has, a day that is over, a place with signs in it, and far too long an agenda."""
    member = await chat.person(who.MEMBER)
    place, agenda = "<b>村部</b> & 院子", "学习<i>章程</i>。" * 600
    await secretary.pastes(f"/meeting 明天25:00在{place}开支部党员大会，{agenda}")
    asked = await secretary.sees("什么时候开")
    for piece in (place, "没有这样的日子或钟点", "会议内容最多3000个字", "请写短一点"):
        assert piece in asked.text
    await secretary.sees_not("没看懂")  # the rest of the paste is no answer
    chat.world.clock.pass_(seconds=20)
    await secretary.sends("昨天晚上7点")
    await secretary.sees("这个时间已经过去了，请另说一个")
    await secretary.sends("明天晚上7点")
    assert place in (await secretary.sees("11月21日 周六 19:00")).text
    await secretary.taps("修改")
    await secretary.taps("内容")
    await secretary.pastes(agenda)
    await secretary.sees("这一段没有记上")
    await secretary.sees_not("11月21日")  # nor is it an agenda
    chat.world.clock.pass_(seconds=20)
    await secretary.sends("字" * 4000)
    await secretary.sees("您写了4000个")
    chat.world.clock.pass_(seconds=20)
    await secretary.sends("评议 <1> & 2")
    card = await secretary.sees("内容：评议 <1> & 2")
    assert place in card.text
    await secretary.taps("发送", on=card)
    assert place in (await member.sees("请您参加")).text
    chat.world.clock.pass_(hours=30)
    await opens(secretary, "/meetings", "补签到", "写会议记录")
    await secretary.pastes(agenda)
    await secretary.sees("会议记录最多3000个字")
    await secretary.sees_not("会议记录：")
    chat.world.clock.pass_(seconds=20)
    await secretary.sends("大家评议了。")
    await secretary.sees("会议记录：大家评议了。")


async def test_a_study_plan_with_nothing_in_it(chat: Chat, secretary: Person) -> None:
    await opens(secretary, "/study", "新建学习计划")
    await secretary.sends("十二月学习")
    card = await secretary.sees("请把学习计划发给我")
    assert card.buttons == ["取消"]
    await secretary.sends("党章 <b>总纲</b> & 准则")
    card = await secretary.sees("1. 党章 <b>总纲</b> & 准则")
    assert card.text.startswith("十二月学习")
    await secretary.taps("修改")
    await secretary.taps("去掉几项")
    await secretary.taps("✕ 1.")
    gone = await secretary.sees("请把学习计划发给我")
    assert gone.buttons == ["取消"]


async def test_a_quiz_with_too_many_options(chat: Chat, secretary: Person) -> None:
    """As a pasted list; what was right is not lost."""
    options = "\n".join(f"{chr(65 + number)}. 选项<{number}>" for number in range(15))
    await opens(secretary, "/study", "测验", "新建测验")
    await secretary.sends(f"测验：章程\n选哪个\n{options}\n答案：B\n\n党课每年至少讲一次\n答案：对")
    card = await secretary.sees("第2行：有15个选项，最多12个")
    assert card.buttons[0] == "只存好的1题"
    await secretary.taps("只存好的1题")
    await secretary.sees("存好了")
