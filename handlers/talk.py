"""One update as a handler sees it: who said what, running a use case, and answering."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

import telegram
from telegram import InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.delivery.errors import NotSentError
from bot.delivery.rendering import keyboard, words
from bot.domain.messages import Button, Buttons, Message, Value
from bot.domain.rights import Actor
from bot.errors import UserError
from handlers.house import House
from storage import drafts, inbox
from storage.actors import Caller, load_actor
from storage.database import Transaction

P = ParamSpec("P")
T = TypeVar("T")

TIME_FORM = "%Y%m%d%H%M"  # of a branch's own time in a button
TOAST_LIMIT = 200  # characters, Telegram's limit for a callback answer
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds between the tries of an answer that cannot get out
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class AlreadyDoneError(Exception):
    """The update's transaction was committed before: a replay after a crash."""


class Talk:
    """One update. ``run`` may be called once: it is the update's one writing transaction."""

    def __init__(self, house: House, update_id: int, update: telegram.Update) -> None:
        self.house = house
        self.update_id = update_id
        self.now: datetime = house.clock()
        self.update = update
        self.message = update.message
        self.query = update.callback_query
        user = update.effective_user
        chat = update.effective_chat
        self.user_id = user.id if user else 0
        self.chat_id = chat.id if chat else self.user_id
        self.is_private = chat is not None and chat.type == telegram.Chat.PRIVATE
        self.caller = Caller(
            self.user_id,
            house.texts.locale_for(user.language_code if user else None, house.default_locale),
            house.timezone,
            self.is_private and self.user_id in house.operator_ids,
        )
        self.actor: Actor | None = None
        self.finished = False
        # Whether what was said is a command in other words: a link from a group, or 帮助.
        self.stands_for_command = False
        self.arguments: tuple[str, ...] = ()
        self.subject_id = 0
        self._answered = False

    # -- what was said ------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The text or caption of the message; after a command, what follows it."""
        if self.message is None or self.stands_for_command:
            return ""
        text = self.message.text or self.message.caption or ""
        if text.startswith("/"):
            return text.partition(" ")[2].strip() if " " in text else text.partition("\n")[2].strip()
        return text.strip()

    def number(self, position: int) -> int:
        """A whole-number argument of the tapped button; ``UserError("button-broken")`` for anything else."""
        try:
            value = self.arguments[position]
        except IndexError:
            raise UserError("button-broken") from None
        if not (value.isascii() and value.isdecimal() and len(value) <= 18):
            raise UserError("button-broken")
        return int(value)

    def word(self, position: int) -> str:
        """A text argument of the tapped button; ``UserError("button-broken")`` when there is none."""
        try:
            return self.arguments[position]
        except IndexError:
            raise UserError("button-broken") from None

    def local_time(self, position: int) -> datetime:
        """A time without a zone in the tapped button, as ``TIME_FORM`` writes it; ``button-broken`` else."""
        try:
            local = datetime.strptime(self.word(position), TIME_FORM)  # noqa: DTZ007 -- the zone is the branch's
        except ValueError:
            raise UserError("button-broken") from None
        if not 2000 < local.year < 9000:  # the ends of the calendar are in no other time zone
            raise UserError("button-broken")
        return local

    # -- the database -------------------------------------------------------------------------------

    async def run(
        self, usecase: Callable[Concatenate[Transaction, Actor, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case in the update's one writing transaction, which also marks the update done."""
        if self.finished:
            raise AssertionError("an update has one writing transaction")
        self.actor, result = await self.house.database.run(self._write, usecase, args, kwargs)
        self.finished = True
        return result

    def _write(
        self, tx: Transaction, usecase: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> tuple[Actor, T]:
        if not inbox.finish(tx, self.update_id, self.now):
            raise AlreadyDoneError
        # Known before the use case begins: a refusal is said in the language of whoever is refused, too.
        actor = self.actor = load_actor(tx, self.caller)
        return actor, usecase(tx, actor, *args, **kwargs)

    async def read(
        self, query: Callable[Concatenate[Transaction, Actor, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a reading use case; it can be called any number of times."""

        def look(tx: Transaction) -> tuple[Actor, T]:
            actor = self.actor = load_actor(tx, self.caller)
            return actor, query(tx, actor, *args, **kwargs)

        self.actor, result = await self.house.database.read(look)
        return result

    async def who(self) -> Actor:
        """The actor, looked up when nothing has been read or run yet."""
        return self.actor if self.actor is not None else await self.read(_the_actor)

    async def ask(self, field: str, subject_id: int, question: Message) -> None:
        """Ask for a typed answer: the person's next plain text goes to the journey's ``answer(field)``."""
        await self.run(_keep_question, field, subject_id, self.now)
        await self.reply(question)

    # -- words ----------------------------------------------------------------------------------------

    @property
    def locale(self) -> str:
        """The reader's language, as far as it is known by now."""
        return self.actor.locale if self.actor else self.caller.locale

    def words(self, message: Message) -> str:
        """A message in the reader's language, as Telegram HTML."""
        return words(self.house.texts, self.locale, message)

    def keyboard(self, buttons: Buttons) -> InlineKeyboardMarkup | None:
        """Inline buttons in the reader's language."""
        return keyboard(self.house.texts, self.locale, buttons)

    async def reply(self, message: Message) -> telegram.Message:
        """Send a message to the chat the update came from."""
        return await insist(
            lambda: self.house.bot.send_message(
                self.chat_id,
                self.words(message),
                parse_mode=ParseMode.HTML,
                reply_markup=self.keyboard(message.buttons),
                link_preview_options=_NO_PREVIEW,
                message_thread_id=self.thread,
            )
        )

    async def send_file(self, filename: str, data: bytes, caption: Message) -> None:
        """Send a file with a few words about it to the chat the update came from."""
        await self.house.bot.send_document(
            self.chat_id,
            data,
            caption=self.words(caption),
            filename=filename,
            parse_mode=ParseMode.HTML,
        )

    @property
    def thread(self) -> int | None:
        """The forum topic in which it was said or tapped; None for the general one, and outside of forums."""
        message = self.message or (self.query.message if self.query else None)
        if isinstance(message, telegram.Message) and message.is_topic_message:
            return message.message_thread_id
        return None

    async def show(self, message: Message, toast: str | None = None, **values: Value) -> None:
        """Put a message where the tapped button is, and answer the tap; without a tap, send it."""
        if self.query is None:
            await self.reply(message)
            return
        # Both calls at once: the person waits for the slower one only.
        await asyncio.gather(self.toast(toast, values), self._edit(message))

    async def _edit(self, message: Message) -> None:
        tapped = self.query.message if self.query else None
        if not isinstance(tapped, telegram.Message):
            await self.reply(message)
            return
        await self.redraw(tapped.message_id, message)

    async def redraw(self, message_id: int, message: Message) -> None:
        """Put a message in the place of one the bot sent before; when that is gone, send it."""
        try:
            await insist(
                lambda: self.house.bot.edit_message_text(
                    self.words(message),
                    chat_id=self.chat_id,
                    message_id=message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=self.keyboard(message.buttons),
                    link_preview_options=_NO_PREVIEW,
                )
            )
        except BadRequest as error:
            if "message is not modified" in error.message.lower():
                return
            await self.reply(message)

    async def toast(
        self, key: str | None = None, values: Mapping[str, Value] | None = None, *, alert: bool = False
    ) -> None:
        """Answer the tap, with a short text or with none; a tap is answered once."""
        if self.query is None or self._answered:
            return
        self._answered = True
        text = self.house.texts.format(self.locale, key, values, html=False)[:TOAST_LIMIT] if key else None
        try:
            await self.house.bot.answer_callback_query(self.query.id, text, show_alert=alert or None)
        except BadRequest:
            # Telegram forgets a tap after some minutes; nobody looks at its spinner any more.
            return

    async def open_private(self, start: str) -> None:
        """Answer the tap in a group by opening the private chat, as the link ``?start=`` would."""
        if self.query is None or self._answered:
            return
        self._answered = True
        link = f"https://t.me/{self.house.bot.username}?start={start}"
        with contextlib.suppress(BadRequest):  # as of a toast, that is forgotten
            await self.house.bot.answer_callback_query(self.query.id, url=link)

    def to_private(self, command: str) -> Message:
        """What a group sees instead of anything personal: the way to the private chat."""
        link = f"https://t.me/{self.house.bot.username}?start={command}"
        return Message("general-in-private", buttons=((Button("button-open-private", url=link),),))

    async def refuse(self, error: UserError) -> None:
        """Say calmly why something was not done."""
        key = f"error-{error.key}"
        if self.query is not None and not self._answered:
            await self.toast(key, error.values, alert=True)
        else:
            await self.reply(Message(key, error.values))


async def insist(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call again while it surely does not reach Telegram: somebody waits for the answer."""
    for pause in PAUSES:
        try:
            return await call()
        except NotSentError:
            await asyncio.sleep(pause)
    return await call()


def _the_actor(tx: Transaction, actor: Actor) -> Actor:
    return actor


def _keep_question(tx: Transaction, actor: Actor, field: str, subject_id: int, now: datetime) -> None:
    drafts.ask(tx, actor.telegram_id, field, subject_id, now)
