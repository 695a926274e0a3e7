"""Hearing nothing of a topic for a while (免打扰), and what somebody has had from the bot, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.messages import Moment
from bot.domain.peace import Topic
from bot.domain.rights import Actor, Right, require
from bot.errors import UserError
from storage import had, mutes
from storage.database import Transaction
from storage.had import Had

LATEST = 10  # pushes in the list of what came of late


class Span(StrEnum):
    """For how long."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    ALWAYS = "always"


_DAYS: Mapping[Span, int] = {Span.TODAY: 1, Span.WEEK: 7, Span.MONTH: 30}


@dataclass(frozen=True, slots=True)
class Muted:
    """What somebody hears nothing of, and until when (UTC); None: until they say otherwise."""

    until: Mapping[Topic, datetime | None]
    timezone: str

    def moment(self, topic: Topic) -> Moment | None:
        """The end on the branch's wall clock."""
        end = self.until.get(topic)
        return Moment.of(end.astimezone(ZoneInfo(self.timezone))) if end is not None else None


@dataclass(frozen=True, slots=True)
class Received:
    """What an account has had: how many messages this month, and the latest of them, latest first."""

    count: int
    latest: Sequence[Had]
    timezone: str


def show_mutes(tx: Transaction, actor: Actor, now: datetime) -> Muted:
    """What the actor has muted. Raises ``UserError`` ``not-a-member``."""
    return Muted(mutes.of_person(tx, _person(actor), now), actor.timezone)


def mute(tx: Transaction, actor: Actor, topic: str, span: str, now: datetime) -> Muted:
    """Send the actor nothing of a topic, also not what is queued already, until a midnight of the branch.

    Raises ``UserError`` ``not-a-member``, ``button-broken``.
    """
    try:
        chosen, how_long = Topic(topic), Span(span)
    except ValueError:
        raise UserError("button-broken") from None
    mutes.put(tx, _person(actor), chosen, _end(actor, how_long, now), now)
    return show_mutes(tx, actor, now)


def unmute(tx: Transaction, actor: Actor, topic: str, now: datetime) -> Muted:
    """Send the actor what comes of a topic again. Raises as ``mute``."""
    try:
        chosen = Topic(topic)
    except ValueError:
        raise UserError("button-broken") from None
    mutes.lift(tx, _person(actor), chosen)
    return show_mutes(tx, actor, now)


def received(tx: Transaction, actor: Actor, now: datetime) -> Received:
    """What the bot has sent to the actor. Raises ``UserError`` ``not-a-member``."""
    _person(actor)
    local = actor.hours.local(now)
    month = datetime(local.year, local.month, 1, tzinfo=local.tzinfo).astimezone(UTC)
    return Received(
        had.count(tx, actor.telegram_id, month), had.latest(tx, actor.telegram_id, LATEST), actor.timezone
    )


def _person(actor: Actor) -> int:
    if actor.person_id is None:
        raise UserError("not-a-member")
    require(actor, Right.READ_OWN, actor.own)
    return actor.person_id


def _end(actor: Actor, span: Span, now: datetime) -> datetime | None:
    if span is Span.ALWAYS:
        return None
    local = actor.hours.local(now)
    day = local.date() + timedelta(days=_DAYS[span])
    return datetime.combine(day, time(), local.tzinfo).astimezone(UTC)
