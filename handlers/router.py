"""From a stored update to the journey that hears it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import telegram
from telegram import MessageEntity, Update
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.domain.rights import Actor
from bot.errors import UserError
from bot.logs import get_logger, logging_about
from handlers.house import House
from handlers.routing import Handler, Journey, Listener
from handlers.spoken import phrases, plain_form
from handlers.talk import AlreadyDoneError, Talk
from storage import drafts
from storage.database import Transaction

log = get_logger(__name__)

QUESTION_LIFETIME = timedelta(days=1)
# Anybody can make a link, and opening one must not throw away what somebody is writing.
NEVER_BY_LINK = frozenset({"start", "cancel"})


class Router:
    """Hands every update to one handler of one journey; the order of the journeys is that of listening."""

    def __init__(self, house: House, journeys: Sequence[Journey]) -> None:
        self._house = house
        self._commands = _merge(journeys, lambda journey: journey.commands)
        self._taps = _merge(journeys, lambda journey: journey.taps)
        self._links = _merge(journeys, lambda journey: journey.links)
        self._answers = _merge(journeys, lambda journey: journey.answers)
        self._other_answers = _merge(journeys, lambda journey: journey.other_answers)
        self._numbers = frozenset().union(*(journey.numbers for journey in journeys))
        self._phrases = _merge(journeys, lambda journey: journey.phrases)
        self._words = phrases(house.texts, self._phrases)
        self._group_commands = frozenset().union(*(journey.group_commands for journey in journeys))
        self._group_taps = frozenset().union(*(journey.group_taps for journey in journeys))
        self._passwords: list[Listener] = [one for journey in journeys for one in journey.passwords]
        self._listeners: list[Listener] = [one for journey in journeys for one in journey.listeners]
        self._events: list[Listener] = [one for journey in journeys for one in journey.events]

    async def handle(self, update_id: int, data: dict[str, Any]) -> bool:
        """Handle one update, given as its JSON data; True when its transaction has marked it done.

        Raises what makes another try worthwhile (the network failed before anything was stored) and whatever
        is broken in the update or in us.
        """
        update = Update.de_json(data, self._house.bot)
        talk = Talk(self._house, update_id, update)
        with logging_about(update_id=update_id):
            try:
                await self._hear(talk, update)
            except AlreadyDoneError:
                return True
            except TelegramError as error:
                if not talk.finished and _may_pass(error):
                    raise
                # The record is safe; only the answer is lost, and the next tap shows the state.
                log.warning("answer-lost", error=type(error).__name__)
            except Exception as error:
                if not talk.finished:
                    raise
                # What was asked for is stored, so nobody may hear that it failed: only the tap is answered.
                log.error("answer-failed", error=type(error).__name__)
                with contextlib.suppress(TelegramError):
                    await talk.toast()
        return talk.finished

    async def apologise(self, update_id: int, data: dict[str, Any]) -> None:
        """Tell the person in one calm sentence that an update could not be handled."""
        try:
            talk = Talk(self._house, update_id, Update.de_json(data, self._house.bot))
            if talk.is_private:
                await talk.refuse(UserError("our-fault"))
        # The update was broken enough to come here: nothing more can be said to anybody.
        except Exception as error:
            log.warning("apology-failed", update=update_id, error=type(error).__name__)

    async def _hear(self, talk: Talk, update: Update) -> None:
        try:
            if talk.query is not None:
                await self._tap(talk)
                await talk.toast()
            elif talk.message is not None:
                await self._message(talk, talk.message)
            elif update.my_chat_member or update.poll_answer or update.poll:
                await _offer(self._events, talk)
            else:
                await _offer(self._listeners, talk)
        except UserError as error:
            await talk.refuse(error)

    async def _tap(self, talk: Talk) -> None:
        data = (talk.query.data or "") if talk.query else ""
        # Ours is always ASCII; anybody can send whatever they like.
        action, *arguments = data.split(":") if data.isascii() and data.isprintable() else [""]
        handler = self._taps.get(action)
        if handler is None:
            raise UserError("button-broken")
        if not talk.is_private and action not in self._group_taps:
            raise UserError("only-in-private")
        talk.arguments = tuple(arguments)
        await handler(talk)

    async def _message(self, talk: Talk, message: telegram.Message) -> None:
        command = self._command(message)
        if not talk.is_private:
            await self._in_group(talk, message, command)
        elif message.forward_origin is not None or message.sender_chat is not None:
            if not await self._answered(talk, self._other_answers):
                raise UserError("forwarded")
        elif command is not None:
            await self._commanded(talk, command)
        elif message.text:
            if not (await self._understood(talk) or await self._answered(talk, self._answers)):
                await _offer(self._listeners, talk)
        elif not (message.effective_attachment and await self._answered(talk, self._other_answers)):
            await _offer(self._listeners, talk)

    async def _commanded(self, talk: Talk, command: str) -> None:
        if command == "start" and talk.text in self._commands and talk.text not in NEVER_BY_LINK:
            # The way from a group: its link names the command that belongs in private.
            command = talk.text
            talk.stands_for_command = True
        name, mark, argument = talk.text.partition("_")
        opens = self._links.get(name) if command == "start" and mark else None
        if opens is not None:
            talk.stands_for_command = True
            talk.arguments = (argument,)
            await opens(talk)
            return
        await self._commands.get(command, self._commands["help"])(talk)

    async def _in_group(self, talk: Talk, message: telegram.Message, command: str | None) -> None:
        if message.forward_origin is not None:
            return  # somebody else's words, a linked channel's posts among them
        if command == "start" and talk.text in self._group_commands:
            # The link that brings the bot into a group names the command to begin with.
            command = talk.text
            talk.stands_for_command = True
        handler = self._commands.get(command or "")
        if handler is None:
            # A group's talk is its own: beside commands the bot heeds only what happens to the group.
            await _offer(self._events, talk)
            return
        if message.sender_chat is not None:
            raise UserError("anonymous-sender")
        if command in self._group_commands:
            await handler(talk)
            return
        await talk.reply(talk.to_private(command or ""))

    def _command(self, message: telegram.Message) -> str | None:
        """The command a message begins with, when it is meant for this bot."""
        entities = message.entities or message.caption_entities
        first = entities[0] if entities else None
        if first is None or first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
            return None
        text = message.text or message.caption or ""
        name, _, receiver = text[1 : first.length].partition("@")
        if receiver and receiver.lower() != self._house.bot.username.lower():
            return None
        return name.lower()

    async def _understood(self, talk: Talk) -> bool:
        if await self._spoken(talk):
            return True
        # Digits that were asked for are what was asked for.
        return not await self._wants_number(talk) and await _offer(self._passwords, talk)

    async def _wants_number(self, talk: Talk) -> bool:
        if not talk.text.strip().isdigit():
            return False
        question = await self._open_question(talk)
        return question is not None and question.field in self._numbers

    async def _spoken(self, talk: Talk) -> bool:
        # Before an open question: 取消 is never the name of a place, and 谢谢 no reason.
        name = self._words.get(plain_form(talk.text))
        if name is None:
            return False
        talk.stands_for_command = True
        await self._phrases[name](talk)
        return True

    async def _answered(self, talk: Talk, answers: Mapping[str, Handler]) -> bool:
        question = await self._open_question(talk)
        if question is None:
            return False
        handler = answers.get(question.field)
        if handler is None:
            return False
        talk.subject_id = question.subject_id
        await handler(talk)
        return True

    async def _open_question(self, talk: Talk) -> drafts.Question | None:
        question = await talk.read(_open_question)
        if question is None or talk.now - question.asked_at > QUESTION_LIFETIME:
            return None
        return question


async def _offer(listeners: Sequence[Listener], talk: Talk) -> bool:
    """Let the first that takes it have it; False when none did."""
    for listener in listeners:
        if await listener(talk):
            return True
    return False


def _open_question(tx: Transaction, actor: Actor) -> drafts.Question | None:
    return drafts.open_question(tx, actor.telegram_id)


def _may_pass(error: TelegramError) -> bool:
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def _merge(journeys: Sequence[Journey], part: Callable[[Journey], dict[str, Handler]]) -> dict[str, Handler]:
    merged: dict[str, Handler] = {}
    for journey in journeys:
        for name, handler in part(journey).items():
            if name in merged:
                raise ValueError(f"{journey.name} registers {name} a second time")
            merged[name] = handler
    return merged
