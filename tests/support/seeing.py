"""One chat as one person sees it: waiting for messages, pressing buttons, over either front."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.params import Upload
from tests.support.telegram import Front

Settle = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Shown:
    """A message as somebody sees it; ``buttons`` are the labels of its inline buttons, row by row."""

    id: int
    text: str
    author: str
    from_bot: bool
    edited: bool
    raw: dict[str, Any] = field(repr=False)

    @property
    def keyboard(self) -> list[list[dict[str, Any]]]:
        rows: list[list[dict[str, Any]]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]

    def button(self, label: str) -> dict[str, Any] | None:
        """The button with exactly this label, else the first that contains it."""
        every = [button for row in self.keyboard for button in row]
        exact = next((button for button in every if button["text"] == label), None)
        return exact or next((button for button in every if label in button["text"]), None)

    def lines(self) -> list[str]:
        mark = " (edited)" if self.edited else ""
        shown = [f"  #{self.id} {self.author}{mark}: {self.text}"]
        return shown + [
            "      [" + "] [".join(button["text"] for button in row) + "]" for row in self.keyboard
        ]


def _shown(raw: dict[str, Any]) -> Shown:
    who = raw.get("from") or raw.get("sender_chat") or {}
    text = raw.get("text") or raw.get("caption") or ""
    attached = [f"[{raw['document']['file_name']}]"] if "document" in raw else []
    if "photo" in raw:
        attached.append("[photo]")
    if "poll" in raw:
        options = " / ".join(option["text"] for option in raw["poll"]["options"])
        head = raw["poll"].get("description", "")
        attached.append(f"[poll] {head} {raw['poll']['question']} {options}")
    name = who.get("first_name") or who.get("title") or "?"
    whole = " ".join([*attached, text]).strip()
    return Shown(raw["message_id"], whole, name, bool(raw["bot"]), "edit_date" in raw, raw)


class Place:
    """One chat seen by one person: what both a private chat and a group have."""

    def __init__(self, front: Front, user: int, chat: int, settle: Settle | None) -> None:
        self.front = front
        self.user = user
        self.chat = chat
        self.settle = settle
        self.messages: list[Shown] = []
        self.view: dict[str, Any] = {}
        self.toasts: list[str] = []
        self._mark = front.engine.events.last

    async def look(self) -> list[Shown]:
        """Fetches the chat as it is now; everything that is not awaited shows this state."""
        self.view = await self.front.control("chat", user=self.user, chat=self.chat, limit=500)
        self.messages = [_shown(raw) for raw in self.view["messages"]]
        return self.messages

    async def act(self, operation: str, files: dict[str, Upload] | None = None, **arguments: Any) -> Any:
        self._mark = await self._now()
        return await self.front.control(
            operation, files, **{"user": self.user, "chat": self.chat, **arguments}
        )

    async def votes(self, on: Shown | int, *options: int, **more: Any) -> None:
        """Answers a poll with the options at these places, from 0."""
        await self.act("vote", message=id_of(on), options=list(options), **more)

    async def _now(self) -> int:
        last: int = (await self.front.control("state"))["last_event"]
        return last

    def _own(self, event: dict[str, Any]) -> bool:
        if self.chat < 0:
            return bool(event["chat_id"] == self.chat)
        return event["chat_id"] == self.user and (self.chat == 0 or event["bot_id"] == self.chat)

    async def sees(self, text: str, within: float = 5.0) -> Shown:
        """Waits for a message of a bot, new or edited since the last action here, that contains ``text``.

        Raises AssertionError with the whole conversation after ``within`` seconds.
        """
        after, deadline = self._mark, asyncio.get_running_loop().time() + within
        while True:
            left = deadline - asyncio.get_running_loop().time()
            events = await self.front.events(after, max(left, 0.001)) if left > 0 else []
            if not events:
                break
            after = events[-1]["id"]
            fresh = [event["message_id"] for event in events if _is_message(event) and self._own(event)]
            if fresh:
                await self.look()
                found = [
                    shown
                    for shown in self.messages
                    if shown.id in fresh and shown.from_bot and text in shown.text
                ]
                if found:
                    return found[-1]
        await self.look()
        raise AssertionError(f"{self.name} does not see {text!r} within {within} s\n{self.transcript()}")

    async def sees_not(self, text: str) -> None:
        """Once the bot is idle: nothing from a bot since the last action here contains ``text``."""
        await self.rest()
        events = await self.front.events(self._mark, 0.001)
        fresh = {event["message_id"] for event in events if _is_message(event) and self._own(event)}
        await self.look()
        for shown in self.messages:
            if shown.id in fresh and shown.from_bot and text in shown.text:
                raise AssertionError(f"{self.name} sees {text!r}\n{self.transcript()}")

    async def rest(self, within: float = 10.0) -> None:
        """Waits until the bot has nothing more to do: the harness's ``settle``, else an empty queue."""
        if self.settle is not None:
            await self.settle()
        else:
            await queue_empty(self.front, within)

    @property
    def name(self) -> str:
        return str(self.user)

    @property
    def last(self) -> Shown:
        """The newest message of a bot here."""
        for shown in reversed(self.messages):
            if shown.from_bot:
                return shown
        raise AssertionError(f"{self.name} has no message from a bot\n{self.transcript()}")

    @property
    def buttons(self) -> list[str]:
        """Labels on the newest message that has inline buttons, else those of the reply keyboard."""
        for shown in reversed(self.messages):
            if shown.buttons:
                return shown.buttons
        return [_label(button) for row in self._reply_keyboard() for button in row]

    @property
    def toast(self) -> str:
        """The text the last press was answered with; empty when there was none."""
        return self.toasts[-1] if self.toasts else ""

    def _reply_keyboard(self) -> list[list[Any]]:
        rows: list[list[Any]] = (self.view.get("keyboard") or {}).get("keyboard", [])
        return rows

    def transcript(self) -> str:
        """The conversation in plain lines, newest last."""
        title = self.view.get("title", self.chat)
        lines = [f"--- {self.name} in {title} ---"]
        for shown in self.messages:
            lines += shown.lines()
        keyboard = [" ".join(f"<{_label(button)}>" for button in row) for row in self._reply_keyboard()]
        return "\n".join([*lines, *keyboard, *(f"  toast: {toast}" for toast in self.toasts[-3:])])

    async def taps(self, label: str, on: Shown | int | None = None, within: float = 5.0) -> str:
        """Presses the newest button whose label contains ``label``; gives the toast, "" when it had no text.
        A press may be answered with a link instead, which is not followed here.

        A button of the reply keyboard is sent as text, a link to the bot starts it with its code. Raises
        AssertionError when no such button is there or the press is not answered within ``within`` seconds.
        """
        await self.look()
        for shown in reversed(self.messages):
            button = shown.button(label) if on is None or shown.id == id_of(on) else None
            if button is not None:
                return await self._press(shown, button, within)
        for row in self._reply_keyboard():
            for key in row:
                if label in _label(key):
                    await self.act("send", text=_label(key))
                    await self.look()
                    return ""
        raise AssertionError(f"{self.name} finds no button {label!r}\n{self.transcript()}")

    async def _press(self, shown: Shown, button: dict[str, Any], within: float) -> str:
        if "callback_data" in button:
            return await self.taps_data(button["callback_data"], on=shown, within=within)
        url = str(button.get("url", ""))
        if "?start=" in url:
            await self.act("start", code=url.partition("?start=")[2])
            await self.look()
        return url

    async def taps_data(self, data: str, on: Shown | int, within: float = 5.0) -> str:
        """A press with this data on this message, whether or not it bears such a button (stale, forged)."""
        press = await self.act("tap", message=id_of(on), data=data)
        after, deadline = self._mark, asyncio.get_running_loop().time() + within
        while (left := deadline - asyncio.get_running_loop().time()) > 0:
            for event in await self.front.events(after, left):
                after = event["id"]
                if event["kind"] == "callback-answered" and event["callback_id"] == press["callback"]:
                    self.toasts.append(event["text"])
                    await self.look()
                    return str(event["text"] or event["url"])
        await self.look()
        raise AssertionError(f"the press {data!r} of {self.name} is not answered\n{self.transcript()}")


async def queue_empty(front: Front, within: float = 10.0) -> None:
    """Waits until every update is confirmed and a poll waits; AssertionError after ``within`` seconds."""
    queues = [bot.updates for bot in front.engine.bots.values()]
    changed = asyncio.Event()
    for queue in queues:
        queue.on_idle.append(changed.set)
    try:
        async with asyncio.timeout(within):
            while any(queue.pending or queue.waiting is None for queue in queues if queue.webhook is None):
                changed.clear()
                await changed.wait()
    except TimeoutError:
        left = sum(len(queue.pending) for queue in queues)
        raise AssertionError(
            f"the bot is not idle after {within} s; {left} updates are unconfirmed"
        ) from None
    finally:
        for queue in queues:
            queue.on_idle.remove(changed.set)


def _is_message(event: dict[str, Any]) -> bool:
    return event["kind"] in ("message", "edited")


def id_of(message: Shown | int) -> int:
    return message if isinstance(message, int) else message.id


def _label(button: Any) -> str:
    return str(button["text"]) if isinstance(button, dict) else str(button)
