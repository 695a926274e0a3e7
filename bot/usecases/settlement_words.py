"""What a settlement tells people: the branch's groups, each member, the secretary, and who objects."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from bot.domain.group_chats import TopicKind
from bot.domain.messages import Button, Lane, Listing, Message, Minutes, Push, Value
from bot.domain.people import Branch
from bot.domain.record_words import SHORT_NAME, shorten
from bot.domain.settlement import ObjectionState, Tally
from bot.domain.stars import star_line
from bot.usecases.recounting import Changed
from storage import group_chats, holdings, objections, outbox
from storage.database import Transaction
from storage.objections import Objection
from storage.settlements import Named, Settlement

PART = 2_500  # characters of names in one message of a group: with all around them it stays one message
ANSWERS: Mapping[ObjectionState, str] = MappingProxyType(
    {
        ObjectionState.UPHELD: "settle-push-upheld",
        ObjectionState.REJECTED: "settle-push-rejected",
    }
)


def brief(row: Settlement, branch: Branch) -> dict[str, Value]:
    """The values ``branch`` and ``year``."""
    return {"branch": branch.name, "year": str(row.year)}


def tally_values(row: Settlement, one: Tally) -> dict[str, Value]:
    """The values ``stars``, ``services`` and ``minutes``."""
    return {
        "stars": star_line(one.stars, row.version.top),
        "services": one.services,
        "minutes": Minutes(one.minutes),
    }


# -- groups --------------------------------------------------------------------------------------------


def star_lines(row: Settlement, lines: Sequence[Named]) -> Iterator[Message]:
    """Who has how many stars, the most first and by name within; nobody is named for having none.

    A line never holds more names than fit into a message.
    """
    for stars in range(row.version.top, 0, -1):
        names = [shorten(one.name, SHORT_NAME) for one in lines if one.tally.stars == stars]
        for some in _portions(names):
            values: dict[str, Value] = {
                "stars": star_line(stars, row.version.top),
                "names": Listing(tuple(some)),
            }
            yield Message("settle-group-line", values)


def _portions(names: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    for name in names:
        if some and sum(map(len, some)) + len(some) + len(name) > PART:
            yield some
            some = []
        some.append(name)
    if some:
        yield some


def _messages(first: Message, lines: Sequence[Message], last: Message) -> Iterator[Message]:
    """The lines in as few messages as hold them."""
    parts: list[list[Message]] = [[]]
    for line in lines:
        if parts[-1] and sum(map(_length, (*parts[-1], line))) > PART:
            parts.append([])
        parts[-1].append(line)
    for some in parts[:-1]:
        yield Message(first.key, first.values, more=tuple(some))
    yield Message(first.key, first.values, first.buttons, (*parts[-1], last))


def _length(line: Message) -> int:
    names = line.values.get("names")
    return sum(len(str(one)) + 1 for one in names.items) if isinstance(names, Listing) else 0


def tell_groups(
    tx: Transaction, row: Settlement, branch: Branch, key: str, lines: Sequence[Named] | None, now: datetime
) -> int:
    """Tell the branch's group chats; with ``lines`` who has how many stars, too. How many chats."""
    chats = [one.chat_id for one in group_chats.reachable(tx, branch.id)]
    if not chats:
        return 0
    values = {**brief(row, branch), "day": row.last_day or row.until}
    first = Message(key, values)
    found = [first]
    if lines is not None:
        say = Button("settle-button-say", f"stl.say:{row.id}")
        rest = Message("settle-group-rest", {"count": sum(one.tally.stars == 0 for one in lines)})
        found = list(_messages(Message(key, values, ((say,),)), list(star_lines(row, lines)), rest))
    for message in found:
        push = Push("settlement-group", Lane.NOTICE, message, "reason-settlement-group")
        push_id = outbox.keep(tx, push, now)
        outbox.enqueue_for_groups(tx, push_id, push, chats, TopicKind.NOTICE, now)
    return len(chats)


# -- members -------------------------------------------------------------------------------------------


def tell_members(
    tx: Transaction, row: Settlement, branch: Branch, lines: Sequence[Named], now: datetime
) -> int:
    """Tell each in private what has been counted for them, and how to object; how many can be reached."""
    keys = ("settle-push-published-none", "settle-push-published")
    return sum(_tell_member(tx, row, branch, one.tally, keys[bool(one.tally.stars)], now) for one in lines)


def tell_changed(
    tx: Transaction, row: Settlement, branch: Branch, changed: Sequence[Changed], now: datetime
) -> None:
    """Tell each whose line is another now."""
    for one in changed:
        if one.after is not None:
            _tell_member(tx, row, branch, one.after, "settle-push-changed", now)


def _tell_member(
    tx: Transaction, row: Settlement, branch: Branch, one: Tally, key: str, now: datetime
) -> int:
    values = {**brief(row, branch), **tally_values(row, one), "day": row.last_day or row.until}
    buttons = (
        (
            Button("settle-button-why", f"stl.why:{row.id}:{one.person_id}:0"),
            Button("settle-button-object", f"stl.obj:{row.id}:{one.person_id}"),
        ),
    )
    push = Push("settlement", Lane.NOTICE, Message(key, values, buttons), "reason-settlement")
    return outbox.enqueue_for_people(tx, push, [one.person_id], now)


def tell_final(
    tx: Transaction,
    row: Settlement,
    branch: Branch,
    lines: Sequence[Named],
    plaques: Mapping[int, int],
    now: datetime,
) -> None:
    """Tell each what has been settled; who has a plaque (by person: the certificate) gets a button for it."""
    for one in lines:
        person_id = one.tally.person_id
        first = [Button("settle-button-why", f"stl.why:{row.id}:{person_id}:0")]
        if person_id in plaques:
            first.insert(0, Button("settle-button-plaque", f"cert.pic:{plaques[person_id]}"))
        key = "settle-push-final" if one.tally.stars else "settle-push-final-none"
        message = Message(key, {**brief(row, branch), **tally_values(row, one.tally)}, (tuple(first),))
        push = Push("settlement-final", Lane.NOTICE, message, "reason-settlement")
        outbox.enqueue_for_people(tx, push, [person_id], now)


def tell_called_off(
    tx: Transaction, row: Settlement, branch: Branch, lines: Sequence[Named], now: datetime
) -> None:
    """Tell everybody who saw it published that it holds no more, and why."""
    values: dict[str, Value] = {**brief(row, branch), "reason": row.reason or ""}
    push = Push("settlement", Lane.NOTICE, Message("settle-push-off", values), "reason-settlement")
    outbox.enqueue_for_people(tx, push, [one.tally.person_id for one in lines], now)
    waiting = {
        one.by_account
        for one in objections.of_settlement(tx, row.id)
        if one.state is ObjectionState.OPEN and one.by_person is None
    }
    for account in sorted(waiting):  # residents, who would wait for an answer
        answer = Push("settlement-answer", Lane.NOTICE, push.message, "reason-settlement-answer")
        outbox.enqueue_for_account(tx, answer, account, now)
    chats = [one.chat_id for one in group_chats.reachable(tx, branch.id)]
    if chats:
        push = Push("settlement-group", Lane.NOTICE, push.message, "reason-settlement-group")
        push_id = outbox.keep(tx, push, now)
        outbox.enqueue_for_groups(tx, push_id, push, chats, TopicKind.NOTICE, now)


# -- who decides, and who objects ------------------------------------------------------------------------


def settlers(tx: Transaction, branch: Branch) -> set[int]:
    """Who is told about the branch's settlement: its secretary, else the committee's administrators."""
    return holdings.secretaries(tx, branch.id) or holdings.administrators(tx, branch.committee_id)


def tell_settlers(
    tx: Transaction, branch: Branch, push: Push, now: datetime, but: Collection[int | None] = ()
) -> int:
    """How many of them can be reached; never ``but``: when nobody else can, the committee's administrators
    are told."""
    told = outbox.enqueue_for_people(tx, push, settlers(tx, branch) - set(but), now)
    if told or not but:
        return told
    others = holdings.administrators(tx, branch.committee_id) - set(but)
    return outbox.enqueue_for_people(tx, push, others, now)


def tell_objection(tx: Transaction, row: Settlement, branch: Branch, found: Objection, now: datetime) -> None:
    """Tell who decides that somebody objects: not whoever it is about, who may not answer it."""
    see = Button("settle-button-answer", f"stl.ob:{found.id}")
    values: dict[str, Value] = {**brief(row, branch), "words": found.words}
    message = Message("settle-push-objection", values, ((see,),))
    push = Push("settlement-objection", Lane.NOTICE, message, "reason-settlement-secretary")
    tell_settlers(tx, branch, push, now, (found.by_person, found.about_person))


def tell_answer(tx: Transaction, row: Settlement, branch: Branch, found: Objection, now: datetime) -> None:
    """Tell who objected what was decided, and why."""
    values: dict[str, Value] = {**brief(row, branch), "words": found.words, "answer": found.answer or ""}
    message = Message(ANSWERS[found.state], values)
    push = Push("settlement-answer", Lane.NOTICE, message, "reason-settlement-answer")
    outbox.enqueue_for_account(tx, push, found.by_account, now)


def due_push(row: Settlement, branch: Branch, waiting: int) -> Push:
    """That the publication is over, and what is left to do."""
    see = Button("settle-button-see", f"stl.see:{row.id}")
    key = "settle-push-over-open" if waiting else "settle-push-over"
    message = Message(key, {**brief(row, branch), "count": waiting}, ((see,),))
    return Push("settlement-over", Lane.REMINDER, message, "reason-settlement-secretary")
