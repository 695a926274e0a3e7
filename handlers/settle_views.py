"""How a settlement looks: before it is frozen, as it stands, its list, why, and how it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from bot.domain.messages import Button, Listing, Message, Minutes, Term, Value
from bot.domain.record_words import SHORT_NAME, shorten
from bot.domain.service import RecordState
from bot.domain.settlement import PUBLICATIONS, Publication, SettlementState, rating_of
from bot.domain.stars import Explained, Scheme, SchemeVersion, Unit, star_line
from bot.usecases.recounting import Changed
from bot.usecases.settlement_publishing import Again
from bot.usecases.settlement_views import BranchYear, ListPage, Overview, Plan, SettledWhy, Standing
from bot.usecases.settlement_words import brief, tally_values
from bot.usecases.settling import Ready
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import tap_data
from handlers.star_lines import missing_line, why_line
from storage.settlements import Named, Settlement

CHOSEN, NOT_CHOSEN = "● ", ""
CHANGES_SHOWN = 20
STATES: Mapping[SettlementState | None, str] = MappingProxyType(
    {
        None: "settle-state-none",
        SettlementState.FROZEN: "settle-state-frozen",
        SettlementState.PUBLISHED: "settle-state-published",
        SettlementState.FINAL: "settle-state-final",
        SettlementState.ABANDONED: "settle-state-abandoned",
    }
)


def ready_message(ready: Ready, schemes: Mapping[str, Scheme], locale: str) -> Message:
    """Before anything is frozen."""
    branch_id, year = ready.branch.id, str(ready.year)
    scheme = schemes[ready.scheme].title(locale) if ready.scheme in schemes else ready.scheme
    lines = [Message("settle-line-rules", {"count": ready.people, "scheme": scheme})]
    rows: list[tuple[Button, ...]] = [
        (Button("settle-button-freeze", tap_data("stl.freeze", branch_id, year), values={"year": year}),)
    ]
    if ready.waiting:
        lines.append(Message("settle-line-waiting", {"count": ready.waiting}))
        rows.insert(0, (Button("settle-button-review", tap_data("rev.list")),))
    if ready.is_early:
        lines.append(Message("settle-line-early", {"year": year}))
    others = [
        Button("settle-button-year", tap_data("stl.open", branch_id, other), values={"year": str(other)})
        for other in ready.years
        if other != ready.year
    ]
    rows += [tuple(others)] if others else []
    return Message(
        "settle-ready", {"branch": ready.branch.name, "year": year}, (*rows, _around(branch_id)), tuple(lines)
    )


def _around(branch_id: int) -> tuple[Button, ...]:
    """What else the end of a year brings."""
    return (
        Button("settle-button-households", tap_data("hh.of", branch_id, 0)),
        Button("settle-button-issued", tap_data("cert.list", branch_id, 0)),
    )


def standing_message(seen: Standing) -> Message:
    """How a settlement stands, with a button for each thing that can be done about it."""
    row = seen.row
    lines = [
        Message("settle-line-level", {"stars": star_line(stars, row.version.top), "count": seen.stars[stars]})
        for stars in range(row.version.top, -1, -1)
        if seen.stars.get(stars)
    ]
    if row.state is SettlementState.PUBLISHED and row.last_day is not None:
        lines.append(
            Message("settle-line-over" if seen.is_over else "settle-line-until", {"day": row.last_day})
        )
        lines += [Message("settle-line-open", {"count": seen.open})] if seen.open else []
    if row.state is SettlementState.FROZEN and seen.waiting:
        lines.append(Message("settle-line-waiting", {"count": seen.waiting}))
    if row.state is SettlementState.ABANDONED and row.reason:
        lines.append(Message("settle-line-reason", {"reason": row.reason}))
    if row.is_settled and seen.changed:
        lines.append(Message("settle-line-changed-after", {"count": seen.changed}))
    elif seen.changed:
        lines.append(Message("settle-line-changed", {"count": seen.changed}))
    values = {**brief(row, seen.branch), "state": Term(STATES[row.state])}
    return Message("settle-standing", values, _standing_rows(seen), tuple(lines))


def _standing_rows(seen: Standing) -> tuple[tuple[Button, ...], ...]:
    row = seen.row
    see = Button("settle-button-list", tap_data("stl.list", row.id, 0))
    paper = Button("settle-button-paper", tap_data("stl.file", row.id))
    again = Button("settle-button-again", tap_data("stl.again", row.id))
    drop = Button("settle-button-drop", tap_data("stl.drop", row.id))
    said = Button(
        "settle-button-objections", tap_data("stl.objs", row.id, 0), values={"count": seen.objections}
    )
    match row.state:
        case SettlementState.FROZEN:
            publish = Button("settle-button-publish", tap_data("stl.pub", row.id))
            review = ((Button("settle-button-review", tap_data("rev.list")),),) if seen.waiting else ()
            return (*review, (publish,), (see, paper), (again, drop))
        case SettlementState.PUBLISHED:
            end = Button("settle-button-end", tap_data("stl.end", row.id))
            link = Button("settle-button-link", tap_data("stl.link", row.id))
            first = ((end,),) if seen.is_over and not seen.open else ()
            return (*first, (said, see), (paper, link), (again, drop))
        case SettlementState.FINAL:
            return ((see, paper), (said,), _around(seen.branch.id))
        case _:
            anew = tap_data("stl.open", seen.branch.id, row.year)
            return ((Button("settle-button-anew", anew),),)


# -- the list ------------------------------------------------------------------------------------------


def list_message(seen: ListPage) -> Message:
    """A page of everybody with their stars."""
    lines = tuple(_numbered(seen.row, one, number) for number, one in enumerate(seen.lines, 1))
    buttons = [
        Button(
            "button-number",
            tap_data("stl.why", seen.row.id, one.tally.person_id, 0),
            values={"number": number},
        )
        for number, one in enumerate(seen.lines, 1)
    ]
    rows = (
        *in_rows(buttons, 5),
        *turning(seen.page, seen.pages, lambda page: tap_data("stl.list", seen.row.id, page)),
        (Button("button-back", tap_data("stl.see", seen.row.id)),),
    )
    return Message("settle-list", brief(seen.row, seen.branch), rows, lines)


def _numbered(row: Settlement, one: Named, number: int) -> Message:
    values = {"number": number, "name": shorten(one.name, SHORT_NAME), **tally_values(row, one.tally)}
    return Message("settle-list-line", values)


def why_message(seen: SettledWhy) -> Message:
    """Somebody's records and why each counts or not; whoever settles the year can open each of them."""
    values: dict[str, Value] = {
        "name": shorten(seen.person.name, SHORT_NAME),
        "year": str(seen.row.year),
        **tally_values(seen.row, seen.tally),
    }
    numbered = [_why_line(seen, one, number) for number, one in enumerate(seen.lines, 1)]
    missing = missing_line(rating_of(seen.row.version, seen.tally))
    lines = (missing, *(numbered or [Message("stars-why-nothing")]))
    turn = turning(seen.page, seen.pages, lambda page: tap_data("stl.why", seen.row.id, seen.person.id, page))
    return Message("settle-why", values, (*turn, *_why_rows(seen)), lines)


def _why_line(seen: SettledWhy, one: Explained, number: int) -> Message:
    """With the number of its button, where it has one."""
    shown = number if _can_open(seen, one) else None
    return why_line(one, changed=one.record.id in seen.changed, number=shown)


def _can_open(seen: SettledWhy, one: Explained) -> bool:
    return not seen.own and one.record.state is RecordState.CONFIRMED


def _why_rows(seen: SettledWhy) -> Sequence[tuple[Button, ...]]:
    if seen.own:
        is_open = seen.row.state is SettlementState.PUBLISHED
        wrong = Button("settle-button-object", tap_data("stl.obj", seen.row.id, seen.person.id))
        return ((wrong,),) if is_open else ()
    buttons = [
        Button("button-number", tap_data("rec.card", one.record.id), values={"number": number})
        for number, one in enumerate(seen.lines, 1)
        if _can_open(seen, one)
    ]
    back = Button("button-back", tap_data("stl.see", seen.row.id))
    return (*in_rows(buttons, 4), (back,))


# -- publishing, counting again, the end -----------------------------------------------------------------


def plan_message(plan: Plan) -> Message:
    """What would be published, and how long."""
    lines = []
    if plan.waiting:
        lines.append(Message("settle-line-waiting", {"count": plan.waiting}))
    if not plan.groups:
        lines.append(Message("settle-line-no-group"))
    if plan.is_provisional:
        lines.append(Message("settle-line-provisional"))
    choices = [_choice(plan, one) for one in PUBLICATIONS]
    go = Button("settle-button-go", tap_data("stl.go", plan.row.id, plan.row.round))
    back = Button("button-back", tap_data("stl.see", plan.row.id))
    values = {**brief(plan.row, plan.branch), "day": plan.last_day, "groups": plan.groups}
    return Message("settle-plan", values, (*in_rows(choices, 3), (go,), (back,)), tuple(lines))


def _choice(plan: Plan, one: Publication) -> Button:
    key = "settle-choice-working" if one.working_days else "settle-choice-calendar"
    values: dict[str, Value] = {"mark": CHOSEN if one == plan.terms else NOT_CHOSEN, "days": one.days}
    return Button(key, tap_data("stl.days", plan.row.id, one.days, int(one.working_days)), values=values)


def again_message(again: Again) -> Message:
    """Whose stars are others after a new count."""
    back = ((Button("button-back", tap_data("stl.see", again.row.id)),),)
    if not again.changed:
        return Message("settle-again-same", buttons=back)
    lines = tuple(_changed_line(one, again.row.version) for one in again.changed[:CHANGES_SHOWN])
    return Message("settle-again", {"count": len(again.changed)}, back, lines)


def _changed_line(one: Changed, version: SchemeVersion) -> Message:
    """The stars before and after, and the number that has made them others: of services, or of hours."""
    before, after = one.before, one.after
    services = (before.services if before else 0, after.services if after else 0)
    minutes = (before.minutes if before else 0, after.minutes if after else 0)
    by_hours = version.unit is Unit.MINUTES or services[0] == services[1]
    values: dict[str, Value] = {
        "name": shorten(one.name, SHORT_NAME),
        "before": star_line(before.stars, version.top) if before else "–",
        "after": star_line(after.stars, version.top) if after else "–",
        "was": Minutes(minutes[0]) if by_hours else services[0],
        "now": Minutes(minutes[1]) if by_hours else services[1],
    }
    return Message("settle-again-line-hours" if by_hours else "settle-again-line", values)


def end_message(seen: Standing) -> Message:
    """Asks once more before it is for ever."""
    yes = Button("settle-button-final", tap_data("stl.final", seen.row.id, seen.row.round, 0))
    rows = ((yes,), (Button("button-back", tap_data("stl.see", seen.row.id)),))
    return Message("settle-sure", brief(seen.row, seen.branch), rows)


def stale_message(settlement_id: int, round_: int, names: Value) -> Message:
    """Records have changed since the count: count again, or let the published figures stand."""
    rows = (
        (Button("settle-button-again", tap_data("stl.again", settlement_id)),),
        (Button("settle-button-as-published", tap_data("stl.final", settlement_id, round_, 1)),),
        (Button("button-back", tap_data("stl.see", settlement_id)),),
    )
    return Message("settle-stale", {"names": names}, rows)


# -- all branches --------------------------------------------------------------------------------------


def overview_message(seen: Overview) -> Message:
    """Every branch and how its year stands, those first that have most to do."""
    counts = tuple(
        Message("settle-all-count", {"state": Term(STATES[state]), "count": count})
        for state, count in sorted(seen.counts.items(), key=lambda one: list(STATES).index(one[0]))
    )
    branches = [(_branch_button(one, seen.year),) for one in seen.branches]
    others = [
        Button("settle-button-year", tap_data("stl.all", 0, year), values={"year": str(year)})
        for year in seen.years
        if year != seen.year
    ]
    rows = (
        *branches,
        *turning(seen.page, seen.pages, lambda page: tap_data("stl.all", page, seen.year)),
        *((tuple(others),) if others else ()),
    )
    return Message("settle-all", {"year": str(seen.year)}, rows, counts)


def _branch_button(one: BranchYear, year: int) -> Button:
    key = "settle-branch"
    if one.open:
        key = "settle-branch-open"
    elif one.is_over:
        key = "settle-branch-over"
    state = Term(STATES[one.row.state if one.row else None])
    values: dict[str, Value] = {"branch": one.branch.name, "state": state, "count": one.open}
    return Button(key, tap_data("stl.open", one.branch.id, year), values=values)


# -- paper ---------------------------------------------------------------------------------------------


def cells(row: Settlement, one: Named, group: str) -> list[str | int | Decimal]:
    """A line on paper: name, group, stars, services, hours."""
    hours = Decimal(one.tally.minutes) / 60
    return [one.name, group, star_line(one.tally.stars, row.version.top), one.tally.services, hours]


def differing_message(names: Value, count: Value, back: Button | None) -> Message:
    """The kept sums are not what the records come to: nothing was done, and who can help."""
    named = names if isinstance(names, Listing) else Listing(())
    rows = ((back,),) if back else ()
    return Message("settle-differing", {"names": named, "count": count}, rows)
