"""What every conversation needs, put together once by ``bot.app``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.delivery.bot import LeanBot
from bot.domain.people import DAILY_CAP
from bot.domain.quiet import USUAL, QuietHours
from bot.domain.stars import Scheme
from bot.i18n import Texts
from bot.office.working_days import WorkingDays
from bot.render.studio import Studio
from bot.usecases.notice_card import Terms
from storage.database import Database


@dataclass(frozen=True, slots=True)
class House:
    """The parts a handler may use. ``timezone`` and ``default_locale`` are for people without their own;
    ``terms`` are those of sending notices; new branches begin with ``quiet`` and ``daily_cap``."""

    database: Database
    bot: LeanBot
    texts: Texts
    schemes: Mapping[str, Scheme]
    clock: Clock
    operator_ids: frozenset[int]
    timezone: str
    default_locale: str
    terms: Terms
    studio: Studio
    working_days: WorkingDays
    quiet: QuietHours = USUAL
    daily_cap: int = DAILY_CAP
