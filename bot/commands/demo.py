"""``zhibu demo``: a local Telegram, a made-up branch and the real bot, talking over HTTP on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import random
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from bot.app import App, running
from bot.clock import utc_now
from bot.commands.roster import operator
from bot.domain.people import Member
from bot.domain.service import RecordChange, RecordState, ServiceCategory, ServiceFacts, local_now
from bot.office.roster import read_roster
from bot.sandbox.server import LocalTelegram
from bot.settings import Settings, load_settings
from bot.usecases.inviting import make_invites
from bot.usecases.joining import join
from bot.usecases.roster import Founding, import_roster
from storage import branches, people, records
from storage.actors import Caller, load_actor
from storage.database import Database, Transaction
from storage.migrate import migrate

TOKEN = "1000000001:LOCAL-TELEGRAM-of-the-demonstration"
FIRST_ACCOUNT = 7_000_000_101
NOT_YET_JOINED = frozenset({"唐一凡", "钱国栋"})
WITHOUT_PHONE = frozenset({"周桂兰", "刘德顺"})
SEED = 20
LANGUAGE = "zh-hans"

DEEDS = (
    ("东关社区", ServiceCategory.ENVIRONMENT, "清扫楼道和绿地"),
    ("幸福里小区", ServiceCategory.ENVIRONMENT, "捡拾垃圾,清理小广告"),
    ("东关路口", ServiceCategory.SAFETY, "早高峰文明劝导"),
    ("东关社区", ServiceCategory.SAFETY, "夜间治安巡逻"),
    ("社区活动室", ServiceCategory.POLICY_TALK, "宣讲医保新政策"),
    ("夕阳红养老院", ServiceCategory.ELDERLY_CARE, "陪老人聊天,打扫房间"),
    ("幸福里小区", ServiceCategory.ELDERLY_CARE, "上门给老人理发"),
    ("何家院子", ServiceCategory.HOUSEHOLD_HELP, "看望结对困难户"),
    ("社区菜园", ServiceCategory.TECHNICAL, "教大家种菜"),
    ("社区广场", ServiceCategory.CULTURE, "组织邻里文艺晚会"),
)


async def run_demo(port: int) -> None:
    """Print one address to open, and go on until Ctrl-C."""
    from bot.cli import stop_on_signals

    stop = stop_on_signals()
    with tempfile.TemporaryDirectory(prefix="zhibu-demo-") as folder:
        async with open_demo(Path(folder), port) as (telegram, app):
            print(f"\n  支部通演示 / Zhibu demo:  {telegram.url}\n", flush=True)
            print("  在浏览器里打开，选一个人，开始说话。停止：Ctrl-C", flush=True)
            print("  Open it, choose who you are, and talk. Stop: Ctrl-C\n", flush=True)
            await app.run_until(stop)
    print("  再见 / Bye", flush=True)


@contextlib.asynccontextmanager
async def open_demo(folder: Path, port: int) -> AsyncIterator[tuple[LocalTelegram, App]]:
    """The demonstration at work; everything it stores is in ``folder``."""
    async with LocalTelegram(port=port) as telegram:
        telegram.engine.add_bot(TOKEN)
        settings = load_settings(
            env_file=None,
            bot_token=TOKEN,
            api_base_url=telegram.url,
            database_url=f"sqlite:///{folder / 'demo.db'}",
            operator_ids="",
            proxy_url=None,
            webhook_url=None,
            web_port=0,
        )
        await asyncio.to_thread(migrate, settings.database)
        members = await _found(settings)
        accounts = dict(_phones(telegram, members))
        await _settle(settings, members, accounts)
        async with running(settings) as app:
            for account in accounts.values():
                telegram.control.run("start", {"user": account})
            await app.settled()
            yield telegram, app


async def _found(settings: Settings) -> list[Member]:
    database = await Database.open(settings.database)
    try:
        return await database.run(_import_roster, settings, utc_now())
    finally:
        await database.close()


def _import_roster(tx: Transaction, settings: Settings, now: datetime) -> list[Member]:
    data = files("bot.commands").joinpath("demo_branch.csv").read_bytes()
    read = read_roster(data, "demo_branch.csv")
    founding = Founding(settings.timezone, "东关街道党工委")
    import_roster(tx, operator(tx, settings), read.rows, now, founding, columns=read.columns)
    (branch,) = branches.every(tx)
    return people.page(tx, branch.id, limit=100, offset=0)


def _phones(telegram: LocalTelegram, members: list[Member]) -> Iterator[tuple[int, int]]:
    """Give everybody who has a phone an account on the local Telegram: person id, account."""
    data = files("bot.commands").joinpath("demo_branch.csv").read_bytes()
    offices = {row.name: row.office for row in read_roster(data, "demo_branch.csv").rows}
    for number, member in enumerate(members):
        if member.name in WITHOUT_PHONE:
            continue
        label = LABELS.get(offices[member.name] or "", "党员")
        if member.name in NOT_YET_JOINED:
            label = "尚未加入"
        account = FIRST_ACCOUNT + number
        telegram.control.run(
            "person", {"id": account, "name": member.name, "label": label, "language_code": LANGUAGE}
        )
        if member.name not in NOT_YET_JOINED:
            yield member.id, account
    telegram.control.run("person", {"name": "过路群众", "label": "群众", "language_code": LANGUAGE})


LABELS = {
    "secretary": "支部书记",
    "committee-member": "支部委员",
    "group-leader": "党小组组长",
}


async def _settle(settings: Settings, members: list[Member], accounts: dict[int, int]) -> None:
    database = await Database.open(settings.database)
    try:
        await database.run(_live_a_year, settings, members, accounts, utc_now())
    finally:
        await database.close()


def _live_a_year(
    tx: Transaction, settings: Settings, members: list[Member], accounts: dict[int, int], now: datetime
) -> None:
    by_name = {member.name: member for member in members}
    for invite in make_invites(tx, operator(tx, settings), None, now):
        account = accounts.get(by_name[invite.name].id)
        if account is not None:
            caller = Caller(account, settings.default_locale, settings.timezone, is_operator=False)
            join(tx, load_actor(tx, caller), invite.code, now)
    secretary = by_name["王建国"]
    chance = random.Random(SEED)
    today = local_now(now, settings.timezone).date()
    for member in members:
        for facts in _year_of(chance, today):
            record_id = records.submit(tx, member.branch_id, member.id, facts, member.id, (), now)
            _decide(tx, record_id, secretary if member is not secretary else by_name["陈淑芬"], facts, now)


def _year_of(chance: random.Random, today: date) -> Iterator[ServiceFacts]:
    for _ in range(chance.randint(2, 24)):
        place, category, words = chance.choice(DEEDS)
        day = today - timedelta(days=chance.randint(2, 360))
        start = chance.choice((8, 9, 14, 15, 18)) * 60
        yield ServiceFacts(day, start, chance.choice((60, 90, 120, 120, 180, 240)), place, category, words)


def _decide(tx: Transaction, record_id: int, by: Member, facts: ServiceFacts, now: datetime) -> None:
    """The old ones were confirmed; a few of the last days still wait."""
    record = records.find(tx, record_id)
    if record is not None and (now.date() - facts.day).days > 10:
        records.decide(tx, record, RecordChange.CONFIRMED, RecordState.CONFIRMED, by.id, None, now)
