"""Party dues in words: what is owed and why, and a branch's month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.dues import Owed, Payer, later, percent, yuan
from bot.domain.messages import Button, Listing, Message, Term, Value
from bot.domain.people import Branch
from bot.usecases.dues import Line, MonthList, Own
from bot.usecases.dues_marking import Choice, Pasted
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import tap_data
from storage.dues import Basis

PAGE = 12  # people of a month
IN_A_ROW = 2  # names stay whole on a phone with large type
NAMES_SHOWN = 60
MOST_CHOICES = 20
NO_AMOUNT = "-"

CALCULATOR = Button("dues-button-calculator", tap_data("due.calc"))
MINE = Button("dues-button-mine", tap_data("due.me"))

_Row = tuple[Button, ...]


# -- what is owed, and why -----------------------------------------------------------------------------


def owed_lines(payer: Payer, base: int | None, found: Owed) -> list[Message]:
    """What is owed a month, and the bracket that says so."""
    kind = Term(f"dues-kind-{payer}")
    if found.per_mille is None or base is None:
        if found.least != found.most:
            values: dict[str, Value] = {"kind": kind, "least": yuan(found.least), "most": yuan(found.most)}
            return [Message("dues-line-range", values)]
        return [Message("dues-line-fixed", {"kind": kind, "amount": yuan(found.most)})]
    rate = percent(found.per_mille)
    line = Message(
        "dues-line-rate", {"kind": kind, "base": yuan(base), "percent": rate, "amount": exactly(found.most)}
    )
    if found.up_to is None:
        return [line, Message("dues-bracket-last", {"above": yuan(found.above), "percent": rate})]
    up_to = yuan(found.up_to)
    if not found.above:
        return [line, Message("dues-bracket-first", {"up_to": up_to, "percent": rate})]
    between = {"above": yuan(found.above), "up_to": up_to, "percent": rate}
    return [line, Message("dues-bracket-middle", between)]


def exactly(fen: int) -> str:
    """An amount in yuan with its cents: 42.00."""
    return f"{fen // 100}.{fen % 100:02}"


def result_message(payer: Payer, base: int | None, found: Owed) -> Message:
    """The calculator's answer, of which nothing is kept."""
    lines = tuple(owed_lines(payer, base, found))
    return Message("dues-result", buttons=((CALCULATOR,),), more=lines)


def kinds_message() -> Message:
    """The calculator's first question."""
    buttons = [Button(f"dues-kind-{one}", tap_data("due.kind", one)) for one in Payer]
    return Message("dues-ask-kind", buttons=(*in_rows(buttons, IN_A_ROW),))


def own_message(seen: Own, *, keeps: bool) -> Message:
    """What somebody owes and has paid, for themselves."""
    lines = basis_lines(seen.basis, seen.owed)
    if seen.is_old:
        lines.append(Message("dues-is-old"))
    if seen.paid:
        lines.append(Message("dues-own-paid", {"months": _months(seen.paid)}))
    if seen.open:
        lines.append(Message("dues-own-open", {"months": _months(seen.open)}))
    if seen.since is None and not seen.paid:
        lines.append(Message("dues-own-not-kept"))
    key = "dues-own-marked" if seen.month in seen.paid else "dues-own"
    rows: list[_Row] = [(CALCULATOR,)]
    if keeps:
        rows.append((Button("button-back", tap_data("due.all")),))
    return Message(key, {"month": month_name(seen.month)}, tuple(rows), tuple(lines))


def basis_lines(basis: Basis | None, found: Owed | None) -> list[Message]:
    if basis is None or found is None:
        return [Message("dues-line-unknown")]
    return owed_lines(basis.payer, basis.base, found)


def month_name(month: date) -> Term:
    """The word for a month."""
    return Term(f"month-{month.month}")


def _months(found: Sequence[date]) -> Listing:
    return Listing(tuple(month_name(one) for one in found))


# -- a branch's month ----------------------------------------------------------------------------------


def branches_message(found: Sequence[Branch]) -> Message:
    """Which branch, for whoever keeps the dues of several."""
    rows = [
        (Button("roster-branch", tap_data("due.br", one.id), values={"name": one.name}),) for one in found
    ]
    return Message("dues-which-branch", buttons=(*rows, (MINE,)))


def month_message(seen: MonthList, page: int = 0) -> Message:
    """Who has paid and who has not; a press on a name marks it, another takes the mark back."""
    pages = max(1, -(-len(seen.lines) // PAGE))
    page = min(page, pages - 1)
    branch_id, month = seen.branch.id, f"{seen.month:%Y%m}"
    names = [_name_button(one, month, page) for one in seen.lines[page * PAGE : (page + 1) * PAGE]]
    rows: list[_Row] = [*in_rows(names, IN_A_ROW)]
    rows += turning(page, pages, lambda other: tap_data("due.list", branch_id, month, other))
    paste = Button("dues-button-paste", tap_data("due.paste", branch_id, month))
    rest = Button("dues-button-rest", tap_data("due.rest", branch_id, month))
    rows.append((rest, paste) if seen.paid < len(seen.lines) else (paste,))
    rows.append(_other_months(seen))
    rows.append(
        (
            Button("dues-button-bases", tap_data("due.bases", branch_id, 0)),
            Button("dues-button-reminder", tap_data("due.when", branch_id)),
        )
    )
    rows.append((Button("dues-button-file", tap_data("due.file", branch_id, seen.month.year)), MINE))
    if seen.others:
        rows.append((Button("button-branches", tap_data("due.all")),))
    lines = []
    if seen.behind:
        lines.append(Message("dues-behind", {"names": Listing(seen.behind[:NAMES_SHOWN])}))
    if seen.old:
        lines.append(Message("dues-old", {"count": seen.old}))
    values = {**_of_month(seen), "paid": seen.paid, "open": len(seen.lines) - seen.paid}
    return Message("dues-month", values, tuple(rows), tuple(lines))


def _of_month(seen: MonthList) -> dict[str, Value]:
    return {"branch": seen.branch.name, "year": str(seen.month.year), "month": month_name(seen.month)}


def _name_button(one: Line, month: str, page: int) -> Button:
    action, key = ("due.undo", "dues-paid") if one.paid else ("due.mark", "dues-open")
    data = tap_data(action, one.member.id, month, page)
    if one.amount is None:
        return Button(key, data, values={"name": one.member.name})
    return Button("dues-paid-sum", data, values={"name": one.member.name, "amount": yuan(one.amount)})


def _other_months(seen: MonthList) -> _Row:
    found = []
    for key, month in (("dues-before", later(seen.month, -1)), ("dues-after", later(seen.month, 1))):
        if seen.first <= month <= seen.last:
            data = tap_data("due.list", seen.branch.id, f"{month:%Y%m}", 0)
            found.append(Button(key, data, values={"month": month_name(month)}))
    return tuple(found)


def sure_message(seen: MonthList) -> Message:
    """Before everybody who is left is marked at once."""
    branch_id, month = seen.branch.id, f"{seen.month:%Y%m}"
    sure = Button("dues-button-sure", tap_data("due.sure", branch_id, month))
    back = Button("button-back", tap_data("due.list", branch_id, month, 0))
    values: dict[str, Value] = {"month": month_name(seen.month), "count": len(seen.lines) - seen.paid}
    return Message("dues-ask-sure", values, ((sure,), (back,)))


def ask_list_message(seen: MonthList) -> Message:
    """How to write a list of who has paid."""
    back = Button("button-back", tap_data("due.leave", seen.branch.id, f"{seen.month:%Y%m}"))
    return Message("dues-ask-list", {"month": month_name(seen.month)}, ((back,),))


def pasted_message(done: Pasted, groups: dict[int, str]) -> Message:
    """What became of a list: nobody on it is passed over in silence."""
    seen = done.seen
    branch_id, month = seen.branch.id, f"{seen.month:%Y%m}"
    lines = []
    for key, names in (
        ("dues-pasted-before", done.before),
        ("dues-pasted-unknown", done.unknown),
        ("dues-pasted-choose", tuple(dict.fromkeys(one.name for one in done.choices))),
    ):
        if names:
            lines.append(Message(key, {"names": Listing(names[:NAMES_SHOWN])}))
    rows = [(button,) for one in done.choices for button in _choice_buttons(one, month, groups)]
    again = Button("dues-button-paste", tap_data("due.paste", branch_id, month))
    back = Button("dues-button-month", tap_data("due.list", branch_id, month, 0))
    values: dict[str, Value] = {
        "month": month_name(seen.month),
        "count": len(done.marked),
        "paid": seen.paid,
        "open": len(seen.lines) - seen.paid,
    }
    rows = rows[:MOST_CHOICES]
    return Message("dues-pasted", values, (*rows, (again, back)), tuple(lines))


def _choice_buttons(one: Choice, month: str, groups: dict[int, str]) -> list[Button]:
    amount = NO_AMOUNT if one.amount is None else one.amount
    found = []
    for member in one.members:
        group = groups.get(member.group_id or 0) or Term("roster-no-group")
        values: dict[str, Value] = {"name": member.name, "group": group}
        data = tap_data("due.pick", member.id, month, amount)
        if one.amount is None:
            found.append(Button("dues-choice", data, values=values))
        else:
            found.append(Button("dues-choice-sum", data, values={**values, "amount": yuan(one.amount)}))
    return found
