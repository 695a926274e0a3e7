"""Messages as data: a key and values, turned into words only when the reader's language is known.

They are stored as JSON in the outbox, so a push written today is still readable after an upgrade.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from bot.domain.rich_text import RichText


@dataclass(frozen=True, slots=True)
class Minutes:
    """A duration in minutes."""

    count: int


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the locales, named by its Fluent message id (``category-environment``)."""

    key: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and a minute after midnight, both in the branch's time zone."""

    day: date
    minute: int

    @classmethod
    def of(cls, local: datetime) -> Moment:
        """The moment of a datetime that is already in the branch's time zone."""
        return cls(local.date(), local.hour * 60 + local.minute)


@dataclass(frozen=True, slots=True)
class Listing:
    """Several values, joined as the reader's language joins them."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Gist:
    """The first line of another message, in plain words and not too long."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


Value: TypeAlias = str | int | date | Minutes | Term | Moment | Listing | RichText | Gist


class Lane(StrEnum):
    """Who goes first when Telegram's limits make calls wait; in this order."""

    ANSWER = "answer"
    URGENT = "urgent"
    NOTICE = "notice"
    REMINDER = "reminder"


class WhenUnknown(StrEnum):
    """What to do when nobody can tell whether a push arrived."""

    KEEP = "keep"
    RESEND = "resend"


class Operation(StrEnum):
    """What a push does: say something, or change or take back what an earlier push said."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    CLOSE = "close"  # a poll takes no more answers


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or a file that Telegram has: its ``file_id``, and for a file the name people see.

    ``kind`` is ``"photo"`` or ``"document"``.
    """

    kind: str
    file_id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """A question that Telegram asks and counts the answers of; with ``correct``, places from 0, it is a quiz.

    ``is_anonymous``: nobody hears who has chosen what. ``seconds``: how long it is open, 0 for
    ever. The texts stand as they are: 300 UTF-16 units for the question, 100 for each of 12 options, 200 for
    the explanation (Bot API, ``sendPoll``).
    """

    question: str
    options: tuple[str, ...]
    correct: tuple[int, ...] = ()
    explanation: str = ""
    is_anonymous: bool = True
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: its label's key, and either callback data (1-64 bytes) or a link."""

    key: str
    data: str | None = None
    url: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)


Buttons: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A text by its key, with rows of buttons; ``more`` are further texts, each on a line of its own."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    buttons: Buttons = ()
    more: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Push:
    """Something the bot says without being asked.

    ``reason`` is the key of the sentence that tells the person why it was sent; "" when the text itself does.
    With a ``poll`` the message is what stands above the question. ``subject`` names what it reminds of
    (``meeting:12``), so that it can be taken back with that.
    """

    kind: str
    lane: Lane
    message: Message
    reason: str
    when_unknown: WhenUnknown = WhenUnknown.KEEP
    expires_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    operation: Operation = Operation.SEND
    poll: Poll | None = None
    subject: str = ""


def value_to_json(value: Value) -> Any:
    """A JSON value that ``value_from_json`` reads back to the same value; ``TypeError`` for anything else."""
    match value:
        case datetime():
            raise TypeError("a datetime has no reader's time zone: give a Moment")
        case str() | int():
            return value
        case date():
            return {"day": value.isoformat()}
        case Minutes(count):
            return {"minutes": count}
        case Term(key):
            return {"term": key}
        case Moment(day, minute):
            return {"day": day.isoformat(), "minute": minute}
        case Listing(items):
            return {"items": [value_to_json(item) for item in items]}
        case RichText():
            return value.to_json()
        case Gist(key, values):
            return {"gist": key, "values": values_to_json(values)}
    raise TypeError(f"not a message value: {type(value).__name__}")


def value_from_json(data: Any) -> Value:
    """The inverse of ``value_to_json``; raises ``ValueError`` for anything else."""
    match data:
        case str() | int():
            return data
        case {"day": str(day), "minute": int(minute)}:
            return Moment(date.fromisoformat(day), minute)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case {"minutes": int(count)}:
            return Minutes(count)
        case {"term": str(key)}:
            return Term(key)
        case {"items": list(items)}:
            return Listing(tuple(value_from_json(item) for item in items))
        case {"rich": _}:
            return RichText.from_json(data)
        case {"gist": str(key), "values": dict(values)}:
            return Gist(key, values_from_json(values))
    raise ValueError("not a message value")


def values_to_json(values: Mapping[str, Value]) -> dict[str, Any]:
    """``value_to_json`` for each named value."""
    return {name: value_to_json(value) for name, value in values.items()}


def values_from_json(data: Mapping[str, Any]) -> dict[str, Value]:
    """``value_from_json`` for each named value."""
    return {name: value_from_json(value) for name, value in data.items()}


def attachment_to_json(attachment: Attachment) -> dict[str, str]:
    """A JSON object that ``attachment_from_json`` reads back."""
    return {"kind": attachment.kind, "file_id": attachment.file_id, "name": attachment.name}


def attachment_from_json(data: Mapping[str, str]) -> Attachment:
    """The inverse of ``attachment_to_json``."""
    return Attachment(data["kind"], data["file_id"], data["name"])


def poll_to_json(poll: Poll) -> dict[str, Any]:
    """A JSON object that ``poll_from_json`` reads back."""
    return {
        "question": poll.question,
        "options": list(poll.options),
        "correct": list(poll.correct),
        "explanation": poll.explanation,
        "is_anonymous": poll.is_anonymous,
        "seconds": poll.seconds,
    }


def poll_from_json(data: Mapping[str, Any]) -> Poll:
    """The inverse of ``poll_to_json``."""
    return Poll(
        data["question"],
        tuple(data["options"]),
        tuple(data["correct"]),
        data["explanation"],
        data["is_anonymous"],
        data["seconds"],
    )


def message_to_json(message: Message) -> dict[str, Any]:
    """The outbox form of a message."""
    return {
        "key": message.key,
        "values": values_to_json(message.values),
        "buttons": [
            [{"key": b.key, "data": b.data, "url": b.url, "values": values_to_json(b.values)} for b in row]
            for row in message.buttons
        ],
        "more": [message_to_json(line) for line in message.more],
    }


def message_from_json(data: Mapping[str, Any]) -> Message:
    """The inverse of ``message_to_json``."""
    return Message(
        data["key"],
        values_from_json(data["values"]),
        tuple(
            tuple(Button(b["key"], b["data"], b["url"], values_from_json(b["values"])) for b in row)
            for row in data["buttons"]
        ),
        tuple(message_from_json(line) for line in data["more"]),
    )
