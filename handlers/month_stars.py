"""每月一星: the secretary chooses from the month's deeds, and the person says whether it may be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.domain.messages import Button, Listing, Message, Minutes, Term, Value
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import month_prompts, month_stars
from bot.usecases.month_stars import WHY, MonthList, Proposal, shift
from bot.usecases.profile import turn_back
from handlers.dues_month import month_in
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage.database import Transaction
from storage.month_stars import AGREED, Deeds

journey = Journey("month-stars")

PAGE = 8
NAMES_IN_A_ROW = 2
KINDS_SAID = 4  # of what somebody has done most, in a reason


@journey.tap("mst.list")
async def show_month(talk: Talk) -> None:
    """A month of a branch; 0: the one that it is."""
    month = None if talk.word(1) == "0" else month_in(talk, 1)
    seen = await talk.run(_listed, talk.number(0), month, talk.now)
    await talk.show(month_message(seen, talk.number(2)))


@journey.tap("mst.pick")
async def pick(talk: Talk) -> None:
    found = await talk.run(month_stars.think_of, talk.number(0), month_in(talk, 1), talk.now)
    await talk.show(why_message(found))


@journey.answer(WHY)
async def read_why(talk: Talk) -> None:
    seen = await talk.run(month_stars.propose, talk.subject_id, talk.text, talk.now)
    await talk.reply(month_message(seen, 0))


@journey.tap("mst.use")
async def use_deeds(talk: Talk) -> None:
    """What the person did is the reason: nothing need be typed."""
    found = await talk.read(month_stars.thought, talk.number(0))
    if found.deeds is None:
        raise UserError("button-broken")
    brief = replace(found.deeds, categories=found.deeds.categories[:KINDS_SAID])
    words = talk.house.texts.format(talk.locale, "mstar-reason", _deeds(brief), html=False)
    seen = await talk.run(month_stars.propose, talk.number(0), words, talk.now)
    await talk.show(month_message(seen, 0), "mstar-toast-asked")


@journey.tap("mst.drop")
async def forget(talk: Talk) -> None:
    seen = await talk.run(month_stars.forget, talk.number(0), talk.now)
    await talk.show(month_message(seen, 0), "mstar-toast-dropped")


@journey.tap("mst.spoke")
async def agreed_in_person(talk: Talk) -> None:
    seen = await talk.run(month_stars.agreed_in_person, talk.number(0), talk.now)
    await talk.show(month_message(seen, 0), "mstar-toast-shown")


@journey.tap("mst.prompt")
async def put_prompt(talk: Talk) -> None:
    wanted = talk.number(1) == 1
    seen = await talk.run(
        _prompting, talk.number(0), wanted, month_in(talk, 2), talk.now, talk.house.working_days
    )
    await talk.show(month_message(seen, 0), "mstar-toast-on" if wanted else "mstar-toast-off")


# -- the person's word ---------------------------------------------------------------------------------


@journey.tap("mst.yes")
async def agree(talk: Talk) -> None:
    star = await talk.run(month_stars.agree, talk.number(0), talk.now)
    mine = Button("household-button-mine", tap_data("cert.mine", 0, 0))
    see = Button("household-button-roll", tap_data("hon.all"))
    await talk.show(Message("mstar-agreed", {"month": _name(star.month)}, ((mine,), (see,))))


@journey.tap("mst.no")
async def decline(talk: Talk) -> None:
    await talk.run(month_stars.decline, talk.number(0), talk.now)
    await talk.show(Message("mstar-declined"))


@journey.tap("mst.hide")
async def hide(talk: Talk) -> None:
    await talk.run(month_stars.hide, talk.number(0), talk.now)
    see = Button("household-button-roll", tap_data("hon.all"))
    await talk.show(Message("mstar-hidden", buttons=((see,),)))


# -- how it looks --------------------------------------------------------------------------------------


def month_message(seen: MonthList, page: int) -> Message:
    """A month for the secretary: who did what, by name, and who is its star."""
    values: dict[str, Value] = {
        "branch": seen.branch.name,
        "year": str(seen.month.year),
        "month": _name(seen.month),
    }
    pages = max(1, -(-len(seen.deeds) // PAGE))
    page = min(page, pages - 1)
    shown = seen.deeds[page * PAGE : (page + 1) * PAGE]
    star = seen.star
    lines: list[Message] = []
    rows: list[tuple[Button, ...]] = []
    if star is not None:
        key = "mstar-line-agreed" if star.state == AGREED else "mstar-line-asked"
        lines.append(Message(key, {"name": star.name, "reason": star.reason}))
        if star.state != AGREED:
            rows += _asked_ways(seen, star.id)
    else:
        lines.append(Message("mstar-line-choose" if seen.deeds else "mstar-line-nobody"))
        buttons = [
            Button(
                "mstar-button-person",
                tap_data("mst.pick", one.person_id, f"{seen.month:%Y%m}"),
                values={"name": one.name},
            )
            for one in shown
        ]
        rows += in_rows(buttons, NAMES_IN_A_ROW)
    lines += [Message("mstar-line-deeds", {"name": one.name, **_deeds(one)}) for one in shown]
    rows += turning(page, pages, lambda other: _to(seen, seen.month, other))
    rows += _months(seen)
    data = tap_data("mst.prompt", seen.branch.id, 0 if seen.prompts else 1, f"{seen.month:%Y%m}")
    rows.append((Button("mstar-button-hush" if seen.prompts else "mstar-button-prompt", data),))
    return Message("mstar-month", values, tuple(rows), tuple(lines))


def _asked_ways(seen: MonthList, star_id: int) -> list[tuple[Button, ...]]:
    drop = Button("mstar-button-drop", tap_data("mst.drop", star_id))
    if seen.has_phone:
        return [(drop,)]
    return [(Button("mstar-button-spoke", tap_data("mst.spoke", star_id)),), (drop,)]


def _months(seen: MonthList) -> list[tuple[Button, ...]]:
    row = []
    if seen.month > seen.first:
        before = shift(seen.month, -1)
        row.append(Button("mstar-button-before", _to(seen, before, 0), values={"month": _name(before)}))
    if seen.month < seen.last:
        after = shift(seen.month, 1)
        row.append(Button("mstar-button-after", _to(seen, after, 0), values={"month": _name(after)}))
    return [tuple(row)] if row else []


def _to(seen: MonthList, month: date, page: int) -> str:
    return tap_data("mst.list", seen.branch.id, f"{month:%Y%m}", page)


def why_message(found: Proposal) -> Message:
    """Why this one? What was done can be the answer."""
    rows: list[tuple[Button, ...]] = []
    lines: tuple[Message, ...] = ()
    if found.deeds is not None:
        lines = (Message("mstar-line-deeds", {"name": found.member.name, **_deeds(found.deeds)}),)
        rows.append((Button("mstar-button-use", tap_data("mst.use", found.draft_id)),))
    back = tap_data("mst.list", found.branch.id, f"{found.month:%Y%m}", 0)
    rows.append((Button("button-back", back),))
    values: dict[str, Value] = {"name": found.member.name, "month": _name(found.month)}
    return Message("mstar-ask-why", values, tuple(rows), lines)


def _deeds(one: Deeds) -> dict[str, Value]:
    return {
        "services": one.services,
        "minutes": Minutes(one.minutes),
        "kinds": Listing(tuple(Term(f"category-{kind}") for kind in one.categories)),
    }


def _name(month: date) -> Term:
    return Term(f"month-{month.month}")


# -- one step ------------------------------------------------------------------------------------------


def _listed(tx: Transaction, actor: Actor, branch_id: int, month: date | None, now: datetime) -> MonthList:
    turn_back(tx, actor, WHY, now)
    return month_stars.listed(tx, actor, branch_id, month, now)


def _prompting(
    tx: Transaction,
    actor: Actor,
    branch_id: int,
    wanted: bool,
    month: date,
    now: datetime,
    working_days: WorkingDays,
) -> MonthList:
    month_prompts.put(tx, actor, branch_id, wanted, now, working_days)
    return month_stars.listed(tx, actor, branch_id, month, now)
