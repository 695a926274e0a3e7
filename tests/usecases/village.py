"""Two branches with people who enter, confirm and correct records, put straight into the tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from bot.domain.rights import Actor, Right, Role, operator_actor
from bot.domain.service import ServiceCategory, ServiceFacts, ServiceRecord
from bot.usecases.review import confirm_record
from storage import records, totals
from storage.actors import Caller, load_actor
from storage.database import Database, Transaction
from storage.schema import (
    account,
    branch,
    committee,
    delivery,
    granted_right,
    holding,
    party_group,
    person,
    push,
)

P = ParamSpec("P")
T = TypeVar("T")

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
EAST, WEST = 1, 2
EAST_ONE, EAST_TWO, WEST_ONE = 1, 2, 3
ADMINISTERS = 1

SECRETARY, LEADER, MEMBER, PHONELESS, COMMITTEE, OTHER_LEADER, OTHER_MEMBER = 1, 2, 3, 4, 5, 6, 7
WEST_SECRETARY, WEST_LEADER, ADMINISTRATOR, CONTACT = 8, 9, 10, 11
OPERATOR = 0

PEOPLE = {
    SECRETARY: ("王桂兰", EAST, None, Role.SECRETARY),
    LEADER: ("李秀英", EAST, EAST_ONE, Role.GROUP_LEADER),
    MEMBER: ("张三", EAST, EAST_ONE, None),
    PHONELESS: ("老周", EAST, EAST_ONE, None),
    COMMITTEE: ("赵六", EAST, EAST_TWO, Role.COMMITTEE_MEMBER),
    OTHER_LEADER: ("陈建国", EAST, EAST_TWO, Role.GROUP_LEADER),
    OTHER_MEMBER: ("刘敏", EAST, EAST_TWO, None),
    WEST_SECRETARY: ("孙宏伟", WEST, None, Role.SECRETARY),
    WEST_LEADER: ("何静", WEST, WEST_ONE, Role.GROUP_LEADER),
    ADMINISTRATOR: ("郑涛", WEST, None, Role.COMMITTEE_ADMINISTRATOR),
    CONTACT: ("高远", WEST, None, None),
}


def facts(day: date = date(2026, 11, 18), minutes: int = 120, **more: Any) -> ServiceFacts:
    """A service like any other."""
    plain = ServiceFacts(day, None, minutes, "东关社区", ServiceCategory.ENVIRONMENT, "扫雪")
    return replace(plain, **more)


def _settle(tx: Transaction) -> None:
    tx.execute(committee.insert(), [{"id": ADMINISTERS, "name": "城关镇党委"}])
    branches = [(EAST, "东关社区党支部"), (WEST, "西街村党支部")]
    shared = {
        "committee_id": ADMINISTERS,
        "sector": "rural",
        "timezone": "Asia/Shanghai",
        "backdate_days": 31,
    }
    tx.execute(branch.insert(), [{"id": id_, "name": name, **shared} for id_, name in branches])
    groups = [(EAST_ONE, EAST, "一组"), (EAST_TWO, EAST, "二组"), (WEST_ONE, WEST, "一组")]
    tx.execute(party_group.insert(), [{"id": g, "branch_id": b, "name": name} for g, b, name in groups])
    tx.execute(
        person.insert(),
        [
            {
                "id": id_,
                "branch_id": in_branch,
                "group_id": in_group,
                "name": name,
                "kind": "full",
                "active": True,
                "created_at": NOW,
            }
            for id_, (name, in_branch, in_group, _) in PEOPLE.items()
        ],
    )
    with_phone = [id_ for id_ in PEOPLE if id_ != PHONELESS]
    tx.execute(
        account.insert(),
        [
            {
                "telegram_id": 1000 + id_,
                "person_id": id_,
                "locale": "zh-Hans",
                "reach": "ok",
                "created_at": NOW,
            }
            for id_ in with_phone
        ],
    )
    for id_, (_, in_branch, in_group, role) in PEOPLE.items():
        if role is not None:
            _hold(tx, id_, role, in_branch, in_group)
    _hold(tx, CONTACT, Role.CONTACT_LEADER, EAST, None)


def _hold(tx: Transaction, id_: int, role: Role, in_branch: int, in_group: int | None) -> None:
    administers = role is Role.COMMITTEE_ADMINISTRATOR
    tx.execute(
        holding.insert(),
        {
            "person_id": id_,
            "role": role,
            "committee_id": ADMINISTERS if administers else None,
            "branch_id": None if administers else in_branch,
            "group_id": in_group if role is Role.GROUP_LEADER else None,
        },
    )


@dataclass(frozen=True)
class Village:
    """The database with everybody in it."""

    database: Database

    @classmethod
    async def settled(cls, database: Database) -> Village:
        await database.run(_settle)
        return cls(database)

    async def does(
        self,
        who: int,
        usecase: Callable[Concatenate[Transaction, Actor, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Somebody acts, with the rights they have at this moment, as one transaction."""
        return await self.database.run(lambda tx: usecase(tx, acting(tx, who), *args, **kwargs))

    async def sees(
        self,
        who: int,
        query: Callable[Concatenate[Transaction, Actor, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The same for something that only reads."""
        return await self.database.read(lambda tx: query(tx, acting(tx, who), *args, **kwargs))

    async def submits(
        self, of: ServiceFacts | None = None, who: int = MEMBER, by: int | None = None, at: datetime = NOW
    ) -> int:
        """A submitted record of somebody; returns its id."""
        return await self.database.run(records.submit, PEOPLE[who][1], who, of or facts(), by or who, (), at)

    async def confirmed(self, of: ServiceFacts | None = None, who: int = MEMBER, at: datetime = NOW) -> int:
        """A confirmed record of somebody; returns its id."""

        def work(tx: Transaction) -> int:
            record_id = records.submit(tx, PEOPLE[who][1], who, of or facts(), who, (), at)
            decider = SECRETARY if PEOPLE[who][1] == EAST else WEST_SECRETARY
            confirm_record(tx, acting(tx, decider), record_id, 1, at)
            return record_id

        return await self.database.run(work)

    async def record(self, record_id: int) -> ServiceRecord:
        found = await self.database.read(records.find, record_id)
        assert found is not None
        return found

    async def sums(self, who: int = MEMBER) -> dict[int, tuple[int, int]]:
        """Services and minutes by year, after a recount has agreed with what is kept."""
        assert await self.database.read(totals.wrong) == []
        found = await self.database.read(totals.of_person, who)
        return {one.year: (one.services, one.minutes) for one in found}

    async def heard(self, kind: str) -> list[int]:
        """Who was told something of that kind, one entry for each delivery."""
        query = (
            sa.select(delivery.c.person_id)
            .join(push, push.c.id == delivery.c.push_id)
            .where(push.c.kind == kind)
            .order_by(delivery.c.id)
        )
        return await self.database.read(lambda tx: list(tx.execute(query).scalars()))

    async def said(self, kind: str) -> list[dict[str, Any]]:
        """The contents of the pushes of that kind."""
        query = sa.select(push.c.content).where(push.c.kind == kind).order_by(push.c.id)
        return await self.database.read(lambda tx: list(tx.execute(query).scalars()))

    async def loses(self, who: int) -> None:
        """Somebody's roles are taken away."""
        await self.database.run(lambda tx: tx.execute(holding.delete().where(holding.c.person_id == who)))

    async def is_given(self, who: int, right: Right) -> None:
        row = {"person_id": who, "branch_id": PEOPLE[who][1], "right": right}
        await self.database.run(lambda tx: tx.execute(granted_right.insert(), row))


def acting(tx: Transaction, who: int) -> Actor:
    """Somebody as an actor; 0 is the operator, who is on no roster."""
    if who == OPERATOR:
        return operator_actor("zh-Hans", "Asia/Shanghai")
    return load_actor(tx, Caller(1000 + who, "zh-Hans", "Asia/Shanghai", is_operator=False))
