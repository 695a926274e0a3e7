"""The made-up branch of the demonstration: its people, their accounts, and how they came to the bot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.resources import files

from bot.commands.demo_past import have_lived
from bot.commands.demo_scene import Scene
from bot.domain.people import Branch, Member, MemberKind, Office
from bot.domain.rights import Actor, Holding, Role, operator_actor
from bot.office.roster import RosterRow, read_roster
from bot.office.working_days import WorkingDays
from bot.settings import Settings
from bot.usecases.inviting import make_invites
from bot.usecases.joining import join
from bot.usecases.roster import Founding, import_roster
from storage import branches, people
from storage.actors import Caller, load_actor
from storage.database import Transaction

ROSTER = "demo_branch.csv"
FIRST_ACCOUNT = 7_000_000_101
NOT_YET_JOINED = frozenset({"唐一凡", "钱国栋"})
WITHOUT_PHONE = frozenset({"周桂兰", "刘德顺"})

LABELS = {
    Office.SECRETARY: "支部书记",
    Office.COMMITTEE_MEMBER: "支部委员",
    Office.GROUP_LEADER: "党小组组长",
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of the branch; ``account`` is the Telegram id, None for who has no phone."""

    name: str
    label: str
    account: int | None

    @property
    def joined(self) -> bool:
        """Whether they use the bot already."""
        return self.account is not None and self.name not in NOT_YET_JOINED


def roster_rows() -> tuple[RosterRow, ...]:
    """The roster as a secretary would have sent it."""
    return read_roster(files("bot.commands").joinpath(ROSTER).read_bytes(), ROSTER).rows


def everybody() -> list[Somebody]:
    """The people of the branch, the secretary first."""
    return [
        Somebody(row.name, _label(row), None if row.name in WITHOUT_PHONE else FIRST_ACCOUNT + number)
        for number, row in enumerate(roster_rows())
    ]


def _label(row: RosterRow) -> str:
    if row.name in NOT_YET_JOINED:
        return "尚未加入"
    plain = "预备党员" if row.kind is MemberKind.PROBATIONARY else "党员"
    return LABELS.get(row.office, plain) if row.office else plain


def found(tx: Transaction, settings: Settings, now: datetime) -> dict[str, str]:
    """Bring in the roster, let people have lived and join; the codes of those who have yet to join."""
    actor = operator_actor(settings.default_locale, settings.timezone)
    import_roster(
        tx, actor, roster_rows(), now, Founding(settings.timezone, "东关街道党工委", settings.quiet)
    )
    (branch,) = branches.every(tx)
    members = {one.name: one for one in people.page(tx, branch.id, limit=100, offset=0)}
    codes = {invite.name: invite.code for invite in make_invites(tx, actor, None, now)}
    past = scene_of(tx, settings, now, partial(_actor_to_be, settings, branch, members))
    have_lived(past, roster_rows()[1].name)
    for somebody in everybody():
        if somebody.joined and somebody.account is not None:
            caller = Caller(somebody.account, settings.default_locale, settings.timezone, is_operator=False)
            join(tx, load_actor(tx, caller), codes[somebody.name], now)
    return {name: codes[name] for name in sorted(NOT_YET_JOINED)}


def scene_of(tx: Transaction, settings: Settings, now: datetime, somebody: Callable[[str], Actor]) -> Scene:
    """The branch at this moment; ``somebody`` tells who does what under a name."""
    (branch,) = branches.every(tx)
    ids = {one.name: one.id for one in people.page(tx, branch.id, limit=100, offset=0)}
    days = WorkingDays.load(settings.working_days_file)
    return Scene(tx, now, branch, ids, somebody, everybody()[0].name, days)


def joined_actor(tx: Transaction, settings: Settings, name: str) -> Actor:
    """One who has joined, as the bot knows them."""
    account = next(one.account for one in everybody() if one.name == name and one.account is not None)
    return load_actor(tx, Caller(account, settings.default_locale, settings.timezone, is_operator=False))


def _actor_to_be(settings: Settings, branch: Branch, members: Mapping[str, Member], name: str) -> Actor:
    """One whom the bot does not know yet: an account is bound by joining, and nobody has joined."""
    member = members[name]
    somebody = next(one for one in everybody() if one.name == name)
    role = Role.SECRETARY if somebody.label == LABELS[Office.SECRETARY] else Role.MEMBER
    return Actor(
        somebody.account or 0,
        *(member.id, branch.id, member.group_id, branch.committee_id),
        *(name, member.kind, settings.default_locale, settings.timezone),
        (Holding(role, branch_id=branch.id),),
    )
