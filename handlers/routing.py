"""Which function hears what: each journey registers its commands, taps and answers in one object."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from handlers.talk import Talk

Handler: TypeAlias = Callable[["Talk"], Awaitable[None]]
Listener: TypeAlias = Callable[["Talk"], Awaitable[bool]]

DATA_LIMIT = 64  # bytes, Telegram's limit for callback data


def tap_data(action: str, *arguments: object) -> str:
    """Callback data for a button: ``action:argument:…``. Whoever reads it must not trust it."""
    data = ":".join((action, *(str(argument) for argument in arguments)))
    if len(data.encode()) > DATA_LIMIT:
        raise ValueError(f"callback data of {action} is too long")
    return data


class Journey:
    """What one handler module listens to.

    ``command``: a /command. ``phrase``: plain words that mean one thing only, as the texts list them under
    ``say-<name>``; they are heard before an open question. ``password``: is offered plain text before an open
    question, too, and takes what can mean nothing else. ``tap``: an inline button whose data begins with that
    action. ``link``: a link to the bot, ``?start=<name>_<argument>``. ``answer``: the plain text that
    answers an open question about ``field``; ``other_answer``: whatever else is sent while it is open.
    ``listener``: is offered any other message, in the order of registration, and says whether it took it.
    ``event``: is offered in the same way what happens to a group or to the bot's place in it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.commands: dict[str, Handler] = {}
        self.group_commands: set[str] = set()
        self.group_taps: set[str] = set()
        self.phrases: dict[str, Handler] = {}
        self.passwords: list[Listener] = []
        self.taps: dict[str, Handler] = {}
        self.links: dict[str, Handler] = {}
        self.answers: dict[str, Handler] = {}
        self.numbers: set[str] = set()
        self.other_answers: dict[str, Handler] = {}
        self.listeners: list[Listener] = []
        self.events: list[Listener] = []

    def command(self, name: str, *, in_groups: bool = False) -> Callable[[Handler], Handler]:
        """Register a command; without ``in_groups`` a group is pointed to the private chat instead."""

        def register(handler: Handler) -> Handler:
            self.commands[name] = handler
            if in_groups:
                self.group_commands.add(name)
            return handler

        return register

    def phrase(self, name: str) -> Callable[[Handler], Handler]:
        """Register what the words of the text ``say-<name>`` stand for."""
        return _into(self.phrases, name)

    def password(self, listener: Listener) -> Listener:
        """Register a listener for plain text that is surely no answer to an open question."""
        self.passwords.append(listener)
        return listener

    def tap(self, action: str, *, in_groups: bool = False) -> Callable[[Handler], Handler]:
        """Register a button; without ``in_groups`` it does nothing in a group, where everybody can press."""

        def register(handler: Handler) -> Handler:
            self.taps[action] = handler
            if in_groups:
                self.group_taps.add(action)
            return handler

        return register

    def link(self, name: str) -> Callable[[Handler], Handler]:
        """Register what ``?start=<name>_<argument>`` opens; whoever reads the argument must not trust it."""
        return _into(self.links, name)

    def answer(self, field: str, *, is_number: bool = False) -> Callable[[Handler], Handler]:
        """Register the reading of an answer; of one that ``is_number`` digits are never a password."""
        if is_number:
            self.numbers.add(field)
        return _into(self.answers, field)

    def other_answer(self, field: str) -> Callable[[Handler], Handler]:
        """Register what becomes of a picture, a file, a sticker or something forwarded as an answer."""
        return _into(self.other_answers, field)

    def listener(self, listener: Listener) -> Listener:
        """Register a listener for messages that are no command and answer no question."""
        self.listeners.append(listener)
        return listener

    def event(self, listener: Listener) -> Listener:
        """Register a listener for service messages of groups and for changes of the bot's membership."""
        self.events.append(listener)
        return listener


def _into(table: dict[str, Handler], name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        table[name] = handler
        return handler

    return register
