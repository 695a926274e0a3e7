"""Group chats bound to a branch, and which of a forum's topics a kind of message goes to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.group_chats import GroupChat, GroupReach, TopicKind
from storage.database import Transaction
from storage.drafts import OPEN
from storage.given import among
from storage.prepared import PreparedSelect
from storage.schema import delivery, draft, group_chat, group_topic, notice

UNBOUND = "unbound"
MIGRATED = "migrated"

_COLUMNS = (
    group_chat.c.chat_id,
    group_chat.c.branch_id,
    group_chat.c.title,
    group_chat.c.locale,
    group_chat.c.is_forum,
    group_chat.c.reach,
    group_chat.c.meeting_reminder,
)
_GET = sa.select(*_COLUMNS).where(group_chat.c.chat_id == sa.bindparam("chat_id"))
_BY_TITLE = sa.select(*_COLUMNS).order_by(group_chat.c.title, group_chat.c.chat_id)
_OF_BRANCHES = PreparedSelect(
    _BY_TITLE.where(among(group_chat.c.branch_id, sqlite=False)),
    "ids",
    on_sqlite=_BY_TITLE.where(among(group_chat.c.branch_id, sqlite=True)),
)


def find(tx: Transaction, chat_id: int) -> GroupChat | None:
    """The bound group with that Telegram id."""
    row = tx.execute(_GET, {"chat_id": chat_id}).one_or_none()
    return GroupChat(*row) if row else None


def of_branches(tx: Transaction, branch_ids: Collection[int]) -> list[GroupChat]:
    """The groups of these branches, by title."""
    return [GroupChat(*row) for row in _OF_BRANCHES.rows(tx, {"ids": branch_ids})]


def reachable(tx: Transaction, branch_id: int) -> list[GroupChat]:
    """The groups of a branch that can be written to."""
    return [one for one in of_branches(tx, [branch_id]) if one.is_reachable]


def bind(tx: Transaction, group: GroupChat, bound_by: int | None, now: datetime) -> None:
    """Bind a group, or bind it anew. What still waited for it on behalf of another branch is dropped."""
    before = find(tx, group.chat_id)
    if before is not None and before.branch_id != group.branch_id:
        _drop_queued(tx, group.chat_id, UNBOUND, now)
    values = {
        "branch_id": group.branch_id,
        "title": group.title,
        "locale": group.locale,
        "is_forum": group.is_forum,
        "reach": group.reach,
        "bound_by": bound_by,
        "bound_at": now,
    }
    tx.execute(
        tx.insert(group_chat)
        .values(chat_id=group.chat_id, **values)
        .on_conflict_do_update(index_elements=[group_chat.c.chat_id], set_=values)
    )


def unbind(tx: Transaction, chat_id: int, now: datetime) -> None:
    """Forget a group and its topics; what was still queued for it is not sent."""
    tx.execute(sa.delete(group_topic).where(group_topic.c.chat_id == chat_id))
    tx.execute(sa.delete(group_chat).where(group_chat.c.chat_id == chat_id))
    _drop_queued(tx, chat_id, UNBOUND, now)


def describe(tx: Transaction, chat_id: int, title: str, is_forum: bool | None = None) -> None:
    """Keep what a group is called now, and whether it has topics (None: not known)."""
    values = {"title": title} if is_forum is None else {"title": title, "is_forum": is_forum}
    tx.execute(sa.update(group_chat).where(group_chat.c.chat_id == chat_id).values(**values))


def set_meeting_reminder(tx: Transaction, chat_id: int, wanted: bool) -> None:
    """Whether a group is reminded of a meeting shortly before it begins."""
    tx.execute(sa.update(group_chat).where(group_chat.c.chat_id == chat_id).values(meeting_reminder=wanted))


def set_reach(tx: Transaction, chat_id: int, reach: str) -> bool:
    """Keep whether a group can be written to; True when it could be and now cannot: the time to say so."""
    lost = reach != GroupReach.OK
    was = group_chat.c.reach == GroupReach.OK.value if lost else group_chat.c.reach != reach
    changed = tx.execute(
        sa.update(group_chat).where(group_chat.c.chat_id == chat_id, was).values(reach=reach)
    ).rowcount
    return lost and changed == 1


def topics(tx: Transaction, chat_id: int) -> dict[TopicKind, int]:
    """The topics that kinds of message go to; what is not named here goes to the general one."""
    query = sa.select(group_topic.c.kind, group_topic.c.thread_id).where(group_topic.c.chat_id == chat_id)
    return {TopicKind(kind): thread_id for kind, thread_id in tx.execute(query)}


def put_topic(tx: Transaction, chat_id: int, kinds: Collection[TopicKind], thread_id: int | None) -> None:
    """Let these kinds of message go to a topic; None: to the general one."""
    words = [kind.value for kind in kinds]
    here = sa.and_(group_topic.c.chat_id == chat_id, group_topic.c.kind.in_(words))
    tx.execute(sa.delete(group_topic).where(here))
    if thread_id is not None and words:
        rows = [{"chat_id": chat_id, "kind": kind, "thread_id": thread_id} for kind in words]
        tx.execute(group_topic.insert(), rows)


def forget_topic(tx: Transaction, chat_id: int, thread_id: int) -> tuple[TopicKind, ...]:
    """A topic is gone or closed: its kinds of message go to the general one. Returns those kinds.

    What is already queued for the topic goes there too.
    """
    kinds = tuple(kind for kind, thread in topics(tx, chat_id).items() if thread == thread_id)
    put_topic(tx, chat_id, kinds, None)
    tx.execute(
        sa.update(delivery)
        .where(_queued_for(chat_id), delivery.c.thread_id == thread_id)
        .values(thread_id=None)
    )
    return kinds


def migrate(tx: Transaction, old_id: int, new_id: int, now: datetime) -> bool:
    """A group has become a supergroup: its binding, topics and queued deliveries go on under the new id.

    So do the notices whose audience names it. What was delivered keeps the old id, for that is where it is.
    False when nothing was bound under the old id. Safe to repeat: Telegram tells it twice, and the engine may
    find out first.
    """
    if find(tx, old_id) is None:
        return False
    if find(tx, new_id) is None:
        tx.execute(
            sa.update(group_chat)
            .where(group_chat.c.chat_id == old_id)
            .values(chat_id=new_id, reach=GroupReach.OK.value)
        )
    else:
        tx.execute(sa.delete(group_topic).where(group_topic.c.chat_id == old_id))
        tx.execute(sa.delete(group_chat).where(group_chat.c.chat_id == old_id))
    twin = delivery.alias("twin")
    there = sa.exists().where(twin.c.push_id == delivery.c.push_id, twin.c.chat_id == new_id)
    tx.execute(sa.update(delivery).where(_queued_for(old_id), ~there).values(chat_id=new_id))
    _drop_queued(tx, old_id, MIGRATED, now)
    _rename_in_notices(tx, old_id, new_id)
    return True


def _rename_in_notices(tx: Transaction, old_id: int, new_id: int) -> None:
    """In the audiences of notices and of those that are being written."""
    about = str(old_id)
    named = sa.cast(notice.c.audience, sa.Text).contains(about)
    for row_id, audience in tx.execute(sa.select(notice.c.id, notice.c.audience).where(named)).all():
        tx.execute(
            sa.update(notice).where(notice.c.id == row_id).values(audience=_renamed(audience, old_id, new_id))
        )
    forms = sa.select(draft.c.id, draft.c.data).where(
        draft.c.state == OPEN, sa.cast(draft.c.data, sa.Text).contains(about)
    )
    for row_id, data in tx.execute(forms).all():
        if "audience" in data:
            data = {**data, "audience": _renamed(data["audience"], old_id, new_id)}
            tx.execute(sa.update(draft).where(draft.c.id == row_id).values(data=data))


def _renamed(audience: dict[str, Any], old_id: int, new_id: int) -> dict[str, Any]:
    chats = [new_id if chat_id == old_id else chat_id for chat_id in audience.get("chats", ())]
    return {**audience, "chats": chats} if chats else audience


def _queued_for(chat_id: int) -> sa.ColumnElement[bool]:
    # Word for word as in its index, so that both databases see that it serves: a million may be queued.
    is_group = delivery.c.chat_id < sa.literal_column("0")
    is_queued = delivery.c.state == sa.literal_column("'queued'")
    return sa.and_(is_queued, is_group, delivery.c.chat_id == chat_id)


def _drop_queued(tx: Transaction, chat_id: int, why: str, now: datetime) -> None:
    tx.execute(sa.update(delivery).where(_queued_for(chat_id)).values(state="dead", error=why, done_at=now))
