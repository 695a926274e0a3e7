"""A small post office: a database with people, a wire that does what it is told, and a dispatcher."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import sqlalchemy as sa
from telegram.request import BaseRequest, RequestData

from bot.delivery.bot import LeanBot
from bot.delivery.budgets import Limits
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.errors import NotSentError, UnknownError
from bot.delivery.limiter import PacedLimiter
from bot.delivery.pacer import Pacer
from bot.domain.messages import Lane, Message, Push, WhenUnknown
from bot.i18n import LOCALES, Texts
from bot.text_files import read_texts
from storage import accounts, outbox
from storage.database import Database, Transaction
from storage.queue_rows import REACHABLE
from storage.schema import account, branch, delivery, person, push

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NO_LIMITS = Limits(None, None, 3, None)
TOKEN = "1000000001:LOCAL-TELEGRAM-for-all-the-tests"
WHY = "reason-test"

_FTL = "note = { $text }\nreason-test = Why\nhello = Hello\nbutton-ok = Fine\n"


def texts() -> Texts:
    """Three locales that say the same."""
    return Texts({locale: read_texts("post.ftl", _FTL) for locale in LOCALES})


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **duration: float) -> None:
        self.now += timedelta(**duration)


def _refusal(code: int, words: str, **parameters: int) -> tuple[int, bytes]:
    body = {"ok": False, "error_code": code, "description": words, "parameters": parameters}
    return code, orjson.dumps(body)


REFUSALS: Mapping[str, tuple[int, bytes]] = {
    "flood": _refusal(429, "Too Many Requests: retry after 1", retry_after=1),
    "blocked": _refusal(403, "Forbidden: bot was blocked by the user"),
    "gone": _refusal(400, "Bad Request: chat not found"),
    "unparsable": _refusal(400, "Bad Request: can't parse entities: unsupported start tag"),
    "token": _refusal(401, "Unauthorized"),
}
LOST = "lost"  # carried out, and the answer is lost
VANISHED = "vanished"  # not carried out, and nobody can tell
REFUSED = "refused"  # no connection
HANGING = "hanging"  # carried out, and the answer waits for ``release``
HANGING_BEFORE = "hanging-before"  # waits for ``release``, then it is carried out
NONSENSE = "nonsense"  # carried out, and answered with what PTB cannot read
OK = "ok"


class Wire(BaseRequest):
    """Telegram's end of the line. ``script`` says what happens to the next calls, ``by_chat`` to some."""

    def __init__(self) -> None:
        self.script: deque[str] = deque()
        self.by_chat: dict[int, str] = {}
        self.calls: Counter[tuple[int, str]] = Counter()
        self.arrived: list[tuple[int, str]] = []
        self.release = asyncio.Event()
        self.hanging = 0
        self.flying = 0
        self.most_flying = 0

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        assert request_data is not None
        values = request_data.parameters
        chat, text = int(values["chat_id"]), str(values["text"]).partition("\n\n<i>")[0]
        what = self.by_chat.get(chat) or (self.script.popleft() if self.script else OK)
        self.calls[chat, text] += 1
        self.flying += 1
        self.most_flying = max(self.most_flying, self.flying)
        try:
            return await self._answer(what, chat, text)
        finally:
            self.flying -= 1

    async def _answer(self, what: str, chat: int, text: str) -> tuple[int, bytes]:
        await asyncio.sleep(0)
        if what == HANGING_BEFORE:
            await self._hang()
        if what in REFUSALS:
            return REFUSALS[what]
        if what == REFUSED:
            raise NotSentError("ClientConnectorError")
        if what != VANISHED:
            self.arrived.append((chat, text))
        if what in (LOST, VANISHED):
            raise UnknownError("No answer: ServerDisconnectedError")
        if what == HANGING:
            await self._hang()
        if what == NONSENSE:
            return 200, b'{"ok":true,"result":{"message_id":"?"}}'
        message = {"message_id": len(self.arrived), "date": 0, "chat": {"id": chat, "type": "private"}}
        return 200, orjson.dumps({"ok": True, "result": {**message, "text": text}})

    async def _hang(self) -> None:
        self.hanging += 1
        try:
            await self.release.wait()
        finally:
            self.hanging -= 1


@dataclass(frozen=True)
class Row:
    """A delivery as the table has it."""

    id: int
    push_id: int
    chat: int
    lane: int
    state: str
    attempts: int
    error: str | None
    message_id: int | None
    not_before: datetime
    done_at: datetime | None


def rows(tx: Transaction) -> list[Row]:
    columns = ("id", "push_id", "chat_id", "lane", "state", "attempts", "error", "message_id")
    query = sa.select(*(delivery.c[name] for name in (*columns, "not_before", "done_at")))
    return [Row(*row) for row in tx.execute(query.order_by(delivery.c.id))]


def texts_of(tx: Transaction) -> dict[int, str]:
    """The text of each push by its id."""
    return {
        key: content["values"]["text"] for key, content in tx.execute(sa.select(push.c.id, push.c.content))
    }


def people(tx: Transaction, count: int) -> None:
    """Persons 1..count with accounts 101..100+count, and nothing queued."""
    for table in (delivery, push, account, person, branch):
        tx.execute(sa.delete(table))
    place = {"name": "东关", "sector": "rural", "timezone": "Asia/Shanghai", "backdate_days": 31}
    home = tx.insert_one(branch, **place)
    plain = {"branch_id": home, "name": "张三", "kind": "full", "active": True, "created_at": NOW}
    known = {"locale": "zh-Hans", "reach": "ok", "created_at": NOW}
    tx.execute(sa.insert(person), [{"id": one, **plain} for one in range(1, count + 1)])
    tx.execute(
        sa.insert(account),
        [{"telegram_id": 100 + one, "person_id": one, **known} for one in range(1, count + 1)],
    )


def reach(tx: Transaction, chat: int) -> str:
    return str(tx.execute(sa.select(account.c.reach).where(account.c.telegram_id == chat)).scalar_one())


def note(text: str, lane: Lane = Lane.NOTICE, **more: Any) -> Push:
    return Push("test", lane, Message("note", {"text": text}), WHY, **more)


RESEND = WhenUnknown.RESEND


class Post:
    """The dispatcher on one database, which can be killed and started again."""

    def __init__(
        self,
        database: Database,
        wire: BaseRequest | None = None,
        limits: Limits = NO_LIMITS,
        base_url: str = "http://wire/bot",
        clock: Any = None,
    ) -> None:
        self.database = database
        self.wire = Wire()
        self.clock = clock or Clock()
        self.limiter = PacedLimiter(Pacer(limits))
        request = wire or self.wire
        self.bot = LeanBot(
            TOKEN, base_url=base_url, request=request, get_updates_request=request, rate_limiter=self.limiter
        )
        self.dispatcher = self.hire()

    def hire(self) -> Dispatcher:
        """A dispatcher as after a start of the process."""
        self.dispatcher = Dispatcher(
            self.database, self.bot, self.limiter, texts(), self.clock, holder="post"
        )
        return self.dispatcher

    async def settled(self) -> None:
        async with asyncio.timeout(20):
            await self.dispatcher.idle()

    async def kill(self) -> None:
        """What a crash leaves: nothing of the dispatcher runs on, and nothing more is written."""
        tasks = [*self.dispatcher._tasks.values()]
        tasks += [task for task in (self.dispatcher._task, self.dispatcher._clerk._task) if task is not None]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def enqueue(self, push_: Push, *persons: int, sender: int | None = None) -> int:
        """Queue for these persons; their chats are 100 more."""
        return await self.database.run(outbox.enqueue_for_people, push_, persons, self.clock(), sender)

    async def rows(self) -> list[Row]:
        return await self.database.read(rows)

    async def states(self) -> list[str]:
        return [row.state for row in await self.rows()]

    async def reach(self, chat: int) -> str:
        return await self.database.read(reach, chat)

    async def come_back(self, chat: int) -> None:
        await self.database.run(accounts.set_reach, chat, REACHABLE)


def arrivals(wire: Wire, chat: int) -> Iterator[str]:
    """What arrived in a chat, in order."""
    return (text for where, text in wire.arrived if where == chat)


async def until(condition: Any) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - the condition is the far end's state, nothing to wait on
            await asyncio.sleep(0)
