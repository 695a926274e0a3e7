"""Ten thousand updates nobody should send: nothing breaks, and everything good among them is done."""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from telegram import Update

from bot.domain.rights import Role
from bot.domain.service import ServiceCategory, ServiceFacts
from bot.receiving.answer import Updates, read_answer
from storage import inbox, records
from storage.database import Transaction
from storage.schema import account, branch, holding, party_group, person
from storage.schema import inbox as inbox_table
from tests.durability.hostile import Json, Maker, Promise
from tests.durability.overhearing import logged
from tests.durability.township import Township
from tests.journeys.world import World, open_world
from tests.support.telegram import TOKEN, open_front

SEED = 10_000
MANY = 10_000
BATCH = 100
FIRST_ID = 700_000_000  # far above those of the local Telegram, which gives the good ones
WEST = (6_000_000_101, 6_000_000_102, 6_000_000_103)
STRANGER = 6_000_000_104
PHONE = "13912345678"


@pytest.fixture(scope="session")
def api() -> dict[str, Any]:
    beside = Path(__file__).parents[2].parent / "shared" / "bot-api" / "api.min.json"
    path = Path(os.environ.get("ZHIBU_BOT_API_JSON") or beside)
    if not path.is_file():
        pytest.skip("the published Bot API: set ZHIBU_BOT_API_JSON to its api.min.json")
    types: dict[str, Any] = json.loads(path.read_text())["types"]
    return types


def found_west(tx: Transaction, world: World) -> None:
    """Another branch with a secretary, a leader and a member, from which all the noise comes."""
    now = world.clock()
    shared = {"sector": "rural", "timezone": "Asia/Shanghai", "backdate_days": 31}
    tx.execute(branch.insert(), {"id": 2, "name": "西街村党支部", **shared})
    tx.execute(party_group.insert(), {"id": 2, "branch_id": 2, "name": "一组"})
    for number, telegram_id in enumerate(WEST):
        member = {"id": 101 + number, "branch_id": 2, "group_id": 2, "kind": "full", "active": True}
        tx.execute(person.insert(), {**member, "name": f"何静{number}", "phone": PHONE, "created_at": now})
        known = {"telegram_id": telegram_id, "person_id": 101 + number, "locale": "zh-Hans", "reach": "ok"}
        tx.execute(account.insert(), {**known, "created_at": now})
    tx.execute(holding.insert(), {"person_id": 101, "role": Role.SECRETARY, "branch_id": 2})
    tx.execute(holding.insert(), {"person_id": 102, "role": Role.GROUP_LEADER, "group_id": 2})
    day = now.date()
    for number in range(20):
        facts = ServiceFacts(day, number * 60, 60, "西街", ServiceCategory.SAFETY, "巡逻")
        records.submit(tx, 2, 103, facts, 103, (), now)


async def flood(world: World, township: Township, make: Maker) -> None:
    """The noise through the intake, as the poller and the webhook hand it over; the good ones among it."""
    chance = random.Random(SEED)
    kinds = (make.press, make.press, make.message, make.update)
    acts = list(reversed(township.acts))
    intake = world.app._intake  # the door that the poller and the webhook share
    update_id = FIRST_ID
    for _ in range(MANY // BATCH):
        noise = []
        for _ in range(BATCH):
            update_id += 1
            noise.append(chance.choice(kinds)(update_id))
        if chance.random() < 0.5:
            answer = read_answer(200, json.dumps({"ok": True, "result": noise}).encode())
            assert isinstance(answer, Updates)
            await intake.batch(answer.elements)
        else:
            for one in noise:
                await intake.single(json.dumps(one).encode())
        for _ in range(min(len(acts), 2)):
            acts.pop()()
        await world.app.workers.room()
    assert not acts


@pytest.mark.timeout(240)
async def test_ten_thousand_hostile_updates(api: dict[str, Any], sqlite_url: str) -> None:
    began = time.monotonic()
    async with open_front("in-process") as front, open_world(front, sqlite_url) as world:
        with logged() as log:
            township = Township(front.engine, TOKEN, SEED, scale=4)
            await world.database.run(township.settle)
            await world.database.run(found_west, world)
            township.give_phones()
            for telegram_id in (*WEST, STRANGER):
                await front.control("person", id=telegram_id, name="何静")
                await front.control("send", user=telegram_id, chat=0, text="您好")
            await flood(world, township, Maker(api, (*WEST, STRANGER), random.Random(SEED)))
            await world.settled()
        assert not any(task.done() for task in world.app._tasks)
        assert await world.database.read(inbox.waiting, inbox.BEFORE_ALL, 10) == []
        await world.database.read(township.check_records)
        await world.database.read(only_broken_ones_set_aside, api)
    private = (
        TOKEN,
        TOKEN.partition(":")[2],
        PHONE,
        "何静",
        "李明",
        "东关",
        "扫雪",
        "DROP TABLE",
    )
    assert "update-quarantined" in log.getvalue()
    assert [one for one in private if one in log.getvalue()] == []
    print(f"{MANY} hostile updates in {time.monotonic() - began:.1f} s")


def only_broken_ones_set_aside(tx: Transaction, api: dict[str, Any]) -> None:
    query = sa.select(inbox_table.c.payload, inbox_table.c.error).where(inbox_table.c.state == "quarantined")
    wrongly = []
    for payload, error in tx.execute(query):
        update: Json = json.loads(payload)
        query = update.get("callback_query")
        if isinstance(query, dict) and query.get("chat_instance") == "1":
            wrongly.append((error, query.get("data")))
        elif _decodes(update) and Promise(api).holds(update, ["Update"]):
            wrongly.append((error, str(update)[:300]))
    assert wrongly == [], Counter(error for error, _ in wrongly)


def _decodes(update: Json) -> bool:
    try:
        Update.de_json(update, None)
    except Exception:  # whatever it stumbles over: then nobody can read this update
        return False
    return True
