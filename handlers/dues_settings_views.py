"""What people's dues are reckoned by, in words, and when the branch is reminded."""

from __future__ import annotations

from datetime import date

from bot.domain.dues import Payer, month_of
from bot.domain.messages import Button, Listing, Message, Term, Value
from bot.domain.people import Branch
from bot.usecases.dues_bases import Bases, PayerCard, Stated
from bot.usecases.dues_reminding import Reminder
from handlers.dues_views import IN_A_ROW, NAMES_SHOWN, basis_lines, exactly, month_name
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import tap_data

BASES_PAGE = 8
DAYS = (1, 5, 8, 10, 15, 20, 25, 28)
MINUTES = (8 * 60, 9 * 60, 12 * 60, 17 * 60, 18 * 60, 19 * 60)

_Row = tuple[Button, ...]


# -- what it is reckoned by ----------------------------------------------------------------------------


def bases_message(seen: Bases, page: int) -> Message:
    """Everybody, with what their dues are reckoned by; sums are on each person's own card only."""
    pages = max(1, -(-len(seen.people) // BASES_PAGE))
    page = min(page, pages - 1)
    shown = seen.people[page * BASES_PAGE : (page + 1) * BASES_PAGE]
    rows: list[_Row] = []
    for member, basis in shown:
        kind = Term(f"dues-kind-{basis.payer}") if basis else Term("dues-no-kind")
        values: dict[str, Value] = {"name": member.name, "kind": kind}
        rows.append((Button("dues-person", tap_data("due.who", member.id), values=values),))
    rows += turning(page, pages, lambda other: tap_data("due.bases", seen.branch.id, other))
    if seen.old:
        keep = Button("dues-button-keep", tap_data("due.keep", seen.branch.id), values={"count": seen.old})
        rows.insert(0, (keep,))
    rates = Button("dues-button-rates", tap_data("due.rates", seen.branch.id))
    rows.append((rates, _to_month(seen.branch, seen.month)))
    known = sum(basis is not None for _, basis in seen.people)
    counts: dict[str, Value] = {"branch": seen.branch.name, "known": known, "count": len(seen.people)}
    return Message("dues-bases", counts, tuple(rows))


def stated_message(done: Stated) -> Message:
    """What became of a list of rates."""
    lines = [
        Message(key, {"lines": Listing(found[:NAMES_SHOWN])})
        for key, found in (
            ("dues-rates-unclear", done.unclear),
            ("dues-rates-unknown", done.unknown),
            ("dues-rates-namesakes", done.namesakes),
        )
        if found
    ]
    again = Button("dues-button-rates", tap_data("due.rates", done.branch.id))
    back = Button("dues-button-bases", tap_data("due.bases", done.branch.id, 0))
    return Message("dues-rates-set", {"count": len(done.done)}, ((again, back),), tuple(lines))


def payer_message(card: PayerCard) -> Message:
    """One person's dues, as the secretary sees them."""
    lines = basis_lines(card.basis, card.owed)
    if card.is_old:
        lines.append(Message("dues-is-old"))
    for one in card.marks:
        values: dict[str, Value] = {"month": month_name(one.month)}
        if one.amount is None:
            lines.append(Message("dues-paid-month", values))
        else:
            lines.append(Message("dues-paid-month-sum", {**values, "amount": exactly(one.amount)}))
    kinds = [Button(f"dues-kind-{one}", tap_data("due.set", card.member.id, one)) for one in Payer]
    rows: list[_Row] = [*in_rows(kinds, IN_A_ROW)]
    if card.following is not None:
        following = tap_data("due.who", card.following.id)
        rows.append((Button("dues-button-next", following, values={"name": card.following.name}),))
    rows.append((Button("button-back", tap_data("due.bases", card.branch.id, card.place // BASES_PAGE)),))
    return Message("dues-payer", {"name": card.member.name}, tuple(rows), tuple(lines))


def _to_month(branch: Branch, month: date) -> Button:
    return Button("dues-button-month", tap_data("due.list", branch.id, f"{month:%Y%m}", 0))


# -- when the reminder comes ---------------------------------------------------------------------------


def reminder_message(seen: Reminder, today: date) -> Message:
    """When the reminder comes, and the days to choose from."""
    branch_id = seen.branch.id
    days = [Button("dues-day", tap_data("due.day", branch_id, day), values={"day": day}) for day in DAYS]
    rows: list[_Row] = [*in_rows(days, 4)]
    if seen.day is not None:
        rows.append((Button("dues-button-off", tap_data("due.off", branch_id)),))
    rows.append((_to_month(seen.branch, month_of(today)),))
    if seen.day is None or seen.minute is None:
        return Message("dues-reminder-off", buttons=tuple(rows))
    return Message("dues-reminder-on", {"day": seen.day, "time": _clock(seen.minute)}, tuple(rows))


def hours_message(branch: Branch, day: int) -> Message:
    """At which hour of that day."""
    hours = [
        Button("dues-hour", tap_data("due.at", branch.id, day, minute), values={"time": _clock(minute)})
        for minute in MINUTES
    ]
    back = Button("button-back", tap_data("due.when", branch.id))
    return Message("dues-ask-hour", {"day": day}, (*in_rows(hours, 3), (back,)))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
