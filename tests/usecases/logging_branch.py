"""A made-up branch for the tests of logging: two groups, a secretary, leaders, members."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from bot.domain.rights import Actor, Role
from storage import schema
from storage.actors import Caller, load_actor
from storage.database import Database, Transaction

P = ParamSpec("P")
T = TypeVar("T")

# A Friday, 14:00 in Shanghai.
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
TIMEZONE = "Asia/Shanghai"

# name: (group, role, has an account, phone)
PEOPLE: dict[str, tuple[int | None, Role | None, bool, str | None]] = {
    "李秀英": (1, None, True, "13800000001"),
    "张三": (1, None, True, "13800000002"),
    "李四": (1, None, False, None),
    "王建国": (1, Role.GROUP_LEADER, True, None),
    "赵敏": (2, None, True, None),
    "孙丽": (2, Role.GROUP_LEADER, False, None),
    "周书记": (None, Role.SECRETARY, True, None),
    "吴委员": (None, Role.COMMITTEE_MEMBER, True, None),
}


@dataclass(frozen=True)
class World:
    """The branch in a database; people act by name."""

    database: Database
    ids: dict[str, int]

    def telegram_id(self, name: str) -> int:
        return 1000 + self.ids[name]

    async def do(
        self,
        name: str,
        usecase: Callable[Concatenate[Transaction, Actor, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a use case as that person (a stranger for an unknown name), loaded in the transaction."""
        telegram_id = self.telegram_id(name) if name in self.ids else 99

        def work(tx: Transaction) -> T:
            actor = load_actor(tx, Caller(telegram_id, "zh-Hans", TIMEZONE, name == "operator"))
            return usecase(tx, actor, *args, **kwargs)

        return await self.database.run(work)

    async def sql(self, statement: sa.Executable) -> list[tuple[Any, ...]]:
        def work(tx: Transaction) -> list[tuple[Any, ...]]:
            result = tx.execute(statement)
            return [tuple(row) for row in result] if result.returns_rows else []

        return await self.database.run(work)

    async def records(self) -> list[tuple[Any, ...]]:
        """(person id, day, minutes, state, entered by) of every record, oldest first."""
        table = schema.service_record
        columns = (table.c.person_id, table.c.day, table.c.minutes, table.c.state, table.c.entered_by)
        return await self.sql(sa.select(*columns).order_by(table.c.id))

    async def pushes(self) -> list[tuple[set[int], dict[str, Any]]]:
        """For every push, oldest first: the people it goes to, and its content."""
        push, delivery = schema.push, schema.delivery
        rows = await self.sql(sa.select(push.c.id, push.c.content).order_by(push.c.id))
        to = await self.sql(sa.select(delivery.c.push_id, delivery.c.person_id))
        return [({who for one, who in to if one == push_id}, content) for push_id, content in rows]


def fill(tx: Transaction) -> dict[str, int]:
    """Put the branch into an empty database; returns ids by name."""
    committee = tx.insert_one(schema.committee, name="东关街道党委")
    branch = tx.insert_one(
        schema.branch,
        committee_id=committee,
        name="东关社区党支部",
        sector="community",
        timezone=TIMEZONE,
        backdate_days=31,
    )
    groups = [
        tx.insert_one(schema.party_group, branch_id=branch, name=name)
        for name in ("第一党小组", "第二党小组")
    ]
    ids = {}
    for name, (group, role, account, phone) in PEOPLE.items():
        ids[name] = add_person(tx, branch, groups[group - 1] if group else None, name, phone, account=account)
        if role is not None:
            tx.insert_one(
                schema.holding,
                person_id=ids[name],
                role=role,
                committee_id=None,
                branch_id=None if role is Role.GROUP_LEADER else branch,
                group_id=groups[(group or 1) - 1] if role is Role.GROUP_LEADER else None,
            )
    return ids


def add_person(
    tx: Transaction,
    branch: int,
    group: int | None,
    name: str,
    phone: str | None = None,
    *,
    account: bool = False,
) -> int:
    person_id = tx.insert_one(
        schema.person,
        branch_id=branch,
        group_id=group,
        name=name,
        kind="full",
        phone=phone,
        active=True,
        created_at=NOW,
    )
    if account:
        values = {"person_id": person_id, "locale": "zh-Hans", "reach": "ok", "created_at": NOW}
        tx.execute(sa.insert(schema.account), {"telegram_id": 1000 + person_id, **values})
    return person_id
