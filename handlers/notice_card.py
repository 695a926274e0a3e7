"""What a notice looks like while it is written: the card under the preview, and whom it says it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from bot.domain.audience import Audience, AudienceRole
from bot.domain.messages import Button, Buttons, Listing, Message, Minutes, Term, Value
from bot.domain.notices import NoticeKind
from bot.domain.service import local_now
from bot.usecases.notice_card import AudienceNames, DraftState, NoticeCard, Reach, quiet_until
from bot.usecases.notice_drafts import MOST_PICTURES
from bot.usecases.notice_letters import headline, letters
from handlers.routing import tap_data

NAMES_SHOWN = 6
MINUTE = 60  # seconds

ROLES: Mapping[AudienceRole, str] = MappingProxyType(
    {
        AudienceRole.COMMITTEE: "notice-role-committee",
        AudienceRole.GROUP_LEADERS: "notice-role-group-leaders",
        AudienceRole.FULL: "notice-role-full",
        AudienceRole.PROBATIONARY: "notice-role-probationary",
        AudienceRole.SECRETARIES: "notice-role-secretaries",
    }
)
# Why somebody was not reached, as texts have words for it.
REASONS = frozenset(
    {"no-account", "blocked", "deactivated", "not-started", "not-found", "kicked", "migrated", "no-rights"}
    | {"topic-gone", "topic-closed", "message-gone", "bad-content", "expired", "gave-up", "failed"}
    | {"no-media", "not-theirs", "unbound", "stopped", "in-group", "unknown"}
)


def card_message(card: NoticeCard) -> Message:
    """The draft as it is: the question what to write, what has come so far, or the card to send it by."""
    match card.state:
        case DraftState.EMPTY:
            return Message("notice-ask", buttons=((_mine(), cancel_button(card)),))
        case DraftState.COLLECTING:
            return _collecting(card)
        case DraftState.READY:
            return _ready(card)


def unfinished_message(card: NoticeCard) -> Message:
    """A draft that was left: it can be gone on with, or put aside for another."""
    go_on = Button("notice-button-go-on", tap_data("ntc.open", card.draft_id))
    new = Button("notice-button-new", tap_data("ntc.fresh"))
    return Message(
        "notice-unfinished", {"headline": head(headline(card.content))}, ((go_on, new), (_mine(),))
    )


def change_message(card: NoticeCard) -> Message:
    """What can be changed about the content."""
    rows = [
        (Button("notice-button-text", tap_data("ntc.text", card.draft_id)),),
        (Button("notice-button-add", tap_data("ntc.add", card.draft_id)),),
    ]
    if card.content.attachments:
        rows.append((Button("notice-button-bare", tap_data("ntc.bare", card.draft_id)),))
    return Message("notice-ask-change", buttons=(*rows, (back_button(card),)))


def ask_text_message(card: NoticeCard) -> Message:
    """The question for another text."""
    return Message("notice-ask-text", buttons=((back_button(card),),))


def ask_add_message(card: NoticeCard) -> Message:
    """The question for pictures or a file."""
    return Message("notice-ask-add", {"pictures": MOST_PICTURES}, ((back_button(card),),))


def head(line: str) -> Value:
    """The first words of a notice, or that it has none."""
    return line or Term("notice-no-words")


def why_term(reason: str) -> Term:
    """Why somebody was not reached; what has no words of its own is our fault."""
    return Term(f"why-{reason}" if reason in REASONS else "why-failed")


def whom_lines(audience: Audience, names: AudienceNames) -> list[Message]:
    """Whom it is for, by name; nothing while that has not been said."""
    chats = _few(names.chats)
    if audience.nobody:
        return [Message("notice-line-only-chats", {"chats": chats})] if names.chats else []
    if not audience.has_scope:
        return []
    scope = _scope(audience, names)
    chosen = _chosen(audience, names)
    if not chosen:
        lines = [Message("notice-line-whole", {"scope": scope})]
    elif len(chosen) <= NAMES_SHOWN:
        lines = [Message("notice-line-some", {"scope": scope, "whom": Listing(chosen)})]
    else:
        shown = Listing(chosen[:NAMES_SHOWN])
        values: dict[str, Value] = {"scope": scope, "whom": shown, "count": len(chosen)}
        lines = [Message("notice-line-some-more", values)]
    if names.chats:
        lines.append(Message("notice-line-chats-too", {"chats": chats}))
    return lines


def reach_lines(reach: Reach) -> list[Message]:
    """How many will get it, and how many cannot and why."""
    lines = []
    if reach.people or not reach.groups:
        own = reach.without_sender
        key = "notice-line-people-without-you" if own else "notice-line-people"
        lines.append(Message(key, {"count": reach.people}))
    if reach.groups:
        lines.append(Message("notice-line-groups", {"count": reach.groups}))
    if reach.groups_missed:
        lines.append(Message("notice-line-groups-missed", {"count": reach.groups_missed}))
    if reach.in_groups:
        lines.append(Message("notice-line-in-groups", {"count": reach.in_groups}))
    if reach.unreachable:
        lines.append(Message("notice-line-missed", {"count": reach.unreachable}))
        lines += [
            Message("notice-line-why", {"why": why_term(why), "count": count})
            for why, count in sorted(reach.missed.items(), key=lambda one: -one[1])
        ]
    return lines


def duration_line(seconds: int) -> Message:
    """How long the sending takes."""
    if seconds < MINUTE:
        return Message("notice-line-seconds", {"count": max(1, seconds)})
    return Message("notice-line-minutes", {"minutes": Minutes(-(-seconds // MINUTE))})


def moment(at: datetime, timezone: str) -> dict[str, Value]:
    """A UTC time as the values ``day`` and ``time`` of the branch's clock."""
    local = local_now(at, timezone)
    return {"day": local.date(), "time": f"{local:%H:%M}"}


def cancel_button(card: NoticeCard) -> Button:
    return Button("button-cancel", tap_data("ntc.cancel", card.draft_id))


def back_button(card: NoticeCard) -> Button:
    return Button("button-back", tap_data("ntc.card", card.draft_id))


def _collecting(card: NoticeCard) -> Message:
    count = len(card.content.text.text)
    photos = len(card.content.photos)
    done = Button("notice-button-all-here", tap_data("ntc.done", card.draft_id))
    buttons = ((done, cancel_button(card)),)
    if photos:
        return Message("notice-collecting-photos", {"photos": photos, "count": count}, buttons)
    return Message("notice-collecting", {"count": count}, buttons)


def _ready(card: NoticeCard) -> Message:
    urgent = card.kind is NoticeKind.CALL_UP
    lines = [Message("notice-line-call-up")] if urgent else []
    lines += whom_lines(card.audience, card.names)
    if card.reach.recipients:
        lines += [*reach_lines(card.reach), duration_line(card.seconds)]
    else:
        lines += [*(reach_lines(card.reach) if card.reach.unreachable else ()), Message("notice-line-nobody")]
    lines += _remarks(card)
    return Message(
        "notice-card-call-up" if urgent else "notice-card", buttons=_buttons(card), more=tuple(lines)
    )


def _remarks(card: NoticeCard) -> Iterable[Message]:
    messages = len(letters(card.content, card.kind, ""))
    if card.content.whole is not None:
        yield Message("notice-line-file")
    elif messages > 1:
        yield Message("notice-line-parts", {"count": messages})
    if card.send_at is not None:
        yield Message("notice-line-when", moment(card.send_at, card.timezone))
        if quiet_until(card.kind, card.hours, card.send_at) is not None:
            yield Message("notice-line-when-quiet")
    elif card.quiet_until is not None:
        yield Message("notice-line-quiet", moment(card.quiet_until, card.timezone))
    if card.needs_approval:
        yield Message("notice-line-approval")


def _buttons(card: NoticeCard) -> Buttons:
    change = Button("button-change", tap_data("ntc.change", card.draft_id))
    first = [change, cancel_button(card)]
    if card.reach.recipients:
        label = "button-send" if card.send_at is None else "notice-button-timed"
        first.insert(0, Button(label, tap_data("ntc.send", card.draft_id, card.version)))
    rows = [tuple(first)]
    to = Button("notice-button-to", tap_data("ntc.who", card.draft_id))
    if card.kind is NoticeKind.CALL_UP:
        plain = Button("notice-button-plain", tap_data("ntc.kind", card.draft_id, NoticeKind.NOTICE))
        return (*rows, (to, plain))
    rows.append((to, Button("notice-button-later", tap_data("ntc.when", card.draft_id))))
    last = [Button("notice-button-call-up", tap_data("ntc.kind", card.draft_id, NoticeKind.CALL_UP))]
    if card.quiet_until is not None and card.send_at is None and card.reach.recipients:
        last.insert(0, Button("notice-button-now", tap_data("ntc.now", card.draft_id, card.version)))
    return (*rows, tuple(last))


def _mine() -> Button:
    return Button("notice-button-mine", tap_data("ntc.list"))


def _scope(audience: Audience, names: AudienceNames) -> Value:
    if audience.everywhere:
        return Term("notice-everywhere")
    return _few((*names.committees, *names.branches))


def _chosen(audience: Audience, names: AudienceNames) -> tuple[Value, ...]:
    roles = [Term(ROLES[role]) for role in audience.roles]
    categories = [Term(f"member-category-{category}") for category in audience.categories]
    return (*names.groups, *roles, *categories, *names.people)


def _few(names: tuple[str, ...]) -> Value:
    """The first of many names; the last of them says that there are more."""
    if len(names) <= NAMES_SHOWN:
        return Listing(names)
    return Listing((*names[: NAMES_SHOWN - 1], f"{names[NAMES_SHOWN - 1]}…"))
