"""A small township for tests: rows of a roster, and people who act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from bot.domain.people import Office
from bot.domain.rights import Actor, operator_actor
from bot.office.roster import RosterRow
from bot.usecases.inviting import make_invites
from bot.usecases.joining import CodeState, join
from bot.usecases.roster import Founding, ImportReport, import_roster
from storage import audit
from storage.actors import Caller, load_actor
from storage.database import Database, Transaction
from storage.schema import delivery, person, push

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
OPERATOR = operator_actor("zh-Hans", "Asia/Shanghai")
FOUNDING = Founding("Asia/Shanghai", "城关镇党委")
EAST, WEST = "东关社区党支部", "西街村党支部"

ROWS = (
    RosterRow(2, "王桂兰", EAST, office=Office.SECRETARY, phone="13800000001"),
    RosterRow(3, "李秀英", EAST, group="第一党小组", office=Office.GROUP_LEADER),
    RosterRow(4, "张三", EAST, group="第一党小组", phone="13800000003"),
    RosterRow(5, "赵六", EAST, group="第一党小组", office=Office.COMMITTEE_MEMBER),
    RosterRow(6, "孙宏伟", WEST, office=Office.SECRETARY),
)


async def bring_in(
    database: Database, rows: Sequence[RosterRow] = ROWS, actor: Actor = OPERATOR, **options: bool
) -> ImportReport:
    """Import rows as the operator, or as somebody else."""
    return await database.run(import_roster, actor, rows, NOW, FOUNDING, **options)


def caller(telegram_id: int) -> Caller:
    return Caller(telegram_id, "zh-Hans", "Asia/Shanghai", is_operator=False)


async def acting(database: Database, telegram_id: int) -> Actor:
    """Somebody as the database knows them now."""
    return await database.read(load_actor, caller(telegram_id))


async def codes(database: Database, now: datetime = NOW) -> dict[str, str]:
    """Fresh invite codes by name."""
    return {made.name: made.code for made in await database.run(make_invites, OPERATOR, None, now)}


async def settle(database: Database, accounts: dict[str, int], now: datetime = NOW) -> dict[str, Actor]:
    """Let people of the roster join with these Telegram ids."""
    fresh = await codes(database, now)
    for name, telegram_id in accounts.items():
        opened = await database.run(join, await acting(database, telegram_id), fresh[name], now)
        assert opened.state is CodeState.OPEN
    return {name: await acting(database, telegram_id) for name, telegram_id in accounts.items()}


async def rows_of(database: Database, table: sa.Table) -> list[sa.Row[tuple[object, ...]]]:
    """Everything in a table."""

    def look(tx: Transaction) -> list[sa.Row[tuple[object, ...]]]:
        return list(tx.execute(sa.select(table).order_by(*table.primary_key.columns)))

    return await database.read(look)


async def person_id(database: Database, name: str) -> int:
    """The id of the only person of that name."""

    def look(tx: Transaction) -> int:
        return tx.execute(sa.select(person.c.id).where(person.c.name == name)).scalar_one()

    return await database.read(look)


async def pushes_to(database: Database, telegram_id: int) -> list[str]:
    """The message keys of what was queued for an account, oldest first."""

    def look(tx: Transaction) -> list[str]:
        query = (
            sa.select(push.c.content)
            .join(delivery, delivery.c.push_id == push.c.id)
            .where(delivery.c.chat_id == telegram_id)
            .order_by(delivery.c.id)
        )
        return [content["key"] for content in tx.execute(query).scalars()]

    return await database.read(look)


async def actions_about(database: Database, subject: int) -> list[str]:
    """What the audit log says was done about somebody."""
    return [entry.action for entry in await database.read(audit.about, subject)]
