"""The buttons that answer each question about a service, so that nothing has to be typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeAlias

from bot.domain.messages import Button, Minutes
from bot.domain.service import DAY_LIMIT, STEP, Helped, ServiceCategory
from bot.domain.service_draft import Field
from bot.usecases.service_answers import place_tag
from bot.usecases.service_card import Card
from bot.usecases.service_lines import clock
from handlers.routing import tap_data

Rows: TypeAlias = list[tuple[Button, ...]]

LENGTHS_A_PAGE = 12  # half an hour to six hours, then the rest
LENGTHS_IN_A_ROW = 3  # 1.5小时 stays whole on a phone with large type
FIRST_HOUR, LAST_HOUR = 6, 21
SHOWN_PLACE = 24  # characters of a place on a button
RECENT_DAYS = ("log-today", "log-yesterday", "log-day-before")

# Words for what is done most, so that buttons alone make a record; anything else is typed.
DEEDS: Mapping[ServiceCategory, tuple[str, ...]] = MappingProxyType(
    {
        ServiceCategory.POLICY_TALK: ("log-deed-explain", "log-deed-leaflets"),
        ServiceCategory.HOUSEHOLD_HELP: ("log-deed-visit-household", "log-deed-errands"),
        ServiceCategory.ENVIRONMENT: ("log-deed-clean", "log-deed-snow", "log-deed-litter"),
        ServiceCategory.SAFETY: ("log-deed-patrol", "log-deed-traffic"),
        ServiceCategory.TECHNICAL: ("log-deed-advice", "log-deed-training"),
        ServiceCategory.ELDERLY_CARE: ("log-deed-visit-elderly", "log-deed-chores"),
        ServiceCategory.EMERGENCY: ("log-deed-on-duty", "log-deed-rescue"),
        ServiceCategory.CULTURE: ("log-deed-perform", "log-deed-organise"),
        ServiceCategory.OTHER: ("log-deed-volunteer",),
    }
)


def choice_rows(card: Card, field: Field, page: int) -> Rows:
    """Rows of buttons that answer the question about ``field``."""
    return _CHOICES[field](card, page)


def _days(card: Card, page: int) -> Rows:
    near = [_day(card, day) for day in card.days[:3]]
    far = [_day(card, day) for day in card.days[3:]]
    return [*in_rows(near, 3), *in_rows(far, 2)]


def _day(card: Card, day: date) -> Button:
    data = tap_data("log.day", card.draft_id, f"{day:%Y%m%d}")
    back = (card.today - day) // timedelta(days=1)
    if back < len(RECENT_DAYS):
        return Button(RECENT_DAYS[back], data)
    return Button("log-button-day", data, values={"day": day})


def _starts(card: Card, page: int) -> Rows:
    hours = [
        Button(
            "log-button-clock",
            tap_data("log.start", card.draft_id, hour * 60),
            values={"time": clock(hour * 60)},
        )
        for hour in range(FIRST_HOUR, LAST_HOUR + 1)
    ]
    return [*in_rows(hours, 4), (Button("log-button-no-start", tap_data("log.nostart", card.draft_id)),)]


def _lengths(card: Card, page: int) -> Rows:
    every = range(STEP, DAY_LIMIT + STEP, STEP)
    later = page > 0
    shown = every[LENGTHS_A_PAGE:] if later else every[:LENGTHS_A_PAGE]
    buttons = [
        Button(
            "log-button-minutes", tap_data("log.len", card.draft_id, one), values={"minutes": Minutes(one)}
        )
        for one in shown
    ]
    turn = Button(
        "log-button-shorter" if later else "log-button-longer",
        tap_data("log.lens", card.draft_id, 0 if later else 1),
    )
    return [*in_rows(buttons, LENGTHS_IN_A_ROW), (turn,)]


def _places(card: Card, page: int) -> Rows:
    buttons = [
        Button(
            "log-button-place",
            tap_data("log.place", card.draft_id, place_tag(place)),
            values={"place": place if len(place) <= SHOWN_PLACE else f"{place[: SHOWN_PLACE - 1]}…"},
        )
        for place in card.places
    ]
    return in_rows(buttons, 2)


def _categories(card: Card, page: int) -> Rows:
    buttons = [Button(f"category-{one}", tap_data("log.cat", card.draft_id, one)) for one in ServiceCategory]
    return in_rows(buttons, 3)


def _words(card: Card, page: int) -> Rows:
    category = card.form.category
    if category is None:
        return []
    buttons = [
        Button(key, tap_data("log.deed", card.draft_id, category, position))
        for position, key in enumerate(DEEDS[category])
    ]
    return in_rows(buttons, 2)


def _helped(card: Card, page: int) -> Rows:
    buttons = tuple(Button(f"helped-{one}", tap_data("log.help", card.draft_id, one)) for one in Helped)
    if card.form.helped is None:
        return [buttons]
    return [buttons, (Button("log-button-no-helped", tap_data("log.nohelp", card.draft_id)),)]


def _helped_words(card: Card, page: int) -> Rows:
    return [(Button("button-skip", tap_data("log.card", card.draft_id)),)]


def in_rows(buttons: list[Button], width: int) -> Rows:
    """The buttons in rows of that many."""
    return [tuple(buttons[at : at + width]) for at in range(0, len(buttons), width)]


_CHOICES: Mapping[Field, Callable[[Card, int], Rows]] = MappingProxyType(
    {
        Field.DAY: _days,
        Field.START: _starts,
        Field.MINUTES: _lengths,
        Field.PLACE: _places,
        Field.CATEGORY: _categories,
        Field.WORDS: _words,
        Field.HELPED: _helped,
        Field.HELPED_WORDS: _helped_words,
    }
)
