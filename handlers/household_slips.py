"""The slips of a choice as they look: a resident's recommendation, a member's ballot, the end of a tie."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.messages import Button, Message, Value
from bot.domain.people import Member
from bot.usecases.household_ballots import Slip
from bot.usecases.household_counts import Tie
from bot.usecases.household_voices import Recommending
from handlers.household_views import (
    CHOSEN,
    NAMES_A_PAGE,
    NAMES_IN_A_ROW,
    NOT_CHOSEN,
    back_to,
    candidate_line,
    name_rows,
    star_words,
)
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import tap_data
from storage.households import HouseholdRow

# -- residents -----------------------------------------------------------------------------------------


def recommend_message(seen: Recommending, until: Value, page: int) -> Message:
    """Whom would you recommend? For anybody who has the link."""
    code = seen.row.code
    values: dict[str, Value] = {"branch": seen.branch.name, "year": str(seen.row.year), "until": until}
    mine = seen.mine.id if seen.mine else None
    rows = name_rows(seen.members, page, lambda one: tap_data("hh.rec", code, one.id), mine)
    pages = max(1, -(-len(seen.members) // NAMES_A_PAGE))
    turn = turning(min(page, pages - 1), pages, lambda other: tap_data("hh.rp", code, other))
    return Message("household-recommend", values, (*rows, *turn))


def recommended_message(seen: Recommending) -> Message:
    """What a voice says now; a plain text says why."""
    code = seen.row.code
    other = Button("household-button-other", tap_data("hh.rp", code, 0))
    if seen.mine is None:
        return Message("household-recommend-none", buttons=((other,),))
    lines = [Message("household-line-why", {"reason": seen.reason})] if seen.reason else []
    lines.append(Message("household-recommend-why-again" if seen.reason else "household-recommend-why"))
    back = Button("household-button-unsay", tap_data("hh.rno", code))
    values: dict[str, Value] = {"name": seen.mine.name}
    return Message("household-recommended", values, ((other, back),), tuple(lines))


# -- members -------------------------------------------------------------------------------------------


def slip_message(slip: Slip) -> Message:
    """The slip: marks are in the buttons, and nowhere else."""
    row, mask = slip.row, slip.mask
    who = slip.voter.id if slip.lent else 0
    buttons = []
    for place, one in enumerate(slip.ballot.candidates):
        is_marked = one.person_id in slip.marks
        data = tap_data("hh.mark", row.id, slip.ballot.round, mask ^ 1 << place, who)
        values: dict[str, Value] = {
            "mark": CHOSEN if is_marked else NOT_CHOSEN,
            "name": one.name,
            "stars": star_words(slip.stars, one.person_id),
        }
        buttons.append((Button("household-button-mark", data, values=values),))
    key = "household-button-cast" if mask else "household-button-cast-empty"
    cast = Button(key, tap_data("hh.cast", row.id, slip.ballot.round, mask, who))
    lines = [
        candidate_line(slip.stars, slip.candidates[one])
        for one in slip.ballot.people
        if one in slip.candidates and slip.candidates[one].voices
    ]
    if slip.lent:
        lines.insert(0, Message("household-line-lent", {"name": slip.voter.name}))
    words: dict[str, Value] = {
        "branch": slip.branch.name,
        "year": str(row.year),
        "seats": slip.ballot.seats,
        "marks": len(slip.marks),
    }
    return Message("household-slip", words, (*buttons, (cast,), back_to(row.id)), tuple(lines))


def lend_message(row: HouseholdRow, found: Sequence[Member]) -> Message:
    """Who votes on this phone, because they have none."""
    buttons = [
        Button(
            "household-button-person",
            tap_data("hh.mark", row.id, row.round, 0, one.id),
            values={"mark": "", "name": one.name},
        )
        for one in found
    ]
    key = "household-ask-lend" if found else "household-lend-nobody"
    return Message(key, buttons=(*in_rows(buttons, NAMES_IN_A_ROW), back_to(row.id)))


def tie_message(tie: Tie) -> Message:
    """Who of those who are tied comes in?"""
    row = tie.row
    rows: list[tuple[Button, ...]] = []
    for place, (person_id, name) in enumerate(tie.people):
        sign = CHOSEN if person_id in tie.marks else NOT_CHOSEN
        data = tap_data("hh.pick", row.id, row.round, tie.mask ^ 1 << place)
        rows.append((Button("household-button-person", data, values={"mark": sign, "name": name}),))
    if len(tie.marks) == tie.seats:
        rows.append((Button("household-button-because", tap_data("hh.why", row.id, row.round, tie.mask)),))
    return Message("household-ask-tie", {"seats": tie.seats}, (*rows, back_to(row.id)))
