"""/honours (光荣榜): a branch's stars of the month and five-star households, year by year."""

from __future__ import annotations

from bot.domain.messages import Button, Listing, Message, Term, Value
from bot.domain.rights import Right, may_anywhere
from bot.usecases import honour_roll
from bot.usecases.honour_roll import Roll
from bot.usecases.households import places_to_settle
from handlers.household_views import branches_message
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("honour-roll")


@journey.command("honours")
@journey.phrase("honours")
@journey.tap("hon.all")
async def show_roll(talk: Talk) -> None:
    actor = await talk.who()
    if actor.branch_id is None and may_anywhere(actor, Right.SETTLE_YEAR):
        found = await talk.read(places_to_settle)
        await talk.show(branches_message(found, "mst.list", "mstar-which-branch", 0, 0))
        return
    await talk.show(roll_message(await talk.read(honour_roll.roll, None, talk.now)))


@journey.tap("hon.year")
async def show_year(talk: Talk) -> None:
    await talk.show(roll_message(await talk.read(honour_roll.roll, talk.number(0), talk.now)))


def roll_message(found: Roll) -> Message:
    """A year of honours, newest first, and what the reader can do about them."""
    values: dict[str, Value] = {"branch": found.branch.name, "year": str(found.year)}
    lines = [
        Message(
            "mstar-line-star",
            {"month": Term(f"month-{one.month.month}"), "name": one.name, "reason": one.reason},
        )
        for one in found.stars
    ]
    if found.households:
        lines.insert(0, Message("household-line-roll", {"names": Listing(found.households)}))
    if not lines:
        lines.append(Message("mstar-line-none"))
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                "mstar-button-hide",
                tap_data("mst.hide", one.id),
                values={"month": Term(f"month-{one.month.month}")},
            ),
        )
        for one in found.mine
    ]
    turn = [
        Button("household-button-year", tap_data("hon.year", year), values={"year": str(year)})
        for year in (found.before, found.after)
        if year is not None
    ]
    rows += [tuple(turn)] if turn else []
    rows.append((Button("household-button-mine", tap_data("cert.mine", 0, 0)),))
    rows.append((Button("household-button-all", tap_data("hh.all")),))
    if found.runs:
        rows.append((Button("mstar-button-choose", tap_data("mst.list", found.branch.id, 0, 0)),))
    return Message("mstar-roll", values, tuple(rows), tuple(lines))
