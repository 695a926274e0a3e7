"""A branch with much to do: records that wait, drafts that are ready, and updates whose effects are known.

Every update is one of these, and every effect can be counted: a leader confirms, returns for a chosen or a
typed reason; a member submits, withdraws, or logs by a sentence; somebody asks for help.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain.rights import Role
from bot.domain.service import RecordState, ServiceCategory, ServiceFacts
from bot.domain.service_draft import ServiceForm
from bot.domain.service_draft_json import form_to_json
from bot.sandbox.control import Control
from bot.sandbox.engine import Engine
from bot.sandbox.params import Params
from bot.usecases.review import RETURN
from storage import drafts, records, totals
from storage.database import Transaction
from storage.ledger_check import prove
from storage.schema import (
    account,
    branch,
    delivery,
    draft,
    holding,
    inbox,
    party_group,
    person,
    push,
    record_event,
    service_record,
)

BRANCH, GROUP = 1, 1
LEADER, SECRETARY = 1, 2
FIRST_MEMBER, MEMBERS = 3, 20
TELEGRAM = 5_000_000_000  # plus the person's id
NAMES = {LEADER: "赵卫东", SECRETARY: "王建国"}
OURS = service_record.c.branch_id == BRANCH
TYPED = "时长写错了，请改成一小时"

Act = Callable[[], None]


def name_of(person_id: int) -> str:
    return NAMES.get(person_id, f"李明{person_id}")


def phone(person_id: int) -> int:
    return TELEGRAM + person_id


@dataclass
class Expected:
    """What must be in the database at the end, and exactly once."""

    states: dict[int, RecordState] = field(default_factory=dict)
    events: dict[int, list[str]] = field(default_factory=dict)
    submitted: int = 0
    typed: int = 0
    sentences: Counter[str] = field(default_factory=Counter)
    pushes: Counter[str] = field(default_factory=Counter)


class Township:
    """The branch in a database, the phones at the local Telegram, and the updates to come."""

    def __init__(self, engine: Engine, token: str, seed: int, scale: int = 20) -> None:
        self.engine = engine
        self.token = token
        self.control = Control(engine)
        self.chance = random.Random(seed)
        self.scale = scale
        self.expected = Expected()
        self.acts: list[Act] = []
        self.sheets: dict[int, int] = {}
        self._number = 0

    # -- before ----------------------------------------------------------------------------------------

    def settle(self, tx: Transaction) -> None:
        """Everything that is there before the first update; also plans the updates."""
        now = datetime.now(UTC)
        tx.execute(
            branch.insert(),
            {
                "id": BRANCH,
                "name": "东关社区党支部",
                "sector": "community",
                "timezone": "Asia/Shanghai",
                "backdate_days": 31,
            },
        )
        tx.execute(party_group.insert(), {"id": GROUP, "branch_id": BRANCH, "name": "一组"})
        everybody = (LEADER, SECRETARY, *self._members)
        for person_id in everybody:
            self._enrol(tx, person_id, now)
        for person_id, role in ((LEADER, Role.GROUP_LEADER), (SECRETARY, Role.SECRETARY)):
            row = {
                "person_id": person_id,
                "role": role,
                "committee_id": None,
                "branch_id": None,
                "group_id": None,
            }
            scope = {"group_id": GROUP} if role is Role.GROUP_LEADER else {"branch_id": BRANCH}
            tx.execute(holding.insert(), row | scope)
        steps = [
            *(self._confirm(tx, now) for _ in range(7 * self.scale)),
            *(self._return(tx, now) for _ in range(2 * self.scale)),
            *(self._return_typed(tx, now) for _ in range(self.scale)),
            *(self._withdraw(tx, now) for _ in range(self.scale)),
            *(self._submit(tx, now, number) for number in range(6 * self.scale)),
            *(self._sentence() for _ in range(5 * self.scale)),
            *(self._help() for _ in range(2 * self.scale)),
        ]
        self.chance.shuffle(steps)
        self.acts = [act for step in steps for act in step]

    @property
    def _members(self) -> range:
        return range(FIRST_MEMBER, FIRST_MEMBER + MEMBERS)

    def _enrol(self, tx: Transaction, person_id: int, now: datetime) -> None:
        tx.execute(
            person.insert(),
            {
                "id": person_id,
                "branch_id": BRANCH,
                "group_id": GROUP,
                "name": name_of(person_id),
                "kind": "full",
                "active": True,
                "created_at": now,
            },
        )
        row = {"telegram_id": phone(person_id), "person_id": person_id, "locale": "zh-Hans", "reach": "ok"}
        tx.execute(account.insert(), row | {"created_at": now})

    def give_phones(self) -> None:
        """Everybody has written to the bot once and sees one message of it, on which they press."""
        for person_id in (LEADER, SECRETARY, *self._members):
            self.control.run(
                "person", {"id": phone(person_id), "name": name_of(person_id), "language_code": "zh-hans"}
            )
            self.control.run("send", {"user": phone(person_id), "chat": 0, "text": "您好"})
            sent = self.engine.call(
                self.token, "sendMessage", Params({"chat_id": phone(person_id), "text": "——"})
            )
            self.sheets[person_id] = sent["message_id"]

    # -- the updates -----------------------------------------------------------------------------------

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _some_member(self) -> int:
        return self.chance.choice(self._members)

    def _waiting(self, tx: Transaction, now: datetime) -> int:
        """A submitted record with words of its own; weeks ago, so that it never meets a new one."""
        number, member = self._next(), self._some_member()
        day = (now - timedelta(days=40 + number % 200)).date()
        facts = ServiceFacts(
            day, None, 120, f"{number}号院", ServiceCategory.ENVIRONMENT, f"扫雪第{number}次"
        )
        record_id = records.submit(tx, BRANCH, member, facts, member, (), now)
        self.expected.events[record_id] = ["submitted"]
        return record_id

    def _decided(self, record_id: int, state: RecordState, kind: str | None) -> None:
        self.expected.states[record_id] = state
        self.expected.events[record_id].append(str(state) if kind else "withdrawn")
        if kind:
            self.expected.pushes[kind] += 1

    def _confirm(self, tx: Transaction, now: datetime) -> list[Act]:
        record_id = self._waiting(tx, now)
        self._decided(record_id, RecordState.CONFIRMED, "record-confirmed")
        return [self._tap(self.chance.choice((LEADER, SECRETARY)), f"rev.ok:{record_id}:1")]

    def _return(self, tx: Transaction, now: datetime) -> list[Act]:
        record_id = self._waiting(tx, now)
        self._decided(record_id, RecordState.RETURNED, "record-returned")
        return [self._tap(LEADER, f"rev.why:{record_id}:1:wrong-day")]

    def _return_typed(self, tx: Transaction, now: datetime) -> list[Act]:
        record_id = self._waiting(tx, now)
        self._decided(record_id, RecordState.RETURNED, "record-returned")
        self.expected.typed += 1
        return [self._tap(SECRETARY, f"rev.type:{record_id}:1"), self._say(SECRETARY, TYPED)]

    def _withdraw(self, tx: Transaction, now: datetime) -> list[Act]:
        record_id = self._waiting(tx, now)
        self._decided(record_id, RecordState.REVOKED, None)
        found = records.find(tx, record_id)
        assert found is not None
        return [self._tap(found.person_id, f"rec.gone:{record_id}:1")]

    def _submit(self, tx: Transaction, now: datetime, number: int) -> list[Act]:
        member = self._members[number % MEMBERS]
        day = (now - timedelta(days=2 + number // MEMBERS)).date()
        words = f"巡逻第{self._next()}次"
        form = ServiceForm((member,), day, 540, 120, f"{words}路口", ServiceCategory.SAFETY, words)
        made = drafts.create(tx, phone(member), "service", form_to_json(form), now)
        self.expected.submitted += 1
        self.expected.pushes["review-request"] += 1
        return [self._tap(member, f"log.submit:{made.id}")]

    def _sentence(self) -> list[Act]:
        sentence = f"昨天下午在{self._next()}号院扫雪2小时"
        self.expected.sentences[sentence] += 1
        return [self._say(self._some_member(), sentence)]

    def _help(self) -> list[Act]:
        return [self._say(self._some_member(), "/help")]

    def _tap(self, person_id: int, data: str) -> Act:
        def act() -> None:
            given = {"user": phone(person_id), "chat": 0, "message": self.sheets[person_id], "data": data}
            self.control.run("tap", given)

        return act

    def _say(self, person_id: int, text: str) -> Act:
        def act() -> None:
            self.control.run("send", {"user": phone(person_id), "chat": 0, "text": text})

        return act

    # -- after -----------------------------------------------------------------------------------------

    def check(self, tx: Transaction) -> None:
        """Every effect is there, exactly once."""
        expected = self.expected
        assert rows(tx, sa.select(inbox.c.state, sa.func.count()).group_by(inbox.c.state)) == [
            ("done", len(self.acts) + MEMBERS + 2)
        ]
        self.check_records(tx)
        self._check_drafts(tx)
        kinds = rows(tx, sa.select(push.c.kind, sa.func.count()).group_by(push.c.kind))
        assert dict(kinds) == dict(expected.pushes)
        assert len(rows(tx, sa.select(delivery.c.id))) == expected.pushes.total()

    def check_records(self, tx: Transaction) -> None:
        """The records of this branch are what they must be; others may have lived beside it."""
        expected = self.expected
        decided = dict(rows(tx, sa.select(service_record.c.id, service_record.c.state).where(OURS)))
        new = {record_id for record_id in decided if record_id not in expected.states}
        assert {record_id: decided[record_id] for record_id in expected.states} == expected.states
        assert len(new) == expected.submitted
        assert {decided[record_id] for record_id in new} == {"submitted"}
        self._check_history(tx, new)
        assert totals.wrong(tx) == []
        assert prove(tx).faults == []

    def _check_history(self, tx: Transaction, new: Iterable[int]) -> None:
        found: dict[int, list[str]] = {}
        query = (
            sa.select(record_event.c.record_id, record_event.c.change)
            .join(service_record, service_record.c.id == record_event.c.record_id)
            .where(OURS)
            .order_by(record_event.c.id)
        )
        for record_id, change in rows(tx, query):
            found.setdefault(record_id, []).append(change)
        assert found == self.expected.events | {record_id: ["submitted"] for record_id in new}
        words = [one for (one,) in rows(tx, sa.select(service_record.c.words).where(OURS))]
        assert len(set(words)) == len(words)

    def _check_drafts(self, tx: Transaction) -> None:
        states = Counter(rows(tx, sa.select(draft.c.journey, draft.c.state)))
        sentences = self.expected.sentences
        assert states == {
            ("service", "done"): self.expected.submitted,
            ("service", "open"): sentences.total(),
            (RETURN, "done"): self.expected.typed,
        }
        data = [str(one) for (one,) in rows(tx, sa.select(draft.c.data).where(draft.c.state == "open"))]
        for sentence in sentences:
            place = sentence.partition("在")[2].partition("扫")[0]
            assert sum(f"'{place}'" in one for one in data) == 1, place

    def check_arrivals(self, tx: Transaction, reasons: tuple[str, ...], in_doubt: int) -> None:
        """No push arrived twice; what is said to have been sent arrived; in doubt is what was on the wire."""
        arrived = Counter(
            (line.chat_id, line.text) for line in self.engine.ledger if line.text.endswith(reasons)
        )
        assert [one for one, times in arrived.items() if times > 1] == []
        numbers = {(line.chat_id, line.message_id) for line in self.engine.ledger}
        columns = (delivery.c.state, delivery.c.chat_id, delivery.c.message_id)
        found = rows(tx, sa.select(*columns))
        sent = [(chat, message) for state, chat, message in found if state == "sent"]
        assert len(set(sent)) == len(sent)
        assert set(sent) <= numbers
        states = Counter(state for state, *_ in found)
        assert states.keys() <= {"sent", "unknown"}
        assert states["unknown"] <= in_doubt
        assert states["sent"] <= len(arrived) <= states["sent"] + states["unknown"]


def rows(tx: Transaction, query: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in tx.execute(query)]


def on_the_wire(tx: Transaction) -> int:
    """How many deliveries were being attempted when the process ended."""
    return len(rows(tx, sa.select(delivery.c.id).where(delivery.c.state == "attempting")))
