"""发给谁: choosing whom a notice is for by ticking, a screen for each kind of choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from bot.domain.audience import AudienceRole
from bot.domain.messages import Button, Message, Term, Value
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases import notice_audience, notice_drafts
from bot.usecases.notice_audience import Option, Options, Page, Pick
from bot.usecases.notice_card import NoticeCard, Terms
from handlers.log_choices import in_rows
from handlers.notice_card import ROLES, reach_lines, whom_lines
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage.database import Transaction

journey = Journey("notice-audience")

LONGEST_VALUE = 18  # characters: ids of the database and of Telegram, names of roles and categories
# Which screen a choice was made on, and is made on again.
SCREENS: Mapping[Pick, str] = MappingProxyType(
    {
        Pick.WHOLE: "all",
        Pick.NOBODY: "chats",
        Pick.CHAT: "chats",
        Pick.GROUP: "groups",
        Pick.ROLE: "roles",
        Pick.CATEGORY: "categories",
        Pick.PERSON: "people",
        Pick.BRANCH: "branches",
        Pick.COMMITTEE: "branches",
        Pick.EVERYWHERE: "branches",
    }
)
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "all": "notice-which",
        "chats": "notice-which-chats",
        "groups": "notice-which-groups",
        "roles": "notice-which-roles",
        "categories": "notice-which-categories",
        "people": "notice-which-people",
        "branches": "notice-which-scope",
    }
)
WIDTHS: Mapping[str, int] = MappingProxyType({"chats": 1, "branches": 1})


@dataclass(frozen=True, slots=True)
class Choosing:
    """One screen: the draft and what can be ticked."""

    card: NoticeCard
    options: Options
    page: Page | None = None


@journey.tap("ntc.who")
async def choose(talk: Talk) -> None:
    chosen = await talk.run(_look, talk.number(0), "all", 0, talk.house.terms, talk.now)
    if chosen.card.needs_audience:
        chosen = await talk.read(_look_again, chosen.card, "branches", 0)
        await talk.show(_screen(chosen, "branches"))
    else:
        await talk.show(_screen(chosen, "all"))


@journey.tap("ntc.by")
async def choose_by(talk: Talk) -> None:
    screen, page = talk.word(1), talk.number(2)
    if screen not in TITLES:
        raise UserError("button-broken")
    chosen = await talk.run(_look, talk.number(0), screen, page, talk.house.terms, talk.now)
    await talk.show(_screen(chosen, screen))


@journey.tap("ntc.pick")
async def pick(talk: Talk) -> None:
    value = talk.word(2)
    try:
        what = Pick(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None
    if len(value) > LONGEST_VALUE:
        raise UserError("button-broken")
    chosen = await talk.run(_toggle, talk.number(0), what, value, talk.number(3), talk.house.terms, talk.now)
    await talk.show(_screen(chosen, SCREENS[what]))


def _look(
    tx: Transaction, actor: Actor, draft_id: int, screen: str, page: int, terms: Terms, now: datetime
) -> Choosing:
    card = notice_drafts.show(tx, actor, draft_id, terms, now)
    return _look_again(tx, actor, card, screen, page)


def _look_again(tx: Transaction, actor: Actor, card: NoticeCard, screen: str, page: int) -> Choosing:
    found = notice_audience.options(tx, actor, card.draft_id)
    return Choosing(card, found, _page(tx, actor, card.draft_id, screen, page))


def _toggle(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    what: Pick,
    value: str,
    page: int,
    terms: Terms,
    now: datetime,
) -> Choosing:
    card = notice_audience.toggle(tx, actor, draft_id, what, value, terms, now)
    return _look_again(tx, actor, card, SCREENS[what], page)


def _page(tx: Transaction, actor: Actor, draft_id: int, screen: str, page: int) -> Page | None:
    if screen == "people":
        return notice_audience.people_page(tx, actor, draft_id, page)
    if screen == "branches":
        return notice_audience.branches_page(tx, actor, draft_id, page)
    return None


# -- what is shown -------------------------------------------------------------------------------------


def _screen(chosen: Choosing, screen: str) -> Message:
    draft_id = chosen.card.draft_id
    card = chosen.card
    lines = [*whom_lines(card.audience, card.names), *reach_lines(card.reach)]
    number = chosen.page.number if chosen.page else 0
    if screen == "all":
        rows = _main_rows(chosen)
    else:
        ticks = [_tick(draft_id, one, number) for one in _options(chosen, screen)]
        rows = in_rows(ticks, WIDTHS.get(screen, 2))
        rows += _turns(draft_id, screen, chosen.page)
        back = () if card.needs_audience else (Button("button-back", tap_data("ntc.who", draft_id)),)
        rows.append((*back, _done(draft_id)))
    if screen == "chats" and not chosen.options.chats:
        return Message("notice-no-chats", buttons=tuple(rows))
    return Message(TITLES[screen], buttons=tuple(rows), more=tuple(lines))


def _main_rows(chosen: Choosing) -> list[tuple[Button, ...]]:
    card, options = chosen.card, chosen.options
    whole: Value = Term("notice-button-whole")
    first = _labelled(
        whole, card.audience.is_everybody, tap_data("ntc.pick", card.draft_id, Pick.WHOLE, 0, 0)
    )
    ways = [
        _way(card, "groups", "notice-button-groups", options.groups),
        _way(card, "roles", "notice-button-roles", options.roles),
        _way(card, "categories", "notice-button-categories", options.categories),
        Button("notice-button-people", tap_data("ntc.by", card.draft_id, "people", 0)),
        Button("notice-button-chats", tap_data("ntc.by", card.draft_id, "chats", 0)),
        _way(card, "branches", "notice-button-branches", _scopes(options)),
    ]
    rows = [(first,), *in_rows([one for one in ways if one is not None], 3)]
    return [*rows, (_done(card.draft_id),)]


def _way(card: NoticeCard, screen: str, key: str, options: Sequence[Option]) -> Button | None:
    return Button(key, tap_data("ntc.by", card.draft_id, screen, 0)) if options else None


def _scopes(options: Options) -> tuple[Option, ...]:
    every = (options.everywhere,) if options.everywhere is not None else ()
    return (*every, *options.committees, *options.branches)


def _options(chosen: Choosing, screen: str) -> Sequence[Option]:
    options = chosen.options
    listed = chosen.page.options if chosen.page is not None else ()
    match screen:
        case "groups":
            return options.groups
        case "roles":
            return options.roles
        case "categories":
            return options.categories
        case "chats":
            return (*options.chats, *_alone(chosen))
        case "branches":
            every = (options.everywhere,) if options.everywhere is not None else ()
            return (*every, *options.committees, *listed)
        case _:
            return listed


def _alone(chosen: Choosing) -> tuple[Option, ...]:
    """The choice of the group chats without anybody in private, once there are some."""
    audience = chosen.card.audience
    if not (audience.chats or audience.nobody):
        return ()
    return (Option(Pick.NOBODY, "0", None, audience.nobody),)


def _tick(draft_id: int, one: Option, page: int) -> Button:
    data = tap_data("ntc.pick", draft_id, one.pick, one.value, page)
    return _labelled(_name(one), one.chosen, data)


def _labelled(name: Value, chosen: bool, data: str) -> Button:
    return Button(
        "notice-button-chosen" if chosen else "notice-button-not-chosen", data, values={"name": name}
    )


def _name(one: Option) -> Value:
    if one.name is not None:
        return f"{one.name} {one.hint}" if one.hint else one.name
    match one.pick:
        case Pick.ROLE:
            return Term(ROLES[AudienceRole(one.value)])
        case Pick.CATEGORY:
            return Term(f"member-category-{one.value}")
        case Pick.NOBODY:
            return Term("notice-button-nobody")
        case _:
            return Term("notice-everywhere")


def _turns(draft_id: int, screen: str, page: Page | None) -> tuple[tuple[Button, ...], ...]:
    if page is None:
        return ()
    return turning(page.number, page.pages, lambda other: tap_data("ntc.by", draft_id, screen, other))


def _done(draft_id: int) -> Button:
    return Button("button-done", tap_data("ntc.card", draft_id))
