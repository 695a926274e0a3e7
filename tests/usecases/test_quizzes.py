"""Quizzes: who may make, take and see them, what is kept of an answer, and what the totals hide."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.group_chats import GroupChat
from bot.domain.quiz import Question
from bot.domain.rights import Right
from bot.domain.study import Item, ItemKind, PlanState
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.sandbox.pasting import in_pieces
from bot.usecases import poll_counts, quiz_drafts, quiz_groups, quiz_report, quiz_taking, quizzes
from storage import deliveries, group_chats, leases, old_pushes, sent_polls, study
from storage import quizzes as rows
from storage.database import Database, Transaction
from storage.deliveries import Ending
from storage.schema import delivery, push, quiz_push, sent_poll
from storage.study import NewPlan
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OTHER_MEMBER,
    SECRETARY,
    WEST_LEADER,
    WEST_SECRETARY,
    Village,
)

ONE = Question("多久一次", ("每月", "每季度", "每年"), (1,), "章程")
TWO = Question("哪些是", ("甲", "乙", "丙"), (0, 2))
SOON, LATER = NOW + timedelta(minutes=5), NOW + timedelta(hours=1)
GROUP = -1001


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(sqlite_url)
    yield opened
    await opened.close()


@dataclass
class Exam:
    """A quiz of the branch, sent to everybody as an item of a plan."""

    village: Village
    quiz_id: int
    item_id: int
    plan_id: int
    polls: int = 0

    async def asked(self, who: int) -> str:
        """The newest question of somebody goes out; what Telegram calls it."""
        self.polls += 1
        name = f"p{self.polls}"

        def go(tx: Transaction) -> None:
            query = (
                sa.select(delivery.c.id, delivery.c.attempts)
                .join(quiz_push, quiz_push.c.push_id == delivery.c.push_id)
                .where(quiz_push.c.person_id == who, delivery.c.state == "queued")
            )
            row = tx.execute(query).one()
            _arrives(tx, row.id, name)

        await self.village.database.run(go)
        return name

    async def takes(self, who: int, *answers: Sequence[int]) -> None:
        """Somebody answers one question after the other."""
        if not await self.village.database.read(rows.answers_of, self.quiz_id, who):
            await self.village.does(who, quiz_taking.go_on, self.item_id, SOON)
        for chosen in answers:
            name = await self.asked(who)
            assert await self.village.does(who, quiz_taking.answer, name, chosen, SOON)


def _arrives(tx: Transaction, delivery_id: int, poll: str, state: str = deliveries.SENT) -> None:
    epoch = leases.take(tx, leases.DISPATCHER, "test", 60)
    assert epoch is not None
    assert deliveries.begin_many(tx, [(delivery_id, 0)], epoch, SOON).ids
    deliveries.end_many(
        tx, [Ending(delivery_id, 1, state, 7, poll_id=poll if state == "sent" else None)], SOON
    )


async def exam(database: Database, audience: Audience | None = None) -> Exam:
    village = await Village.settled(database)

    def make(tx: Transaction) -> tuple[int, int, int]:
        quiz = rows.create(tx, EAST, "三会一课", [ONE, TWO], SECRETARY, NOW)
        item = Item(ItemKind.QUIZ, "三会一课", quiz_id=quiz.id, minutes=30)
        plan = study.create(
            tx, NewPlan(EAST, "冬训", audience or Audience((EAST,)), 1, False, None), [item], NOW
        )
        (row,) = study.items_of(tx, plan.id)
        study.mark_sent(tx, [row.id], NOW)
        return quiz.id, row.id, plan.id

    return Exam(village, *await database.run(make))


async def refused(village: Village, who: int, key: str, usecase: object, *args: object) -> None:
    with pytest.raises(UserError) as caught:
        await village.does(who, usecase, *args)  # type: ignore[arg-type]  # any use case
    assert caught.value.key == key


async def test_one_after_the_other_and_each_question_once(database: Database) -> None:
    one = await exam(database)
    does = one.village.does
    going = await does(MEMBER, quiz_taking.go_on, one.item_id, SOON)
    assert (going.number, going.of, going.was_asked) == (1, 2, False)
    assert (await does(MEMBER, quiz_taking.go_on, one.item_id, SOON)).was_asked
    (asked,) = await one.village.said("quiz-question")
    assert asked["poll"] == {
        "question": "多久一次",
        "options": ["每月", "每季度", "每年"],
        "correct": [1],
        "explanation": "章程",
        "is_anonymous": False,
        "seconds": 0,
    }
    first = await one.asked(MEMBER)
    # Taken back, no such option, somebody else, a poll that nobody knows: none is an answer.
    for who, poll, chosen in (
        (MEMBER, first, ()),
        (MEMBER, first, (3,)),
        (OTHER_MEMBER, first, (1,)),
        (OTHER_MEMBER, "unknown", (1,)),
        (WEST_LEADER, first, (1,)),
    ):
        assert not await does(who, quiz_taking.answer, poll, chosen, SOON)
    assert await does(MEMBER, quiz_taking.answer, first, (1,), SOON)
    assert not await does(MEMBER, quiz_taking.answer, first, (0,), SOON)
    # Left, gone on with after an hour: the same question again; either of the two can be answered.
    second = await one.asked(MEMBER)
    assert (await does(MEMBER, quiz_taking.go_on, one.item_id, LATER)).number == 2
    again = await one.asked(MEMBER)
    assert await does(MEMBER, quiz_taking.answer, again, (0, 1), LATER)
    assert not await does(MEMBER, quiz_taking.answer, second, (0, 2), LATER)
    assert await one.village.heard("quiz-question") == [MEMBER] * 3
    assert await one.village.heard("quiz-result") == [MEMBER]
    result = await one.village.sees(MEMBER, quiz_taking.result, one.quiz_id)
    assert (result.right, result.of, [wrong.chosen for wrong in result.wrong]) == (1, 2, [(0, 1)])
    assert await database.read(study.done_by, MEMBER, [one.item_id])
    assert (await does(MEMBER, quiz_taking.go_on, one.item_id, LATER)).result == result
    for who in (OTHER_MEMBER, SECRETARY, ADMINISTRATOR):  # nobody sees how somebody else did
        await refused(one.village, who, "quiz-not-finished", quiz_taking.result, one.quiz_id)


async def test_an_answer_is_known_by_the_question_that_may_have_arrived(database: Database) -> None:
    one = await exam(database)
    await one.village.does(MEMBER, quiz_taking.go_on, one.item_id, SOON)

    def lose(tx: Transaction) -> None:
        (number,) = tx.execute(sa.select(delivery.c.id)).scalars()
        _arrives(tx, number, "", deliveries.UNKNOWN)

    await database.run(lose)
    assert not await one.village.does(OTHER_MEMBER, quiz_taking.answer, "x", (1,), SOON)
    assert await one.village.does(MEMBER, quiz_taking.answer, "x", (1,), SOON)
    assert await database.read(sent_polls.place_of, "x") is not None


async def test_who_may_take_it(database: Database) -> None:
    one = await exam(database, Audience((EAST,), people=(MEMBER,)))
    for who in (OTHER_MEMBER, SECRETARY, WEST_SECRETARY):
        await refused(one.village, who, "study-not-yours", quiz_taking.go_on, one.item_id, SOON)
    await refused(one.village, MEMBER, "study-not-yours", quiz_taking.go_on, 99, SOON)
    await one.village.does(MEMBER, quiz_taking.go_on, one.item_id, SOON)
    await database.run(lambda tx: study.change(tx, one.plan_id, state=PlanState.STOPPED.value))
    await refused(one.village, MEMBER, "study-stopped", quiz_taking.go_on, one.item_id, LATER)
    # What was begun can be ended, for its own sake: it brings nothing to a plan that was stopped.
    name = await one.asked(MEMBER)
    assert await one.village.does(MEMBER, quiz_taking.answer, name, (1,), SOON)
    name = await one.asked(MEMBER)
    assert await one.village.does(MEMBER, quiz_taking.answer, name, (0, 2), SOON)
    assert not await database.read(study.done_by, MEMBER, [one.item_id])


async def test_totals_name_nobody_and_hide_few(sqlite_database: Database) -> None:
    one = await exam(sqlite_database)
    sees = one.village.sees
    await one.takes(MEMBER, (1,), (0, 2))
    await one.takes(LEADER, (0,))
    few = await sees(SECRETARY, quiz_report.report, one.quiz_id, LATER)
    assert (few.concerned, few.begun, few.finished) == (7, 2, 1)
    assert [(total.answered, total.right) for total in few.questions] == [(2, None), (1, None)]
    await one.takes(OTHER_MEMBER, (1,), (0,))
    found = await sees(SECRETARY, quiz_report.report, one.quiz_id, LATER)
    assert [(total.answered, total.right) for total in found.questions] == [(3, 2), (2, None)]
    names = await one.village.does(SECRETARY, quiz_report.names, one.quiz_id, LATER)
    assert names.finished == ("刘敏", "张三")
    assert "李秀英" in names.not_yet
    assert len(names.not_yet) == 5
    for who in (MEMBER, LEADER, COMMITTEE, WEST_SECRETARY):
        for usecase in (quiz_report.report, quiz_report.names, quiz_groups.plan, quiz_groups.send):
            await refused(one.village, who, "not-allowed", usecase, one.quiz_id, LATER)
    await one.village.is_given(COMMITTEE, Right.RUN_STUDY)
    assert await sees(COMMITTEE, quiz_report.report, one.quiz_id, LATER) == found
    await refused(one.village, SECRETARY, "quiz-gone", quiz_report.report, 99, LATER)


async def test_in_groups_it_is_anonymous_and_open_for_a_week(database: Database) -> None:
    one = await exam(database)
    does, sees = one.village.does, one.village.sees
    await refused(one.village, SECRETARY, "quiz-no-groups", quiz_groups.send, one.quiz_id, SOON)
    for chat in (GROUP, GROUP - 1):
        group = GroupChat(chat, EAST, "东关群", "zh-Hans", is_forum=False)
        await database.run(group_chats.bind, group, SECRETARY, NOW)
    assert len((await does(SECRETARY, quiz_groups.send, one.quiz_id, SOON)).chats) == 2
    await refused(one.village, SECRETARY, "quiz-posted", quiz_groups.send, one.quiz_id, LATER)
    polls = [content["poll"] for content in await one.village.said("quiz-group")]
    assert [(poll["is_anonymous"], poll["seconds"]) for poll in polls] == [(True, 604_800)] * 2

    def arrive(tx: Transaction) -> None:
        found = tx.execute(
            sa.select(delivery.c.id).order_by(delivery.c.push_id, delivery.c.chat_id)
        ).scalars()
        for number, delivery_id in enumerate(list(found)):
            _arrives(tx, delivery_id, f"g{number}")

    await database.run(arrive)
    # One of its groups, then the other; an older number and one of a poll that is not ours change nothing.
    for poll, voters, chosen in (
        ("g0", 2, (0, 2, 0)),
        ("g0", 1, (0, 1, 0)),
        ("g1", 2, (1, 1, 0)),
        ("?", 9, (9,)),
    ):
        await does(0, poll_counts.count, poll, voters, chosen, False)
    await does(0, poll_counts.count, "g2", 4, (4, 1, 4), False)
    report = await sees(SECRETARY, quiz_report.report, one.quiz_id, LATER)
    assert [(total.in_groups, total.right_in_groups) for total in report.questions] == [(4, 3), (4, None)]
    assert report.is_open
    assert report.missed == 0
    assert await does(SECRETARY, quiz_groups.close, one.quiz_id, LATER) == 2
    closing = await one.village.said("quiz-close")
    assert len(closing) == 2
    operations = sa.select(push.c.operation, sa.func.count()).select_from(
        push.join(delivery, delivery.c.push_id == push.c.id)
    )
    query = operations.where(push.c.kind == "quiz-close").group_by(push.c.operation)
    assert await database.read(lambda tx: [tuple(row) for row in tx.execute(query)]) == [("close", 4)]
    await refused(one.village, SECRETARY, "quiz-not-open", quiz_groups.close, one.quiz_id, LATER)
    await does(0, poll_counts.count, "g0", 3, (0, 3, 0), True)
    await does(0, poll_counts.count, "g0", 9, (9, 0, 0), False)  # closed is closed
    voters = sa.select(sent_poll.c.voters).where(sent_poll.c.poll_id == "g0")
    assert await database.read(lambda tx: tx.execute(voters).scalar_one()) == 3
    await does(SECRETARY, quiz_groups.send, one.quiz_id, LATER)
    again = sa.update(delivery).where(delivery.c.state == "queued", delivery.c.chat_id == GROUP)
    await database.run(lambda tx: tx.execute(again.values(state="dead", error="no-media")))
    assert (await sees(SECRETARY, quiz_report.report, one.quiz_id, LATER)).missed == 2


LIST = "多久一次\nA. 每月\nB. 每年\n答案：A\n"


async def test_a_draft_is_its_makers_and_is_kept_once(sqlite_database: Database) -> None:
    village = await Village.settled(sqlite_database)
    does = village.does
    await refused(village, MEMBER, "not-allowed", quiz_drafts.start, NOW)
    card = await does(SECRETARY, quiz_drafts.start, NOW)
    number = card.draft_id
    for usecase, args in (
        (quiz_drafts.paste, (LIST, "测验", NOW)),
        (quiz_drafts.set_title, ("某某", NOW)),
        (quiz_drafts.save, (True, NOW)),
        (quiz_drafts.drop, (NOW,)),
    ):
        await refused(village, WEST_SECRETARY, "button-broken", usecase, number, *args)
    await refused(village, SECRETARY, "quiz-empty", quiz_drafts.save, number, True, NOW)
    await refused(village, SECRETARY, "quiz-empty", quiz_drafts.paste, number, " ", "测验", NOW)
    bad = await does(SECRETARY, quiz_drafts.paste, number, LIST + "\n没有答案\nA. 有\nB. 无", "测验", NOW)
    assert [(one.number, one.key) for one in bad.form.problems] == [(6, "answer-missing")]
    await refused(village, SECRETARY, "quiz-has-problems", quiz_drafts.save, number, False, NOW)
    await refused(
        village, SECRETARY, "identity-number", quiz_drafts.set_title, number, "11010519491231002X", NOW
    )
    await refused(village, SECRETARY, "quiz-title-too-long", quiz_drafts.set_title, number, "长" * 61, NOW)
    await does(SECRETARY, quiz_drafts.set_title, number, " 冬训  <b> ", NOW)
    made = await does(SECRETARY, quiz_drafts.save, number, True, NOW)
    assert (made.title, made.branch_id) == ("冬训 <b>", EAST)
    await refused(village, SECRETARY, "quiz-draft-done", quiz_drafts.save, number, True, NOW)
    assert [one.id for one in await village.sees(SECRETARY, quizzes.listed)] == [made.id]
    assert await village.sees(WEST_SECRETARY, quizzes.listed) == []
    await refused(village, WEST_SECRETARY, "not-allowed", quizzes.look, made.id)
    plan = await does(SECRETARY, quizzes.into_plan, made.id, WorkingDays(), NOW)
    again = await does(SECRETARY, quizzes.into_plan, made.id, WorkingDays(), NOW)
    assert (plan.draft_id, len(again.form.items), again.form.title) == (again.draft_id, 1, "冬训 <b>")


@pytest.mark.parametrize("app", ["android", "ios"])
async def test_a_list_that_a_phone_has_cut_is_read_whole(sqlite_database: Database, app: str) -> None:
    village = await Village.settled(sqlite_database)
    number = (await village.does(SECRETARY, quiz_drafts.start, NOW)).draft_id
    every = "\n".join(f"{n}. {'这道题有点长' * 20}{n}\nA. 每月\nB. 每年\n答案：A" for n in range(1, 41))
    first, *others = [piece for piece, _ in in_pieces(every, [], app)]
    whole = await village.does(SECRETARY, quiz_drafts.paste, number, first, "测验", NOW)
    assert whole.form.tail
    assert others
    for piece in others:
        whole = await village.does(SECRETARY, quiz_drafts.paste, number, piece, "测验", NOW)
    assert (len(whole.form.questions), whole.form.problems) == (40, ())


async def test_somebody_over_several_branches_says_which(sqlite_database: Database) -> None:
    village = await Village.settled(sqlite_database)
    card = await village.does(0, quiz_drafts.start, NOW)
    assert len(card.branches) == 2
    await village.does(0, quiz_drafts.paste, card.draft_id, LIST, "测验", NOW)
    await refused(village, 0, "quiz-branch-missing", quiz_drafts.save, card.draft_id, False, NOW)
    await village.does(0, quiz_drafts.set_branch, card.draft_id, EAST, NOW)
    assert (await village.does(0, quiz_drafts.save, card.draft_id, False, NOW)).branch_id == EAST


async def test_what_is_asked_in_private_is_forgotten_with_its_push(sqlite_database: Database) -> None:
    one = await exam(sqlite_database)
    await one.takes(MEMBER, (1,), (0, 2))
    group = GroupChat(GROUP, EAST, "东关群", "zh-Hans", is_forum=False)
    await sqlite_database.run(group_chats.bind, group, SECRETARY, NOW)
    await one.village.does(SECRETARY, quiz_groups.send, one.quiz_id, SOON)

    def forget(tx: Transaction) -> None:
        tx.execute(sa.update(delivery).values(state="sent", done_at=SOON))
        old_pushes.forget(tx, old_pushes.ended_before(tx, LATER))

    await sqlite_database.run(forget)
    assert await sqlite_database.read(sent_polls.place_of, "p1") is None
    assert len(await sqlite_database.read(rows.group_posts, one.quiz_id)) == 2
    assert await one.village.said("quiz-question") == []
    assert (await one.village.sees(MEMBER, quiz_taking.result, one.quiz_id)).right == 2
