"""Every button shown, pressed by the wrong person, in the wrong chat, too late; and every update twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from bot.app import running
from bot.i18n import LOCALES
from handlers.journeys import JOURNEYS
from storage import inbox, schema
from storage.database import Transaction
from tests.conftest import fresh_sqlite
from tests.durability.announcing import SEVERAL, Announcing
from tests.durability.answering import Answering, theirs
from tests.durability.choosing import Choosing
from tests.durability.crawling import MEMBER, Crawl, Shown, some_records
from tests.durability.examining import Examining
from tests.durability.fulfilling import Fulfilling
from tests.durability.gathering import Gathering
from tests.durability.grouping import Grouping
from tests.durability.joining import FIRST_PHONES, SECOND_PHONES, Joining, forged
from tests.durability.keeping import Keeping
from tests.durability.overhearing import logged
from tests.durability.paying import Paying
from tests.durability.planning import Planning
from tests.durability.pledging import Pledging
from tests.durability.resting import Resting
from tests.durability.settling import Settling
from tests.durability.studying import Studying
from tests.durability.test_hostile import STRANGER, WEST, found_west
from tests.durability.township import BRANCH, LEADER, SECRETARY, Township, name_of, phone
from tests.durability.watching import changed, dump, forget, watch
from tests.journeys.world import NO_LIMITS, open_world, requests_for, settings_for
from tests.support.telegram import TOKEN, open_front

# One story for all of them, on one worker and in the order written: the last takes a power away.

ANOTHER_MEMBER = phone(MEMBER + 5)
# What there is no wrong person for, and why; every other button must be among those pressed wrongly.
FOR_ANYBODY = {
    "lang.ask": "everybody chooses the language that they are spoken to",
    "lang.set": "the same",
    "log.new": "a member begins a service of their own, wherever they saw the button",
    "ntc.new": "whoever may send to anybody begins a notice of their own, in the same way",
    "ntc.fresh": "the same",
    "pc.mute": "everybody mutes for themselves",
    "pc.topic": "the same",
    "pc.hush": "the same",
    "pc.for": "the same",
    "pc.undo": "the same",
    "pc.why": "everybody sees what they have had themselves",
    "hh.rp": "whoever has the link of residents recommends a member",
    "hh.rec": "the same, as often as they like",
    "hh.rno": "the same, and takes it back",
    "due.calc": "everybody may reckon what they would owe",
    "due.kind": "the same",
    "qz.list": "whoever runs the study of any branch sees the quizzes of their own",
    "qz.new": "the same, and begins one of their own",
    "st.new": "whoever runs the study of any branch begins a plan of their own",
    "st.fresh": "the same",
    "cert.br": "the branch's year names nobody: all its members may look at it",
    "stl.about": "whoever has the link of a published list objects",
    "stl.names": "the same, and turns its pages",
    "stl.quit": "everybody lets go of what they were writing themselves",
    "stl.say": "in the group, where all may object",
    "plg.new": "a member begins a pledge of their own, or goes on with it",
    "kp.mine": "everybody sees their own pledges",
    "kp.all": "whoever looks after the pledges of any branch sees those that they do",
    "kp.say": "whoever has the link of residents has a voice",
    "mtg.fresh": "whoever runs the meetings of any branch begins one of their own",
}
# What changes nothing for good, or is everybody's own: pressed again it may do its work again.
HALF = 6  # of the first and of the last buttons of an action
ENDS = frozenset(
    {"rev.ok", "rev.why", "rev.page", "log.submit", "log.cancel", "rec.gone"}
    | {"rcp.sure", "chg.do", "chg.sure"}
    | {"mem.add", "ros.import", "ros.skip", "join", "join.ask", "reb.decide"}
    | {"mtg.send", "mtg.drop", "mtg.ok", "mtg.no", "mtg.held", "mtg.sure", "mtg.shut"}
    | {"mot.all", "mot.gone", "min.sure"}
    | {"qz.save", "qz.skip", "qz.drop", "qz.close"}
    | {"st.send", "st.off", "st.enter", "st.quit", "st.undo"}
    | {"stl.freeze", "stl.go", "stl.final", "stl.gone"}
    | {"plg.submit", "plg.cancel", "plg.take", "plr.ok", "plr.why", "plr.show"}
    | {"kp.end-yes", "kp.kept", "kp.fine", "kp.pub", "kp.shut", "kp.nudge", "kp.tick", "kp.flag"}
    | {"rep.send", "rep.skip", "rul.off-yes", "tsk.import", "tsk.drop", "tsk.off-yes"}
    | {"hh.open", "hh.gone", "hh.begin", "hh.cast", "hh.close", "hh.again"}
    | {"mst.yes", "mst.no", "mst.hide", "mst.drop", "mst.use", "mst.spoke"}
    | {"cert.gone", "cert.make", "cert.star"}
    | {"ntc.send", "ntc.now", "ntc.off", "ntc.cancel", "ntc.resend", "apv.ok"}
)


@pytest.fixture(scope="module")
async def told(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[str, Any]]:
    """The whole story, overheard: the crawl, the log, every update as it came in."""
    url = fresh_sqlite(sqlite_template, tmp_path_factory.mktemp("story"))
    updates: list[Any] = []
    async with open_front("in-process") as front, open_world(front, url, approve_above=SEVERAL) as world:
        with logged() as log:
            intake = world.app._intake  # every update comes in by this door
            batch = intake.batch

            async def overheard(elements: Iterable[Any]) -> int | None:
                elements = list(elements)
                updates.extend(elements)
                return await batch(elements)

            world.app._poller._keep = overheard
            township = Township(front.engine, TOKEN, 1, scale=0)
            await world.database.run(township.settle)
            await world.database.run(found_west, world)
            await world.database.run(some_records, world)
            township.give_phones()
            for telegram_id in (*WEST, STRANGER):
                await front.control("person", id=telegram_id, name="何静")
                await front.control("send", user=telegram_id, chat=0, text="/start")
            # Trouble is what is logged: the network fails a few times on the way.
            for method, kind in (("sendMessage", "internal-error"), ("getUpdates", "bad-gateway")):
                await front.control("fault", method=method, kind=kind, count=2, skip=20)
            crawl = Crawl(world)
            await crawl.everybody()
            joining = Joining(crawl)
            await joining.happens()
            grouping = Grouping(crawl)
            await grouping.happens()
            await Answering(crawl).happens()
            announcing = Announcing(crawl)
            await announcing.happens()
            await Gathering(crawl).happens()
            await Paying(crawl).happens()
            await Studying(crawl).happens()
            await Examining(crawl).happens()
            await Planning(crawl).happens()
            await Choosing(crawl).happens()
            await Resting(crawl).happens()
            await Keeping(crawl).happens()
            settling = Settling(crawl)
            await settling.happens()
            await Pledging(crawl).happens()
            await Fulfilling(crawl).happens()
        await world.database.run(watch)
        yield {
            "world": world,
            "crawl": crawl,
            "joining": joining,
            "log": log.getvalue(),
            "updates": updates,
            "url": url,
            "buttons": buttons_of(crawl)
            + forged(joining)
            + grouping.forged()
            + announcing.forged()
            + settling.forged(),
        }


async def unchanged(crawl: Crawl, user: int, buttons: Iterable[Shown], chat: int = 0) -> None:
    """Press all of these as somebody; AssertionError names the action that changed anything."""
    database = crawl.world.database
    before = await database.read(dump)
    await database.run(forget)
    others = [one for one in buttons if chat or one[0] != user]
    for action, found in groupby(others, key=action_of):
        same = list(found)
        await crawl.press_all(user, same, chat)
        one_of = f"one of {[data for _, _, data in same]} of {same[0][0]} pressed by {user}"
        assert await database.read(changed) == [], f"{action}: {one_of}"
    assert await database.read(dump) == before


async def calm(crawl: Crawl) -> None:
    """Everything was answered, nothing was set aside, and nobody heard that we are at fault."""
    engine, texts = crawl.world.front.engine, crawl.world.app._router._house.texts
    assert [query.id for query in engine.callbacks.values() if not query.answered] == []
    assert await crawl.world.database.read(inbox.quarantined) == []
    faults = {texts.format(locale, "error-our-fault", {}, html=False) for locale in LOCALES}
    toasts = {event.get("text", "") for event in engine.events.kept if event["kind"] == "callback-answered"}
    assert toasts & faults == set()
    said = {line.text for line in engine.ledger}
    assert said & faults == set()


def action_of(one: Shown) -> str:
    return one[2].partition(":")[0]


def buttons_of(crawl: Crawl) -> list[Shown]:
    """Whose it is, where, and its data: of each action as many as tell them apart."""
    once = {data: (user, message, data) for user, message, data in crawl.shown}
    found: dict[str, list[Shown]] = {}
    for one in once.values():
        if action_of(one) not in FOR_ANYBODY:
            found.setdefault(action_of(one), []).append(one)
    return [one for every in found.values() for one in (*every[:HALF], *every[HALF:][-HALF:])]


async def test_no_button_is_forgotten(told: dict[str, Any]) -> None:
    crawl = told["crawl"]
    known = {action for journey in JOURNEYS for action in journey.taps}
    shown = {action_of(one) for one in crawl.shown}
    assert shown <= known
    # Those missing here must be shown by the story, or forged with real ids in tests.durability.joining.
    assert known - {action_of(one) for one in told["buttons"]} == FOR_ANYBODY.keys()
    assert len(known - shown - FOR_ANYBODY.keys()) <= 12, "a story that shows little tests little"
    print(f"{len(crawl.shown)} buttons shown; never shown: {sorted(known - shown)}")
    await calm(crawl)


async def test_a_change_undone_at_once_is_noticed(told: dict[str, Any]) -> None:
    database = told["world"].database
    branch, account = schema.branch, schema.account

    def there_and_back(tx: Transaction) -> None:
        for name in ("西街社区党支部", "东关社区党支部"):
            tx.execute(branch.update().where(branch.c.id == BRANCH).values(name=name))
        bound = account.update().where(account.c.telegram_id == phone(MEMBER))
        for person_id in (None, MEMBER):
            tx.execute(bound.values(person_id=person_id))
        tx.execute(bound.values(locale="en"))
        tx.execute(bound.values(locale="zh-Hans"))

    await database.run(forget)
    before = await database.read(dump)
    await database.run(there_and_back)
    assert await database.read(changed) == ["binding", "branch"]
    assert await database.read(dump) == before


async def test_nothing_private_is_logged(told: dict[str, Any]) -> None:
    log: str = told["log"]
    assert "update-retried" in log or "answer-lost" in log
    assert "poll-refused" in log
    names = [name_of(one) for one in (LEADER, SECRETARY, MEMBER)]
    places = ("幸福里", "养老院", "东关", "西街", "打扫", "聊天", "扫雪", "周小", "何静", "写错")
    private = (*names, *places, "13712345678", "1371234", "13912345678", TOKEN, TOKEN.partition(":")[2])
    assert [one for one in private if one in log] == []


@pytest.mark.timeout(240)
@pytest.mark.parametrize("who", [ANOTHER_MEMBER, STRANGER, WEST[1], WEST[0]])
async def test_the_wrong_person(told: dict[str, Any], who: int) -> None:
    crawl = told["crawl"]
    allowed = {
        # A secretary chooses the scheme of their own branch and adds to its calendar, wherever they saw the
        # button.
        WEST[0]: ("star.use", "tsk.add:2"),
        # An invitation belongs to whoever has its code and is no member yet.
        STRANGER: (f"join:{told['joining'].open_code}",),
        # A notice to the whole branch is for this one, too.
        # So is a plan of study for everybody.
        # And a full member has a vote.
        ANOTHER_MEMBER: (
            *await crawl.world.database.read(theirs, MEMBER + 5),
            "st.tick",
            "st.done",
            "hh.cast",
            "kp.follow",
        ),
    }
    own = allowed.get(who, ())
    await unchanged(crawl, who, [one for one in told["buttons"] if not one[2].startswith(own)])
    await calm(crawl)


@pytest.mark.parametrize("who", [FIRST_PHONES[0], FIRST_PHONES[1], SECOND_PHONES[1], phone(MEMBER)])
async def test_who_must_not_decide_about_a_phone(told: dict[str, Any], who: int) -> None:
    """The old phone, the phone that asks, one that was moved away from, and a member of the branch."""
    crawl, waiting = told["crawl"], told["joining"].waiting
    assert len(waiting) >= 2
    sheet = crawl.sheet(who)
    await unchanged(crawl, who, [(0, sheet, data) for _, _, data in waiting])
    await calm(crawl)


async def test_the_wrong_chat(told: dict[str, Any]) -> None:
    crawl = told["crawl"]
    users = [phone(LEADER), phone(MEMBER)]
    group = crawl.control.run("group", {"title": "群", "founder": phone(SECRETARY), "members": users})
    sent = crawl.control.run("send", {"user": phone(SECRETARY), "chat": group["id"], "text": "/help"})
    await unchanged(
        crawl,
        phone(SECRETARY),
        [(owner, sent[0]["message_id"], data) for owner, _, data in told["buttons"]],
        group["id"],
    )
    await calm(crawl)


async def test_too_late(told: dict[str, Any]) -> None:
    crawl = told["crawl"]
    ends = [one for one in crawl.pressed if action_of(one) in ENDS]
    assert {action_of(one) for one in ends} == ENDS
    await crawl.world.database.run(forget)
    for user, message, data in ends:
        await crawl.press(user, message, data)
        assert await crawl.world.database.read(changed) == [], data
    await calm(crawl)


async def test_every_update_once_more(told: dict[str, Any]) -> None:
    world, updates = told["world"], told["updates"]
    assert len(updates) > 200
    # The second half of the story is among them.
    assert all(
        one in str(updates) for one in ("join:", "join.ask:", "reb.decide:", "rol.give:", "ros.import:")
    )
    before = await world.database.read(dump, schema.audit, schema.account, schema.inbox)
    calls = world.front.engine.calls.total()
    await world.app._intake.batch(updates)
    await world.settled()
    assert await world.database.read(dump, schema.audit, schema.account, schema.inbox) == before
    sent = world.front.engine.calls.total() - world.front.engine.calls["getUpdates"]
    assert sent <= calls


async def test_every_update_once_more_after_a_restart(told: dict[str, Any]) -> None:
    world, updates = told["world"], told["updates"]
    settings = settings_for(world.front, told["url"])
    before = await world.database.read(dump, schema.audit, schema.account, schema.inbox)
    async with running(settings, requests_for(world.front), world.clock, NO_LIMITS) as again:
        await again._intake.batch(updates)
        await again.workers.idle()
        await world.app.dispatcher.idle()  # it holds the lease: the other stands by
        assert await world.database.read(dump, schema.audit, schema.account, schema.inbox) == before


async def test_a_removed_secretary(told: dict[str, Any]) -> None:
    crawl = told["crawl"]
    holding = schema.holding
    await crawl.world.database.run(
        lambda tx: tx.execute(holding.delete().where(holding.c.person_id == SECRETARY))
    )
    # A form of one's own stays one's own: filling it in or putting it away is no power.
    forms = ("log.", "mem.drop", "cor.drop", "ros.drop", "chg.drop", "tsk.drop", "plg.")
    # Whoever should attend a meeting answers for themselves, with a role or without.
    answers = ("mtg.see", "mtg.come", "mtg.leave", "mtg.why", "st.tick", "st.done", "hh.cast", "kp.follow")
    buttons = [
        (0, message, data)
        for owner, message, data in told["buttons"]
        if not data.startswith(answers if owner != phone(SECRETARY) else (*forms, *answers))
    ]
    await unchanged(crawl, phone(SECRETARY), buttons)
    await calm(crawl)
