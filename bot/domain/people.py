"""People, and the places they have in the party's structure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.quiet import USUAL, Hours, QuietHours

DAILY_CAP = 6


class Sector(StrEnum):
    """The sector (领域) of a branch."""

    RURAL = "rural"
    COMMUNITY = "community"
    ENTERPRISE = "enterprise"
    AGENCY = "agency"
    SCHOOL = "school"
    NEW_ORGANISATION = "new-organisation"


class MemberKind(StrEnum):
    """Full or probationary; a probationary member takes part and does not vote."""

    FULL = "full"
    PROBATIONARY = "probationary"


class MemberCategory(StrEnum):
    """A sensitive category (党员分类): the secretary and the person see it, nobody else."""

    NO_POST = "no-post"
    MOBILE = "mobile"
    IN_DIFFICULTY = "in-difficulty"
    ABLE = "able"
    ELDERLY = "elderly"


class Office(StrEnum):
    """A post as the roster names it (职务)."""

    SECRETARY = "secretary"
    DEPUTY = "deputy"
    COMMITTEE_MEMBER = "committee-member"
    GROUP_LEADER = "group-leader"
    CONTACT_LEADER = "contact-leader"
    COMMITTEE_ADMINISTRATOR = "committee-administrator"


@dataclass(frozen=True, slots=True)
class Branch:
    """A party branch and its settings. ``backdate_days``: how old a new service record may be.

    ``daily_cap``: how many reminders a member gets on one day, the others come together in one message; 0:
    as many as there are.
    """

    id: int
    committee_id: int | None
    name: str
    sector: Sector
    timezone: str
    backdate_days: int
    quiet: QuietHours = USUAL
    daily_cap: int = DAILY_CAP

    @property
    def hours(self) -> Hours:
        """When nobody is disturbed."""
        return Hours(self.timezone, self.quiet)

    def today(self, now: datetime) -> date:
        """The day it is at the branch; ``now`` is UTC."""
        return self.hours.local(now).date()


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the roster, with a Telegram account or without (``telegram_id`` None)."""

    id: int
    branch_id: int
    group_id: int | None
    name: str
    kind: MemberKind
    category: MemberCategory | None
    joined_on: date | None
    phone: str | None
    skills: str | None
    telegram_id: int | None
    active: bool


@dataclass(frozen=True, slots=True)
class PartyGroup:
    """A party group (党小组) of a branch."""

    id: int
    branch_id: int
    name: str


def mask_phone(phone: str) -> str:
    """A phone number as anybody but the secretary sees it: first three and last two digits.

    One of fewer than eight characters would be given away by those five, so nothing of it is shown.
    """
    if len(phone) < 8:
        return "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 5) + phone[-2:]
