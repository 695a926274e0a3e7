"""A quiz from the pasted list to the result: in private one by one, in the group without names."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.messages import Lane
from bot.domain.study import Item, ItemKind
from storage import study
from storage.database import Transaction
from storage.queue_rows import LANE_ORDER
from storage.schema import account, delivery, quiz, sent_poll, study_credit, study_progress
from storage.study import NewPlan
from tests.journeys.groups import Town
from tests.journeys.groups import settled as in_town
from tests.journeys.test_review import Chat
from tests.journeys.world import StandingClock, World, open_world, settle
from tests.office.files import xlsx_file
from tests.support.people import Person
from tests.support.seeing import Shown
from tests.support.telegram import open_front
from tests.usecases import village as who
from tests.usecases.village import Village

MONDAY = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
LIST = """测验：三会一课
支部党员大会一般多久召开一次？
A. 每月
B. 每季度
C. 每年
答案：B
解析：党章里有

哪些属于三会一课
A. 支委会
B. 春游
C. 党小组会
答案：AC

党课每年至少讲一次
答案：对
"""


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def made(secretary: Person, text: str = LIST) -> Shown:
    """A quiz from a pasted list, kept."""
    await secretary.sends("/study")
    await secretary.sees("我的学习")
    await secretary.taps("测验")
    await secretary.taps("新建测验")
    await secretary.sees("请发题目给我")
    await secretary.sends(text)
    card = await secretary.sees("读出3题，其中1题要多选")
    assert card.buttons == ["保存", "看题目", "改名字", "取消"]
    await secretary.taps("保存")
    return await secretary.sees("存好了")


async def sent(chat: Chat) -> int:
    """The quiz goes out as the item of a plan, as the clock does it; returns the item's id."""
    now = chat.world.clock()

    def send(tx: Transaction) -> int:
        quiz_id, title = tx.execute(sa.select(quiz.c.id, quiz.c.title)).one()
        item = Item(ItemKind.QUIZ, title, quiz_id=quiz_id)
        new = NewPlan(who.EAST, "十一月学习", Audience((who.EAST,)), 1, False, who.SECRETARY)
        plan = study.create(tx, new, [item], now)
        (row,) = study.items_of(tx, plan.id)
        study.mark_sent(tx, [row.id], now)
        return row.id

    return await chat.world.database.run(send)


async def begins(member: Person) -> Shown:
    """The first question."""
    await member.sends("/study")
    await member.sees("还有1项没学")
    assert await member.taps("开始答题") == "第1题来了，一共3题"
    return await member.sees("支部党员大会一般多久召开一次？")


async def test_from_the_list_to_the_result(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await made(secretary)
    await secretary.taps("看题目")
    shown = await secretary.sees("✓ B. 每季度")
    assert "　A. 每月" in shown.text
    await secretary.taps("返回")
    await sent(chat)
    first = await begins(member)
    assert "第1题，共3题" in first.text
    assert not first.raw["poll"]["is_anonymous"]
    await member.votes(first, 0)
    second = await member.sees("哪些属于三会一课")
    assert "都选上再交" in second.text
    await member.votes(second, 0, 2)
    third = await member.sees("党课每年至少讲一次 对 / 错")
    await member.votes(third, 0)
    result = await member.sees("3题答对2题")
    assert "只有您自己看得到" in result.text
    await member.taps("看没答对的1题")
    wrong = await member.sees("您选的：A. 每月")
    assert "正确的：B. 每季度" in wrong.text
    assert "党章里有" in wrong.text
    await member.sends("/study")
    assert "眼下没有要学的内容" in (await member.sees("我的学习")).text

    await secretary.taps("答题情况")
    report = await secretary.sees("应答7人，开始1人，答完1人")
    assert "%" not in report.text  # one person's score would be as good as a name
    assert "张三" not in report.text
    await secretary.taps("谁答完了")
    names = await secretary.sees("答完1人：张三")
    assert "还没答完6人" in names.text
    assert "2题" not in names.text


async def test_left_in_the_middle_and_gone_on_with(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await made(secretary)
    item_id = await sent(chat)
    first = await begins(member)
    assert await member.taps_data(f"qz.go:{item_id}", on=1) == "第1题就在下面"
    await member.votes(first, 1)
    second = await member.sees("哪些属于三会一课")
    chat.world.clock.pass_(days=2)
    await member.sends("/study")
    await member.sees("还有1项没学")
    assert await member.taps("继续答题") == "第2题来了，一共3题"
    again = await member.sees("哪些属于三会一课")
    assert again.id != second.id
    await member.votes(again, 0, 2)
    await member.sees("党课每年至少讲一次")
    # The same question, answered otherwise where it was asked first: what was said stays.
    await member.votes(second, 1)
    await member.sees_not("党课")
    third = member.messages[-1]
    await member.votes(third, 0)
    await member.sees("3题全对")
    assert await _counted(chat) == (1, 1)
    assert await member.taps_data(f"qz.go:{item_id}", on=1) == ""
    await member.sees("3题全对")


async def _counted(chat: Chat, world: World | None = None) -> tuple[int, int]:
    """How often the item is finished, and how often it has brought class-hours."""

    def look(tx: Transaction) -> tuple[int, int]:
        rows = [tx.execute(sa.select(sa.func.count()).select_from(one)).scalar_one() for one in _TABLES]
        return rows[0], rows[1]

    return await (world or chat.world).database.read(look)


_TABLES = (study_progress, study_credit)


async def test_an_answer_whose_question_nobody_knows_to_have_arrived(chat: Chat, secretary: Person) -> None:
    """The end of the delivery was lost in a crash: the answer shows that it has arrived."""
    member = await chat.person(who.MEMBER)
    await made(secretary)
    await sent(chat)
    first = await begins(member)

    def forget(tx: Transaction) -> None:
        tx.execute(sa.delete(sent_poll))
        tx.execute(
            sa.update(delivery).where(delivery.c.lane == LANE_ORDER[Lane.ANSWER]).values(state="unknown")
        )

    await chat.world.database.run(forget)
    await member.votes(first, 1)
    await member.sees("哪些属于三会一课")


async def test_a_forwarded_question_is_answered_by_nobody_else(chat: Chat, secretary: Person) -> None:
    member, other = await chat.person(who.MEMBER), await chat.person(who.OTHER_MEMBER)
    await made(secretary)
    await sent(chat)
    first = await begins(member)
    bot = chat.world.app.bot
    forwarded = await bot.forward_message(other.id, member.id, first.id)
    await other.votes(forwarded.message_id, 1)
    await other.sees_not("哪些属于")
    await member.sees_not("哪些属于")
    assert (await chat.world.database.read(lambda tx: tx.execute(sa.select(study_progress)).all())) == []


async def test_what_cannot_be_asked_is_named(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await member.sends("/study")
    await member.look()
    assert "没有权限" in await member.taps_data("qz.new", on=member.messages[-1])
    await secretary.sends("/study")
    await secretary.sees("我的学习")
    await secretary.taps("测验")
    await secretary.taps("新建测验")
    await secretary.sends("大家好")
    await secretary.sees("选项不够")
    rows = [
        ["选哪个", *range(15), "A"],
        ["<b>多久</b>", "每月", "每年", *[""] * 13, "B"],
        ["没有答案", "有", "无", *[""] * 13, ""],
    ]
    header = ["题目", *(f"选项{chr(65 + place)}" for place in range(15)), "答案"]
    await secretary.sends_file("冬训测验.xlsx", xlsx_file(*rows, header=header))
    card = await secretary.sees("第2行：有15个选项，最多12个")
    assert "冬训测验" in card.text
    assert "第4行：没有答案" in card.text
    assert card.buttons[0] == "只存好的1题"
    await secretary.sends_file("名册.csv", "姓名,支部\n张三,东关\n".encode())
    await secretary.sees("找不到题目")
    assert await chat.world.database.read(lambda tx: tx.execute(sa.select(quiz)).all()) == []
    await secretary.taps("改名字", on=card)
    await secretary.sends("冬训 & 测验")
    await secretary.taps("只存好的1题", on=await secretary.sees("冬训 & 测验"))
    await secretary.sees("1题")
    await secretary.taps("看题目")
    await secretary.sees("<b>多久</b>")
    assert "已经办过了" in await secretary.taps_data(card.keyboard[0][0]["callback_data"], on=card)


async def test_a_quiz_goes_into_a_study_plan_and_out_by_the_clock(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await made(secretary)
    await secretary.taps("放进学习计划")
    card = await secretary.sees("1. 三会一课")
    assert card.buttons[0] == "发送"
    await secretary.taps("发送")
    await secretary.rest()
    chat.world.clock.now = MONDAY
    await chat.world.settled()
    got = await member.sees("三会一课")
    assert await member.taps("开始答题", on=got) == "第1题来了，一共3题"
    for question, chosen in (("多久召开一次", [1]), ("哪些属于", [0, 2]), ("党课每年", [0])):
        await member.votes(await member.sees(question), *chosen)
    await member.sees("3题全对")
    await member.sends("/study")
    assert "学了0.5学时" in (await member.sees("我的学习")).text


@pytest.fixture
async def town(world: World) -> Town:
    return await in_town(world)


async def test_in_a_group_nobody_is_named(town: Town) -> None:
    voters = [await town.world.person(name) for name in ("甲某", "乙某", "丙某")]
    await made(town.wang)
    await town.wang.taps("发到群里")
    assert "还没有绑定群" in town.wang.toast
    group = await town.bound("东关群", *voters)
    await town.wang.taps("发到群里")
    await town.wang.sees("发到东关群？不记名，开放7天")
    await town.wang.taps("发送")
    await town.wang.sees("正在发到1个群")
    await town.world.settled()
    await group.look()
    polls = [shown for shown in group.messages if "poll" in shown.raw]
    assert [shown.raw["poll"]["question"][:4] for shown in polls] == ["支部党员", "哪些属于", "党课每年"]
    assert all(shown.raw["poll"]["is_anonymous"] for shown in polls)
    for person, choice in zip(voters, (1, 1, 0), strict=True):
        await group.votes(polls[0], choice, user=person.id)
    await town.world.settled()
    await town.wang.taps("答题情况")
    report = await town.wang.sees("群里3人答，答对67%")
    assert "还没有放进学习计划" in report.text
    assert "甲某" not in report.text
    await town.wang.taps("结束群里答题")
    assert town.wang.toast == "群里不再收答案"
    await town.world.settled()
    await group.look()
    assert all(shown.raw["poll"]["is_closed"] for shown in group.messages if "poll" in shown.raw)
    group_words = " ".join(shown.text for shown in group.messages)
    assert "王桂兰" not in group_words
    await town.wang.taps("发到群里")
    await town.wang.sees("发到东关群？")


async def test_restarted_in_the_middle_of_a_quiz(database_url: str) -> None:
    """In English, over HTTP: answers that come while nobody is there are taken afterwards, each once."""
    async with open_front("http") as front:
        async with open_world(front, database_url, "en") as world:
            chat = Chat(world, await Village.settled(world.database))
            await world.database.run(lambda tx: tx.execute(sa.update(account).values(locale="en")))
            member, secretary = await chat.person(who.MEMBER), await chat.person(who.SECRETARY)
            await secretary.sends("/study")
            await secretary.sees("My study")
            await secretary.taps("Quizzes")
            await secretary.taps("New quiz")
            await secretary.sends(
                "Quiz: Charter\nHow often?\nA. Monthly\nB. Quarterly\nAnswer: B\n\nTrue?\nAnswer: true"
            )
            await secretary.sees("2 questions read")
            await secretary.taps("Keep")
            await sent(chat)
            await member.sends("/study")
            await member.sees("My study")
            assert await member.taps("Start the quiz") == "Here is question 1 of 2"
            first = await member.sees("Charter · question 1 of 2 How often? Monthly / Quarterly")
        await member.votes(first, 1)  # nobody is there
        async with open_world(front, database_url, "en", StandingClock()) as world:
            member = Person(
                front, {"id": member.id, "first_name": member.first_name}, partial(settle, front, world.app)
            )
            member._mark = 0
            second = await member.sees("question 2 of 2 True? True / False")
            await member.votes(second, 1)
            result = await member.sees("Charter is done: 1 of 2 right")
            await member.taps("See the 1 that was wrong", on=result)
            await member.sees("Right is: A. True")
            assert await _counted(chat, world) == (1, 1)
