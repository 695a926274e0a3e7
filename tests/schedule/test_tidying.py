"""What the daily tidying forgets and what it leaves, at the level of the tables."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.messages import Lane
from bot.errors import UserError
from bot.schedule.tidying import KEPT_DRAFTS, KEPT_INVITES, KEPT_PICTURES, KEPT_PUSHES, Tidying
from bot.usecases import service_drafts, submitting
from storage import deliveries, drafts, invites, leases, old_pushes, outbox, pictures
from storage.database import Database, Transaction
from storage.schema import delivery, draft, invite, notice, push
from tests.delivery.post import NOW, note, people
from tests.usecases.logging_branch import NOW as WORKDAY
from tests.usecases.logging_branch import World, fill

MOMENT = timedelta(seconds=1)


@pytest.fixture
async def world(database: Database) -> World:
    return World(database, await database.run(fill))


def tidying(database: Database, now: datetime) -> Tidying:
    return Tidying(database, lambda: now)


async def left(database: Database, column: sa.Column[int]) -> list[int]:
    query = sa.select(column).order_by(column)
    return await database.read(lambda tx: list(tx.execute(query).scalars()))


async def test_every_job_runs_on_an_empty_day(database: Database) -> None:
    jobs = tidying(database, NOW).jobs()
    assert {name: await job() for name, job in jobs.items()} == dict.fromkeys(jobs, 0)
    assert jobs.keys() >= {"inbox", "drafts", "pushes", "invites", "pictures"}


async def test_a_picture_is_forgotten_after_a_while(database: Database) -> None:
    for key, at in (("old", NOW), ("new", NOW + MOMENT), ("again", NOW)):
        await database.run(pictures.keep, key, "file", at)
    await database.run(pictures.keep, "again", "other", NOW + MOMENT)
    later = tidying(database, NOW + KEPT_PICTURES + MOMENT)
    assert (await later.pictures(), await later.pictures()) == (1, 0)
    found = [await database.read(pictures.find, key) for key in ("old", "new", "again")]
    assert found == [None, "file", "other"]


async def test_a_draft_that_has_ended_is_emptied_and_keeps_its_number(database: Database) -> None:
    def work(tx: Transaction) -> list[int]:
        ids = [drafts.create(tx, 101, "member", {"phone": "13911112222"}, NOW).id for _ in range(3)]
        drafts.close(tx, ids[0], drafts.DONE, NOW)
        drafts.close(tx, ids[1], drafts.CANCELLED, NOW)
        return ids

    ids = await database.run(work)
    assert await tidying(database, NOW + KEPT_DRAFTS).drafts() == 0
    later = tidying(database, NOW + KEPT_DRAFTS + MOMENT)
    assert (await later.drafts(), await later.drafts()) == (2, 0)
    assert await left(database, draft.c.id) == ids
    kept = [(await database.read(drafts.find, one)).data for one in ids]
    assert kept == [{}, {}, {"phone": "13911112222"}]


async def test_the_old_card_of_a_submitted_service_answers_calmly(world: World) -> None:
    card = await world.do("李秀英", service_drafts.start, "今天上午在东关社区扫雪2小时", WORKDAY)
    await world.do("李秀英", submitting.submit, card.draft_id, WORKDAY)
    with pytest.raises(UserError, match="log-draft-submitted"):
        await world.do("李秀英", service_drafts.show, card.draft_id, WORKDAY)
    later = WORKDAY + KEPT_DRAFTS + MOMENT
    assert await tidying(world.database, later).drafts() == 1
    with pytest.raises(UserError, match="button-broken"):
        await world.do("李秀英", service_drafts.show, card.draft_id, later)


async def test_a_push_goes_with_its_deliveries_once_all_of_them_have_ended(database: Database) -> None:
    def work(tx: Transaction) -> None:
        for persons in ([1, 2], [1], [1, 2], []):
            outbox.enqueue_for_people(tx, note("x", Lane.NOTICE), persons, NOW)
        first, second, third, fourth, _ = list(
            tx.execute(sa.select(delivery.c.id).order_by(delivery.c.id)).scalars()
        )
        epoch = leases.take(tx, leases.DISPATCHER, "me", 10.0) or 0
        deliveries.begin_many(tx, [(first, 0), (third, 0)], epoch, NOW)
        ends = [deliveries.Ending(one, 1, deliveries.SENT, 7) for one in (first, third)]
        deliveries.end_many(tx, ends, NOW)
        deliveries.drop(tx, second, deliveries.EXPIRED, NOW)
        deliveries.drop(tx, fourth, deliveries.EXPIRED, NOW)

    await database.run(people, 3)
    await database.run(work)
    pushes, rows = await left(database, push.c.id), await left(database, delivery.c.id)
    assert (len(pushes), len(rows)) == (4, 5)
    assert await tidying(database, NOW + KEPT_PUSHES).pushes() == 0
    late = tidying(database, NOW + KEPT_PUSHES + MOMENT)
    assert (await late.pushes(), await late.pushes()) == (3, 0)
    assert await left(database, push.c.id) == [pushes[2]]
    assert await left(database, delivery.c.id) == rows[3:]


async def test_the_messages_of_a_notice_are_kept_and_changes_go_before_what_they_change(
    database: Database,
) -> None:
    def work(tx: Transaction) -> list[int]:
        notice_id = tx.insert_one(
            notice,
            sender_account=101,
            kind="notice",
            state="ended",
            content={},
            audience={},
            created_at=NOW,
        )
        said = note("x", Lane.NOTICE)
        part = outbox.keep(tx, said, NOW, notice_id=notice_id, part=1)
        nudge = outbox.keep(tx, said, NOW, notice_id=notice_id)
        other = outbox.keep(tx, said, NOW)
        edit = outbox.keep(tx, said, NOW, about_id=other)
        return [part, nudge, other, edit]

    part, nudge, other, edit = await database.run(work)
    late = NOW + KEPT_PUSHES + MOMENT
    assert await database.read(old_pushes.ended_before, late - KEPT_PUSHES) == [nudge, edit]
    assert await database.run(old_pushes.forget, [nudge, edit]) == 2
    assert await database.read(old_pushes.ended_before, late - KEPT_PUSHES) == [other]
    assert await tidying(database, late).pushes() == 1
    assert await left(database, push.c.id) == [part]


async def test_old_codes_are_forgotten(database: Database) -> None:
    old, young = NOW, NOW + MOMENT
    await database.run(people, 1)
    await database.run(invites.create, [(1, "a")], NOW - MOMENT, old)
    await database.run(invites.create, [(1, "b")], NOW - MOMENT, young)
    assert await tidying(database, NOW + KEPT_INVITES).invites() == 0
    assert await tidying(database, young + KEPT_INVITES).invites() == 1
    assert await left(database, invite.c.code_hash) == ["b"]
