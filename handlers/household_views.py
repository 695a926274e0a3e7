"""五星级党员示范户 as it looks: the choice as a whole, the slip, the count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bot.domain.ballots import MOST_PLACES, HouseholdState
from bot.domain.messages import Button, Buttons, Listing, Message, Value
from bot.domain.people import Branch, Member
from bot.usecases.households import PERIODS, View
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import tap_data
from storage.ballots import Round
from storage.households import Candidate, HouseholdRow

NAMES_A_PAGE = 16
NAMES_IN_A_ROW = 2
WORDS_A_PAGE = 6
REASONS_SHOWN = 12
CHOSEN, NOT_CHOSEN = "✓ ", "○ "

_Row = tuple[Button, ...]


def title_values(view: View) -> dict[str, Value]:
    """The branch and the year."""
    return {"branch": view.branch.name, "year": str(view.year)}


def star_words(stars: Mapping[int, int], person_id: int) -> str:
    """★★★ beside a name; nothing without stars."""
    return "★" * stars.get(person_id, 0)


# -- the whole -----------------------------------------------------------------------------------------


def view_message(view: View) -> Message:
    """A branch's choice of the year, with what the reader can do about it."""
    row = view.row
    back: _Row = (Button("household-button-roll", tap_data("hon.all")),) if view.is_member else ()
    if row is None:
        new = (Button("household-button-new", tap_data("hh.new", view.branch.id, view.year)),)
        rows = tuple(one for one in (new if view.runs else (), back) if one)
        return Message("household-none", title_values(view), rows)
    lines = _LINES[row.state](view) if row.state in _LINES else []
    ways = _WAYS[row.state](view, row) if row.state in _WAYS else []
    if any(one.words for one in view.candidates):
        ways.append((Button("household-button-read", tap_data("hh.words", row.id, 0)),))
    return Message("household-title", title_values(view), (*ways, *((back,) if back else ())), tuple(lines))


def _open_lines(view: View) -> list[Message]:
    values: dict[str, Value] = {"places": view.places, "until": view.closes_on or ""}
    first = Message("household-line-open" if view.is_open else "household-line-over", values)
    return [first, *_names(view)]


def _names(view: View) -> list[Message]:
    if not view.candidates:
        return [Message("household-line-nobody")]
    return [Message("household-line-stands"), *(candidate_line(view.stars, one) for one in view.candidates)]


def candidate_line(stars: Mapping[int, int], one: Candidate) -> Message:
    """A candidate with their stars and how many residents recommend them."""
    values: dict[str, Value] = {"name": one.name, "stars": star_words(stars, one.person_id)}
    if not one.voices:
        return Message("household-line-candidate", values)
    return Message("household-line-recommended", {**values, "voices": one.voices})


def _voting_lines(view: View) -> list[Message]:
    last = view.rounds[-1]
    values: dict[str, Value] = {
        "round": last.round,
        "seats": last.seats,
        "should": view.should,
        "voted": view.voted,
    }
    lines = [Message("household-line-voting", values), *_past(view.rounds[:-1])]
    if view.has_voted:
        lines.append(Message("household-line-voted"))
    elif view.is_member and not view.votes:
        lines.append(Message("household-line-listens"))
    return lines


def _tied_lines(view: View) -> list[Message]:
    tie = view.tie
    lines = _past(view.rounds)
    if tie is not None:
        names = tuple(one.name for one in view.rounds[-1].candidates if one.person_id in tie.tied)
        lines.append(Message("household-line-tied", {"names": Listing(names), "seats": tie.seats}))
        if not view.runs:
            lines.append(Message("household-line-tied-wait"))
    return lines


def _final_lines(view: View) -> list[Message]:
    names = tuple(one.name for one in view.candidates if one.chosen)
    key = "household-line-final" if names else "household-line-final-nobody"
    lines = [Message(key, {"names": Listing(names)} if names else {}), *_past(view.rounds)]
    if view.row is not None and view.row.reason:
        lines.append(Message("household-line-decided", {"reason": view.row.reason}))
    return lines


def _past(rounds: Sequence[Round]) -> list[Message]:
    """What was counted, the most votes first: it is told to the branch only."""
    lines = []
    for one in rounds:
        values: dict[str, Value] = {"round": one.round, "should": one.should or 0, "voted": one.voted or 0}
        lines.append(Message("household-line-round", values))
        most_first = sorted(one.candidates, key=lambda each: (-(each.votes or 0), each.name))
        lines += [
            Message("household-line-votes", {"name": each.name, "votes": each.votes or 0})
            for each in most_first
        ]
    return lines


def _open_ways(view: View, row: HouseholdRow) -> list[_Row]:
    rows: list[_Row] = []
    if view.is_open and view.is_member:
        key = "household-button-words" if view.stands else "household-button-stand"
        rows.append((Button(key, tap_data("hh.me", row.id)),))
    if view.runs or (view.leads and view.is_open):
        rows.append((Button("household-button-name", tap_data("hh.who", row.id, 0)),))
    if not view.runs:
        return rows
    if view.is_open:
        rows.append((Button("household-button-code", tap_data("hh.code", row.id)),))
    else:
        rows.insert(0, (Button("household-button-go", tap_data("hh.go", row.id)),))
    if view.asked or any(one.voices for one in view.candidates):
        rows.append((Button("household-button-heard", tap_data("hh.heard", row.id)),))
    seats = Button("household-button-seats", tap_data("hh.seats", row.id), values={"places": row.places})
    rows.append((seats, Button("household-button-drop", tap_data("hh.drop", row.id))))
    return rows


def _voting_ways(view: View, row: HouseholdRow) -> list[_Row]:
    rows: list[_Row] = []
    if view.votes and not view.has_voted:
        rows.append((Button("household-button-vote", tap_data("hh.mark", row.id, row.round, 0, 0)),))
    if view.leads:
        rows.append((Button("household-button-lend", tap_data("hh.lend", row.id, row.round)),))
    if view.runs:
        if view.voted < view.should:
            rows.append((Button("household-button-remind", tap_data("hh.remind", row.id, row.round)),))
        count = Button("household-button-count", tap_data("hh.count", row.id, row.round))
        rows.append((count, Button("household-button-drop", tap_data("hh.drop", row.id))))
    return rows


def _tied_ways(view: View, row: HouseholdRow) -> list[_Row]:
    if not view.runs:
        return []
    return [
        (Button("household-button-again", tap_data("hh.again", row.id, row.round)),),
        (Button("household-button-decide", tap_data("hh.pick", row.id, row.round, 0)),),
        (Button("household-button-drop", tap_data("hh.drop", row.id)),),
    ]


def _final_ways(view: View, row: HouseholdRow) -> list[_Row]:
    if view.plaque is None:
        return []
    return [(Button("household-button-plaque", tap_data("cert.pic", view.plaque)),)]


_LINES: Mapping[HouseholdState, Callable[[View], list[Message]]] = MappingProxyType(
    {
        HouseholdState.OPEN: _open_lines,
        HouseholdState.VOTING: _voting_lines,
        HouseholdState.TIED: _tied_lines,
        HouseholdState.FINAL: _final_lines,
    }
)
_WAYS: Mapping[HouseholdState, Callable[[View, HouseholdRow], list[_Row]]] = MappingProxyType(
    {
        HouseholdState.OPEN: _open_ways,
        HouseholdState.VOTING: _voting_ways,
        HouseholdState.TIED: _tied_ways,
        HouseholdState.FINAL: _final_ways,
    }
)


def back_to(household_id: int) -> _Row:
    """The way back to the whole."""
    return (Button("button-back", tap_data("hh.see", household_id)),)


def branches_message(found: Sequence[Branch], action: str, key: str, *more: object) -> Message:
    """Which branch? For whoever gives the honours of several."""
    rows = [
        (Button("household-button-branch", tap_data(action, one.id, *more), values={"branch": one.name}),)
        for one in found
    ]
    return Message(key, buttons=tuple(rows))


def period_message(branch: Branch, year: int, places: int) -> Message:
    """For how long residents can recommend; how many households can be changed before everybody is told."""
    rows: list[_Row] = []
    for days in PERIODS:
        data = tap_data("hh.open", branch.id, year, days, places)
        rows.append((Button("household-button-days", data, values={"days": days}),))
    seats = Button("household-button-seats", tap_data("hh.many", branch.id, year), values={"places": places})
    back = Button("button-back", tap_data("hh.of", branch.id, year))
    values: dict[str, Value] = {"branch": branch.name, "year": str(year)}
    return Message("household-ask-days", values, (*rows, (seats,), (back,)))


def places_message(places: int, data: Callable[[int], str], back: _Row) -> Message:
    """How many households? ``data``: of the button with that number."""
    buttons = [
        Button("button-number", data(number), values={"number": number})
        for number in range(1, MOST_PLACES + 1)
    ]
    return Message("household-ask-places", {"places": places}, (*in_rows(buttons, 5), back))


def words_message(view: View, page: int) -> Message:
    """What candidates say for themselves."""
    said = [one for one in view.candidates if one.words]
    pages = max(1, -(-len(said) // WORDS_A_PAGE))
    page = min(page, pages - 1)
    shown = said[page * WORDS_A_PAGE : (page + 1) * WORDS_A_PAGE]
    household_id = view.row.id if view.row else 0
    lines = tuple(Message("household-line-words", {"name": one.name, "words": one.words}) for one in shown)
    turn = turning(page, pages, lambda other: tap_data("hh.words", household_id, other))
    return Message("household-words", title_values(view), (*turn, back_to(household_id)), lines)


def people_message(row: HouseholdRow, found: Sequence[Member], page: int) -> Message:
    """Whose name is to be put down?"""
    rows = name_rows(found, page, lambda one: tap_data("hh.name", row.id, one.id))
    pages = max(1, -(-len(found) // NAMES_A_PAGE))
    turn = turning(min(page, pages - 1), pages, lambda other: tap_data("hh.who", row.id, other))
    key = "household-ask-who" if found else "household-who-nobody"
    return Message(key, buttons=(*rows, *turn, back_to(row.id)))


def name_rows(
    found: Sequence[Member], page: int, data: Callable[[Member], str], mark: int | None = None
) -> list[_Row]:
    """A page of names as buttons; ``mark``: the person who is chosen, where somebody can be."""
    pages = max(1, -(-len(found) // NAMES_A_PAGE))
    page = min(page, pages - 1)
    buttons = []
    for one in found[page * NAMES_A_PAGE : (page + 1) * NAMES_A_PAGE]:
        sign = CHOSEN if one.id == mark else ""
        buttons.append(Button("household-button-person", data(one), values={"mark": sign, "name": one.name}))
    return list(in_rows(buttons, NAMES_IN_A_ROW))


def heard_message(
    row: HouseholdRow, found: Sequence[tuple[int, str, int, tuple[str, ...]]], standing: set[int]
) -> Message:
    """Whom residents recommend and why; who does not stand yet can be put down by a tap."""
    lines = []
    buttons = []
    for person_id, name, count, reasons in found:
        lines.append(Message("household-line-heard", {"name": name, "voices": count}))
        lines += [Message("household-line-why", {"reason": one}) for one in reasons[:REASONS_SHOWN]]
        if person_id not in standing:
            data = tap_data("hh.name", row.id, person_id)
            buttons.append(Button("household-button-put", data, values={"name": name}))
    rows = in_rows(buttons[:NAMES_A_PAGE], NAMES_IN_A_ROW)
    return Message("household-heard", buttons=(*rows, back_to(row.id)), more=tuple(lines[:40]))


def sure_message(key: str, sure: Button, household_id: int, **values: Value) -> Message:
    """Is that meant?"""
    buttons: Buttons = ((sure,), back_to(household_id))
    return Message(key, values, buttons)
