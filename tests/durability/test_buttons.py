"""Every button shown, pressed by the wrong person, in the wrong chat, too late; and every update twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.app import running
from handlers.journeys import JOURNEYS
from storage import inbox, schema
from tests.conftest import fresh_sqlite
from tests.durability.crawling import DOMAIN, MEMBER, Crawl, Shown, dump, some_records
from tests.durability.overhearing import logged
from tests.durability.test_hostile import STRANGER, WEST, found_west
from tests.durability.township import LEADER, SECRETARY, Township, name_of, phone
from tests.journeys.world import NO_LIMITS, open_world, requests_for, settings_for
from tests.support.telegram import TOKEN, open_front

# One story for all of them, in the order written: the last takes a power away.
pytestmark = pytest.mark.xdist_group("buttons")

ANOTHER_MEMBER = phone(MEMBER + 5)
# A language is chosen and a service begun by whoever presses, an invitation belongs to whoever has its code.
FOR_ANYBODY = ("lang.", "join", "log.new")
# What changes nothing for good, or is everybody's own: pressed again it may do its work again.
HALF = 8  # of the first and of the last buttons of an action
ENDS = ("rev.ok", "rev.why", "rev.page", "log.submit", "log.sure", "log.cancel", "rec.gone", "cor.save")


@pytest.fixture(scope="module")
async def told(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[str, Any]]:
    """The whole story, overheard: the crawl, the log, every update as it came in."""
    url = fresh_sqlite(sqlite_template, tmp_path_factory.mktemp("story"))
    updates: list[Any] = []
    async with open_front("in-process") as front, open_world(front, url) as world:
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
        yield {
            "world": world,
            "crawl": crawl,
            "log": log.getvalue(),
            "updates": updates,
            "url": url,
            "buttons": buttons_of(crawl),
        }


async def unchanged(crawl: Crawl, user: int, buttons: Iterable[Shown], chat: int = 0) -> None:
    """Press all of these as somebody; AssertionError names the first one that changed anything."""
    database = crawl.world.database
    before = await database.read(dump)
    for owner, message, data in buttons:
        if owner == user and not chat:
            continue
        await crawl.press(user, message, data, chat)
        after = await database.read(dump)
        changed = [table.name for table in DOMAIN if after[table.name] != before[table.name]]
        assert changed == [], f"{data} of {owner} pressed by {user}"


async def calm(crawl: Crawl) -> None:
    """Everything was answered, nothing was set aside, and nobody heard that we are at fault."""
    engine = crawl.world.front.engine
    assert [query.id for query in engine.callbacks.values() if not query.answered] == []
    assert await crawl.world.database.read(inbox.quarantined) == []
    texts = [event.get("text", "") for event in engine.events.kept if event["kind"] == "callback-answered"]
    assert not [text for text in texts if "我们这边" in text]


def buttons_of(crawl: Crawl) -> list[Shown]:
    """Whose it is, where, and its data: of each action as many as tell them apart."""
    once = {data: (user, message, data) for user, message, data in crawl.shown}
    found: dict[str, list[Shown]] = {}
    for data, one in once.items():
        if not data.startswith(FOR_ANYBODY):
            found.setdefault(data.partition(":")[0], []).append(one)
    return [one for every in found.values() for one in (*every[:HALF], *every[HALF:][-HALF:])]


async def test_the_story_shows_nearly_every_button(told: dict[str, Any]) -> None:
    crawl = told["crawl"]
    shown = {data.partition(":")[0] for _, _, data in crawl.shown}
    known = {action for journey in JOURNEYS for action in journey.taps}
    assert shown <= known
    print(f"{len(crawl.shown)} buttons shown; never shown: {sorted(known - shown)}")
    assert len(shown) >= 40
    await calm(crawl)


async def test_nothing_private_is_logged(told: dict[str, Any]) -> None:
    log: str = told["log"]
    assert "update-retried" in log or "answer-lost" in log
    assert "poll-refused" in log
    names = [name_of(one) for one in (LEADER, SECRETARY, MEMBER)]
    places = ("幸福里", "养老院", "东关", "西街", "打扫", "聊天", "扫雪", "周小川", "何静", "写错")
    private = (*names, *places, "13712345678", "1371234", "13912345678", TOKEN, TOKEN.partition(":")[2])
    assert [one for one in private if one in log] == []


@pytest.mark.timeout(240)
@pytest.mark.parametrize("who", [ANOTHER_MEMBER, STRANGER, WEST[1], WEST[0]])
async def test_the_wrong_person(told: dict[str, Any], who: int) -> None:
    crawl = told["crawl"]
    # A secretary chooses the scheme of their own branch, wherever they saw the button.
    own = ("star.use",) if who == WEST[0] else ()
    await unchanged(crawl, who, [one for one in told["buttons"] if not one[2].startswith(own)])
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
    ends = [one for one in crawl.pressed if one[2].startswith(ENDS)]
    assert len(ends) >= 4
    before = await crawl.world.database.read(dump)
    for user, message, data in ends:
        await crawl.press(user, message, data)
        after = await crawl.world.database.read(dump)
        assert [name for name in after if after[name] != before[name]] == [], data
    await calm(crawl)


async def test_every_update_once_more(told: dict[str, Any]) -> None:
    world, updates = told["world"], told["updates"]
    assert len(updates) > 200
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
        await again.dispatcher.idle()
        assert await world.database.read(dump, schema.audit, schema.account, schema.inbox) == before


async def test_a_removed_secretary(told: dict[str, Any]) -> None:
    crawl = told["crawl"]
    holding = schema.holding
    await crawl.world.database.run(
        lambda tx: tx.execute(holding.delete().where(holding.c.person_id == SECRETARY))
    )
    # A form of one's own stays one's own: filling it in or putting it away is no power.
    forms = ("log.", "mem.drop", "cor.drop")
    buttons = [
        (0, message, data)
        for owner, message, data in told["buttons"]
        if owner != phone(SECRETARY) or not data.startswith(forms)
    ]
    await unchanged(crawl, phone(SECRETARY), buttons)
    await calm(crawl)
