"""Filling in and submitting a service, at the level of use cases."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.messages import Minutes, Term
from bot.domain.rights import Actor
from bot.domain.service import ServiceCategory
from bot.domain.service_draft import Field
from bot.errors import UserError
from bot.parsing.draft import DOUBTS as PARSER_DOUBTS
from bot.usecases import service_answers, service_drafts, submitting
from bot.usecases.review import confirm_record
from bot.usecases.service_card import Card
from bot.usecases.service_sentence import DOUBTS, assumed_length
from bot.usecases.submitting import Submitted
from storage import drafts, schema
from storage.database import Database, Transaction
from tests.usecases.logging_branch import NOW, World, fill

SENTENCE = "今天上午在东关社区扫雪2小时"
TODAY = date(2026, 11, 20)


@pytest.fixture
async def world(database: Database) -> World:
    return World(database, await database.run(fill))


async def submitted(world: World, name: str, sentence: str, *, sure: bool = False) -> Submitted:
    card = await world.do(name, service_drafts.start, sentence, NOW)
    result = await world.do(name, submitting.submit, card.draft_id, NOW, sure=sure)
    assert isinstance(result, Submitted), result
    return result


async def confirmed(world: World, name: str, sentence: str) -> None:
    (record_id,) = (await submitted(world, name, sentence)).form.submitted
    await world.do("周书记", confirm_record, record_id, 1, NOW)


async def places_for(world: World, name: str) -> tuple[str, ...]:
    card = await world.do(name, service_drafts.start, "", NOW)
    return (await world.do(name, service_drafts.show, card.draft_id, NOW, Field.PLACE)).places


async def question_of(world: World, name: str) -> str | None:
    def look(tx: Transaction, actor: Actor) -> str | None:
        question = drafts.open_question(tx, actor.telegram_id)
        return question.field if question else None

    return await world.do(name, look)


async def test_a_sentence_with_an_identity_number_leaves_nothing_behind(world: World) -> None:
    told = "昨天在东关社区帮王奶奶（身份证110101 19900307 1234）打扫卫生2小时"
    with pytest.raises(UserError, match="identity-number"):
        await world.do("李秀英", service_drafts.start, told, NOW)
    card = await world.do("李秀英", service_drafts.start, SENTENCE, NOW)
    for field in (Field.WORDS, Field.PLACE):
        with pytest.raises(UserError, match="identity-number"):
            await world.do("李秀英", service_answers.answer, card.draft_id, field, "110101900307123", NOW)
    assert "0307" not in str(await world.sql(sa.select(schema.draft)))


# -- from a sentence -----------------------------------------------------------------------------------


async def test_a_whole_sentence_makes_a_card_that_only_needs_submitting(world: World) -> None:
    card = await world.do("李秀英", service_drafts.start, SENTENCE, NOW)
    assert card.asking is None
    assert card.form.facts().day == TODAY
    assert (card.form.minutes, card.form.place, card.form.words) == (120, "东关社区", "扫雪")
    assert card.form.category is ServiceCategory.ENVIRONMENT
    result = await world.do("李秀英", submitting.submit, card.draft_id, NOW)
    assert isinstance(result, Submitted)
    me = world.ids["李秀英"]
    assert await world.records() == [(me, TODAY, 120, "submitted", me)]


@pytest.mark.parametrize(
    ("sentence", "asked", "doubt"),
    [
        ("今天在东关社区扫雪", Field.MINUTES, None),
        ("在东关社区扫雪2小时", Field.DAY, None),
        ("今天扫雪2小时", Field.PLACE, None),
        ("明天在东关社区扫雪2小时", Field.DAY, "error-service-in-future"),
        ("2026年1月5日在东关社区扫雪2小时", Field.DAY, "error-service-too-old"),
        ("昨天在东关社区扫雪2小时20分", Field.MINUTES, "log-doubt-not-half-hours"),
        ("昨天在东关社区扫雪17小时", Field.MINUTES, "error-service-too-long"),
        ("今天下午1点到4点在东关社区扫雪", Field.MINUTES, "error-service-not-over"),
        ("2月30日在东关社区扫雪2小时", Field.DAY, "log-doubt-date-impossible"),
        ("昨天2点到4点在东关社区扫雪", Field.START, "log-doubt-time-of-day-unclear"),
        (
            f"日期：昨天；时长：2小时；做了：扫雪；地点：{'路' * 61}",
            Field.PLACE,
            "error-service-text-too-long",
        ),
    ],
)
async def test_what_is_missing_or_in_doubt_is_asked(
    world: World, sentence: str, asked: Field, doubt: str | None
) -> None:
    card = await world.do("李秀英", service_drafts.start, sentence, NOW)
    assert card.asking is asked
    if doubt is not None:
        assert [one.key for one in card.form.doubts] == [doubt]
    assert await question_of(world, "李秀英") == f"log-{asked}"
    result = await world.do("李秀英", submitting.submit, card.draft_id, NOW)
    assert isinstance(result, Card)
    assert await world.records() == []


async def test_an_assumed_length_is_stated_until_it_is_changed(world: World) -> None:
    card = await world.do("李秀英", service_drafts.start, "昨天在东关社区扫雪半天", NOW)
    assert card.form.minutes == 240
    (note,) = card.form.notes
    assert (note.key, note.values) == ("log-note-assumed", {"text": "半天", "minutes": Minutes(240)})
    card = await world.do("李秀英", service_drafts.change, card.draft_id, lambda form: form.lasting(180), NOW)
    assert card.form.notes == ()


def test_a_length_in_figures_is_not_assumed() -> None:
    assert assumed_length("昨天半天扫雪，一共4小时", 240) is None
    assert assumed_length("昨天扫雪一整天", 480) == "一整天"


def test_every_doubt_of_the_parser_has_a_field_and_words() -> None:
    assert set(PARSER_DOUBTS) <= set(DOUBTS)


# -- buttons and answers ---------------------------------------------------------------------------------


async def test_a_place_is_offered_to_others_when_it_is_no_home_or_two_people_served_there(
    world: World,
) -> None:
    await submitted(world, "张三", "昨天在王奶奶家扫雪1小时")
    await confirmed(world, "张三", "昨天在李爷爷家扫雪1小时")
    await confirmed(world, "张三", "昨天在东关社区扫雪1小时")
    await submitted(world, "赵敏", "昨天在东关社区扫雪1小时")
    assert await places_for(world, "张三") == ("东关社区", "李爷爷家", "王奶奶家"), "one's own all along"
    assert await places_for(world, "李秀英") == ("东关社区",)
    await confirmed(world, "赵敏", "前天在王奶奶家扫雪1小时")
    await submitted(world, "赵敏", "昨天在西街扫雪1小时")
    assert await places_for(world, "李秀英") == ("东关社区",), "neither a home nor what is not confirmed"
    card = await world.do("李秀英", service_drafts.start, "", NOW)
    tag = service_answers.place_tag("李爷爷家")
    with pytest.raises(UserError, match="button-broken"):
        await world.do("李秀英", service_answers.choose_place, card.draft_id, tag, NOW)
    await confirmed(world, "赵敏", "前天在李爷爷家扫雪1小时")
    assert await places_for(world, "李秀英") == ("李爷爷家", "东关社区")


async def test_buttons_alone_make_a_record(world: World) -> None:
    for name in ("张三", "赵敏"):
        await confirmed(world, name, "昨天在西街巡逻2小时")
    card = await world.do("李秀英", service_drafts.start, "", NOW)
    draft_id = card.draft_id
    assert card.days == tuple(TODAY - timedelta(days=back) for back in range(7))
    edit = service_drafts.change
    await world.do("李秀英", edit, draft_id, lambda form: form.on_day(TODAY), NOW)
    card = await world.do("李秀英", edit, draft_id, lambda form: form.lasting(90), NOW)
    assert card.asking is Field.CATEGORY
    card = await world.do(
        "李秀英", edit, draft_id, lambda form: form.of_category(ServiceCategory.SAFETY), NOW
    )
    assert card.places == ("西街",)
    tag = service_answers.place_tag("西街")
    await world.do("李秀英", service_answers.choose_place, draft_id, tag, NOW)
    card = await world.do("李秀英", edit, draft_id, lambda form: form.saying("巡逻"), NOW)
    assert card.asking is None
    assert await question_of(world, "李秀英") is None
    assert isinstance(await world.do("李秀英", submitting.submit, draft_id, NOW), Submitted)


@pytest.mark.parametrize(
    ("field", "text", "name", "value"),
    [
        (Field.DAY, "前天", "day", date(2026, 11, 18)),
        (Field.DAY, "11月3日", "day", date(2026, 11, 3)),
        (Field.START, "上午9点", "start", 540),
        (Field.MINUTES, "两个半小时", "minutes", 150),
        (Field.MINUTES, "90分钟", "minutes", 90),
        (Field.PLACE, "在西街小区", "place", "西街小区"),
        (Field.PLACE, "老王家门口的小路", "place", "老王家门口的小路"),
        (Field.CATEGORY, "扫雪", "category", ServiceCategory.ENVIRONMENT),
        (Field.WORDS, "  清理   楼道 ", "words", "清理 楼道"),
    ],
)
async def test_typed_answers(world: World, field: Field, text: str, name: str, value: object) -> None:
    card = await world.do("李秀英", service_drafts.start, "昨天", NOW)
    card = await world.do("李秀英", service_answers.answer, card.draft_id, field, text, NOW)
    assert getattr(card.form, name) == value


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        (Field.DAY, "很久以前", "log-day-unclear"),
        (Field.DAY, "明天", "service-in-future"),
        (Field.MINUTES, "挺久的", "log-length-unclear"),
        (Field.MINUTES, "50分钟", "service-half-hours"),
        (Field.START, "一早", "log-time-unclear"),
        (Field.PLACE, "路" * 61, "service-text-too-long"),
        (Field.CATEGORY, "嗯", "log-category-unclear"),
        (Field.HELPED, "老王", "log-helped-first"),
    ],
)
async def test_an_answer_that_does_not_fit_leaves_the_question_open(
    world: World, field: Field, text: str, error: str
) -> None:
    card = await world.do("李秀英", service_drafts.start, "昨天在西街", NOW)
    await world.do("李秀英", service_drafts.show, card.draft_id, NOW, field)
    with pytest.raises(UserError, match=error):
        await world.do("李秀英", service_answers.answer, card.draft_id, field, text, NOW)
    assert await question_of(world, "李秀英") == f"log-{field}"


async def test_a_range_answers_start_and_length_at_once(world: World) -> None:
    card = await world.do("李秀英", service_drafts.start, "昨天在西街巡逻", NOW)
    card = await world.do(
        "李秀英", service_answers.answer, card.draft_id, Field.MINUTES, "下午2点到4点半", NOW
    )
    assert (card.form.start, card.form.minutes) == (840, 150)


async def test_a_whole_service_is_no_answer_but_a_draft_of_its_own(world: World) -> None:
    first = await world.do("李秀英", service_drafts.start, "昨天扫雪2小时", NOW)
    assert first.asking is Field.PLACE
    second = await world.do(
        "李秀英", service_answers.answer, first.draft_id, Field.PLACE, "前天在西街巡逻3小时", NOW
    )
    assert second.draft_id != first.draft_id
    assert (second.form.place, second.form.minutes) == ("西街", 180)
    again = await world.do("李秀英", service_drafts.show, first.draft_id, NOW)
    assert again.form.place is None


async def test_a_hostile_sentence_makes_a_card_of_modest_size(world: World) -> None:
    sentence = "昨天前天3月5日2小时3小时" * 300
    card = await world.do("李秀英", service_drafts.start, sentence[:4096], NOW)
    assert sum(len(str(value)) for doubt in card.form.doubts for value in doubt.values.values()) < 1000


async def test_another_journeys_question_is_left_alone(world: World) -> None:
    def ask(tx: Transaction, actor: Actor) -> None:
        drafts.ask(tx, actor.telegram_id, "rev-reason", 5, NOW)

    await world.do("李秀英", ask)
    await world.do("李秀英", service_drafts.start, SENTENCE, NOW)
    assert await question_of(world, "李秀英") == "rev-reason"


# -- the draft row ---------------------------------------------------------------------------------------


async def test_the_draft_survives_a_restart_at_every_step(world: World, database_url: str) -> None:
    steps = (
        lambda form: form.on_day(TODAY),
        lambda form: form.starting(480),
        lambda form: form.lasting(120),
        lambda form: form.at_place("西街"),
        lambda form: form.of_category(ServiceCategory.SAFETY),
        lambda form: form.saying("巡逻"),
        lambda form: form.with_photo("photo-1"),
    )
    card = await world.do("李秀英", service_drafts.start, "", NOW)
    for step in steps:
        before = await world.do("李秀英", service_drafts.change, card.draft_id, step, NOW)
        reopened = await Database.open(database_url)
        try:
            after = await World(reopened, world.ids).do("李秀英", service_drafts.show, card.draft_id, NOW)
        finally:
            await reopened.close()
        assert after == before
    assert isinstance(await world.do("李秀英", submitting.submit, card.draft_id, NOW), Submitted)


async def test_several_drafts_at_once_do_not_mix(world: World) -> None:
    one = await world.do("李秀英", service_drafts.start, "昨天在西街巡逻2小时", NOW)
    two = await world.do("李秀英", service_drafts.start, SENTENCE, NOW)
    await world.do("李秀英", service_drafts.change, one.draft_id, lambda form: form.lasting(60), NOW)
    again = await world.do("李秀英", service_drafts.show, two.draft_id, NOW)
    assert again.form.minutes == 120
    await world.do("李秀英", submitting.submit, one.draft_id, NOW)
    await world.do("李秀英", submitting.submit, two.draft_id, NOW)
    assert [row[2] for row in await world.records()] == [60, 120]


@pytest.mark.parametrize("who", ["张三", "周书记", "stranger", "operator"])
async def test_another_persons_draft_is_refused(world: World, who: str) -> None:
    card = await world.do("李秀英", service_drafts.start, SENTENCE, NOW)
    draft_id, ids = card.draft_id, world.ids
    for attempt in (
        world.do(who, service_drafts.show, draft_id, NOW),
        world.do(who, service_drafts.change, draft_id, lambda form: form.lasting(30), NOW),
        world.do(who, service_answers.answer, draft_id, Field.PLACE, "西街", NOW),
        world.do(who, service_drafts.toggle_person, draft_id, ids["张三"], NOW),
        world.do(who, submitting.submit, draft_id, NOW, sure=True),
        world.do(who, submitting.cancel, draft_id, NOW),
    ):
        with pytest.raises(UserError, match="log-draft-not-yours"):
            await attempt
    assert await world.records() == []


@pytest.mark.parametrize(("who", "error"), [("stranger", "not-a-member"), ("operator", "log-no-roster")])
async def test_who_is_on_no_roster_cannot_log(world: World, who: str, error: str) -> None:
    with pytest.raises(UserError, match=error):
        await world.do(who, service_drafts.start, SENTENCE, NOW)


async def test_stale_buttons_say_what_became_of_the_draft(world: World) -> None:
    done = await world.do("李秀英", service_drafts.start, SENTENCE, NOW)
    await world.do("李秀英", submitting.submit, done.draft_id, NOW)
    dropped = await world.do("李秀英", service_drafts.start, "昨天在西街巡逻2小时", NOW)
    await world.do("李秀英", submitting.cancel, dropped.draft_id, NOW)
    with pytest.raises(UserError, match="log-draft-submitted") as caught:
        await world.do("李秀英", submitting.submit, done.draft_id, NOW)
    assert caught.value.values == {"state": Term("state-submitted")}
    for attempt in (
        world.do("李秀英", submitting.submit, dropped.draft_id, NOW),
        world.do("李秀英", submitting.cancel, dropped.draft_id, NOW),
        world.do("李秀英", service_drafts.show, dropped.draft_id, NOW),
    ):
        with pytest.raises(UserError, match="log-draft-cancelled"):
            await attempt
    with pytest.raises(UserError, match="button-broken"):
        await world.do("李秀英", service_drafts.show, 999, NOW)


# -- limits and duplicates ---------------------------------------------------------------------------------


async def test_twenty_taps_at_once_submit_once(world: World) -> None:
    card = await world.do("李秀英", service_drafts.start, SENTENCE, NOW)
    taps = [world.do("李秀英", submitting.submit, card.draft_id, NOW) for _ in range(20)]
    results = await asyncio.gather(*taps, return_exceptions=True)
    assert sum(isinstance(one, Submitted) for one in results) == 1
    assert sum(isinstance(one, UserError) and one.key == "log-draft-submitted" for one in results) == 19
    assert len(await world.records()) == 1
    assert len(await world.pushes()) == 1


async def test_sixteen_hours_a_day_over_all_records(world: World) -> None:
    await submitted(world, "李秀英", "昨天在东关社区扫雪10小时")
    card = await world.do("李秀英", service_drafts.start, "昨天在西街巡逻", NOW)
    with pytest.raises(UserError, match="service-day-full") as caught:
        await world.do("李秀英", service_drafts.change, card.draft_id, lambda form: form.lasting(390), NOW)
    assert caught.value.values == {"limit": Minutes(960), "already": Minutes(600)}
    await world.do("李秀英", service_drafts.change, card.draft_id, lambda form: form.lasting(360), NOW)
    assert isinstance(await world.do("李秀英", submitting.submit, card.draft_id, NOW), Submitted)


async def test_a_limit_reached_meanwhile_is_met_at_submitting(world: World) -> None:
    one = await world.do("李秀英", service_drafts.start, "昨天在东关社区扫雪10小时", NOW)
    two = await world.do("李秀英", service_drafts.start, "昨天在西街巡逻10小时", NOW)
    await world.do("李秀英", submitting.submit, one.draft_id, NOW)
    with pytest.raises(UserError, match="service-day-full"):
        await world.do("李秀英", submitting.submit, two.draft_id, NOW)
    assert len(await world.records()) == 1
    with pytest.raises(UserError, match="service-too-old"):
        await world.do("李秀英", submitting.submit, two.draft_id, NOW + timedelta(days=40))


async def test_a_near_duplicate_is_pointed_out_and_can_be_submitted(world: World) -> None:
    await submitted(world, "李秀英", SENTENCE)
    card = await world.do("李秀英", service_drafts.start, "今天在东关社区铲冰1小时", NOW)
    card = await world.do(
        "李秀英",
        service_drafts.change,
        card.draft_id,
        lambda form: form.of_category(ServiceCategory.OTHER),
        NOW,
    )
    assert [(one.name, one.place) for one in card.alike] == [("李秀英", "东关社区")]
    assert isinstance(await world.do("李秀英", submitting.submit, card.draft_id, NOW), Card)
    assert len(await world.records()) == 1
    done = await world.do("李秀英", submitting.submit, card.draft_id, NOW, sure=True)
    assert isinstance(done, Submitted)
    assert len(await world.records()) == 2


async def test_another_persons_record_is_no_duplicate(world: World) -> None:
    await submitted(world, "张三", SENTENCE)
    card = await world.do("李秀英", service_drafts.start, SENTENCE, NOW)
    assert card.alike == ()


# -- photos ------------------------------------------------------------------------------------------------


async def test_an_album_comes_as_several_photos_and_one_card(world: World) -> None:
    card = await world.do("李秀英", service_drafts.start, SENTENCE, NOW, "photo-1", "album")
    await world.database.run(service_drafts.note_card, card.draft_id, world.telegram_id("李秀英"), 77, NOW)
    for number in (2, 3):
        card, continues = await world.do(
            "李秀英", service_drafts.add_photo, f"photo-{number}", "album", NOW + timedelta(seconds=number)
        )
        assert continues
        assert card.form.card == 77
    _, continues = await world.do("李秀英", service_drafts.add_photo, "photo-4", None, NOW)
    assert not continues
    done = await world.do("李秀英", submitting.submit, card.draft_id, NOW)
    assert isinstance(done, Submitted)
    rows = await world.sql(sa.select(schema.record_photo.c.file_id).order_by(schema.record_photo.c.id))
    assert [row[0] for row in rows] == ["photo-1", "photo-2", "photo-3", "photo-4"]


async def test_photos_go_to_the_draft_touched_last(world: World) -> None:
    one = await world.do("李秀英", service_drafts.start, SENTENCE, NOW)
    await world.do("李秀英", service_drafts.start, "昨天在西街巡逻2小时", NOW + timedelta(seconds=1))
    await world.do("李秀英", service_drafts.show, one.draft_id, NOW + timedelta(seconds=2))
    card, _ = await world.do("李秀英", service_drafts.add_photo, "photo", None, NOW + timedelta(seconds=3))
    assert card.draft_id == one.draft_id
    later = NOW + timedelta(hours=23)
    assert await world.do("李秀英", service_drafts.open_draft, later) == one.draft_id
    assert await world.do("李秀英", service_drafts.open_draft, later + timedelta(hours=2)) is None
    assert await world.do("张三", service_drafts.open_draft, NOW) is None
