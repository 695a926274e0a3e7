"""/settings: what a branch decides about its meetings and about the peace of its members, all by buttons."""

from __future__ import annotations

from bot.domain.messages import Button, Listing, Message, Term
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, not_allowed
from bot.errors import UserError
from bot.usecases import meeting_terms
from bot.usecases.meeting_terms import BranchTerms
from bot.usecases.powers import branches_with
from handlers.branch_choices import SETTINGS, TIMES, Change, Setting, hours, is_quiet, zone_name
from handlers.log_choices import in_rows
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage.database import Transaction

journey = Journey("branch-settings")

MOST_BRANCHES = 40
CHOSEN, NOT_CHOSEN = "● ", ""


# -- what is chosen ------------------------------------------------------------------------------------


@journey.command("settings")
@journey.phrase("settings")
async def show_settings(talk: Talk) -> None:
    found = await talk.read(_branches)
    if len(found) == 1:
        await talk.reply(settings_message(await talk.read(meeting_terms.of_branch, found[0].id)))
        return
    rows = tuple(
        (Button("settings-button-branch", tap_data("set.see", one.id), values={"branch": one.name}),)
        for one in found[:MOST_BRANCHES]
    )
    await talk.reply(Message("settings-which-branch", buttons=rows))


@journey.tap("set.see")
async def see_branch(talk: Talk) -> None:
    await talk.show(settings_message(await talk.read(meeting_terms.of_branch, talk.number(0))))


@journey.tap("set.ask")
async def ask_choice(talk: Talk) -> None:
    name, _ = _setting(talk)
    await talk.show(choice_message(await talk.read(meeting_terms.of_branch, talk.number(0)), name))


@journey.tap("set.put")
async def put_choice(talk: Talk) -> None:
    name, setting = _setting(talk)
    change = Change(talk.number(0), talk.now, talk.house.working_days)
    seen = await talk.run(_put, name, talk.word(2), change)
    await talk.show(
        choice_message(seen, name) if setting.stays else settings_message(seen), "settings-toast-changed"
    )


def _branches(tx: Transaction, actor: Actor) -> list[Branch]:
    found = branches_with(tx, actor, Right.CHOOSE_SCHEME)
    if not found:
        raise not_allowed(actor)
    return found


def _setting(talk: Talk) -> tuple[str, Setting]:
    name = talk.word(1)
    if name not in SETTINGS:
        raise UserError("button-broken")
    return name, SETTINGS[name]


def _put(tx: Transaction, actor: Actor, name: str, choice: str, change: Change) -> BranchTerms:
    was = meeting_terms.of_branch(tx, actor, change.branch_id)
    if choice not in SETTINGS[name].choices:
        raise UserError("button-broken")
    SETTINGS[name].put(tx, actor, was, choice, change)
    return meeting_terms.of_branch(tx, actor, change.branch_id)


# -- how it looks --------------------------------------------------------------------------------------


def settings_message(seen: BranchTerms) -> Message:
    """Everything a branch has chosen, with a button to change each."""
    branch, terms = seen.branch, seen.terms
    times = Listing(tuple(Term(TIMES[minutes]) for minutes in terms.reminders))
    lines = (
        Message("settings-line-remind" if times.items else "settings-line-remind-none", {"times": times}),
        Message("settings-line-door", {"before": terms.door.before, "after": terms.door.after}),
        Message(
            "settings-line-grace" if terms.door.grace else "settings-line-grace-none",
            {"minutes": terms.door.grace},
        ),
        Message(
            "settings-line-quiet" if is_quiet(branch.quiet) else "settings-line-quiet-none",
            hours(branch.quiet),
        ),
        Message(
            "settings-line-cap" if branch.daily_cap else "settings-line-cap-none", {"count": branch.daily_cap}
        ),
        Message("settings-line-zone", {"zone": zone_name(branch.timezone)}),
        Message("settings-line-colour", {"colour": Term(f"settings-colour-{seen.colour}")}),
    )
    buttons = [
        Button(setting.button, tap_data("set.ask", branch.id, name)) for name, setting in SETTINGS.items()
    ]
    issued = (Button("honours-button-issued", tap_data("cert.list", branch.id, 0)),)
    return Message("settings", {"branch": branch.name}, (*in_rows(buttons, 2), issued), lines)


def choice_message(seen: BranchTerms, name: str) -> Message:
    """The choices of one setting; what holds now is marked."""
    setting, branch = SETTINGS[name], seen.branch
    chosen = setting.chosen(seen)
    buttons = []
    for choice in setting.choices:
        key, values = setting.label(choice)
        marked = {**values, "mark": CHOSEN if choice in chosen else NOT_CHOSEN}
        buttons.append(Button(key, tap_data("set.put", branch.id, name, choice), values=marked))
    back = Button("button-back", tap_data("set.see", branch.id))
    return Message(setting.question, buttons=(*((one,) for one in buttons), (back,)))
