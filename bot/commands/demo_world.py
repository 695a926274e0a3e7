"""The made-up branch of the demonstration: its people, their accounts, and a year of their records."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files

from bot.domain.people import Member, MemberKind, Office
from bot.domain.rights import operator_actor
from bot.domain.service import RecordChange, RecordState, ServiceCategory, ServiceFacts, local_now
from bot.office.roster import RosterRow, read_roster
from bot.settings import Settings
from bot.usecases.inviting import make_invites
from bot.usecases.joining import join
from bot.usecases.roster import Founding, import_roster
from storage import branches, people, records
from storage.actors import Caller, load_actor
from storage.database import Transaction

ROSTER = "demo_branch.csv"
FIRST_ACCOUNT = 7_000_000_101
NOT_YET_JOINED = frozenset({"唐一凡", "钱国栋"})
WITHOUT_PHONE = frozenset({"周桂兰", "刘德顺"})
SEED = 20

LABELS = {
    Office.SECRETARY: "支部书记",
    Office.COMMITTEE_MEMBER: "支部委员",
    Office.GROUP_LEADER: "党小组组长",
}
DEEDS = (
    ("东关社区", ServiceCategory.ENVIRONMENT, "清扫楼道和绿地"),
    ("幸福里小区", ServiceCategory.ENVIRONMENT, "捡拾垃圾，清理小广告"),
    ("东关路口", ServiceCategory.SAFETY, "早高峰文明劝导"),
    ("东关社区", ServiceCategory.SAFETY, "夜间治安巡逻"),
    ("社区活动室", ServiceCategory.POLICY_TALK, "宣讲医保新政策"),
    ("夕阳红养老院", ServiceCategory.ELDERLY_CARE, "陪老人聊天，打扫房间"),
    ("幸福里小区", ServiceCategory.ELDERLY_CARE, "上门给老人理发"),
    ("何家院子", ServiceCategory.HOUSEHOLD_HELP, "看望结对困难户"),
    ("社区菜园", ServiceCategory.TECHNICAL, "教大家种菜"),
    ("社区广场", ServiceCategory.CULTURE, "组织邻里文艺晚会"),
)


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
    """Bring in the roster, let people join and live a year; the codes of those who have yet to join."""
    actor = operator_actor(settings.default_locale, settings.timezone)
    import_roster(
        tx, actor, roster_rows(), now, Founding(settings.timezone, "东关街道党工委", settings.quiet)
    )
    (branch,) = branches.every(tx)
    members = {member.name: member for member in people.page(tx, branch.id, limit=100, offset=0)}
    codes = {invite.name: invite.code for invite in make_invites(tx, actor, None, now)}
    for somebody in everybody():
        if somebody.joined and somebody.account is not None:
            caller = Caller(somebody.account, settings.default_locale, settings.timezone, is_operator=False)
            join(tx, load_actor(tx, caller), codes[somebody.name], now)
    _live_a_year(tx, settings, members, now)
    return {name: codes[name] for name in sorted(NOT_YET_JOINED)}


def _live_a_year(tx: Transaction, settings: Settings, members: dict[str, Member], now: datetime) -> None:
    first, second = (row.name for row in roster_rows()[:2])
    chance = random.Random(SEED)
    today = local_now(now, settings.timezone).date()
    for member in members.values():
        judge = members[second if member.name == first else first]
        for facts in _year_of(chance, today):
            _add(tx, member, judge, facts, now)


def _year_of(chance: random.Random, today: date) -> Iterator[ServiceFacts]:
    for _ in range(chance.randint(2, 24)):
        place, category, words = chance.choice(DEEDS)
        day = today - timedelta(days=chance.randint(2, 360))
        start = chance.choice((8, 9, 14, 15, 18)) * 60
        yield ServiceFacts(day, start, chance.choice((60, 90, 120, 120, 180, 240)), place, category, words)


def _add(tx: Transaction, member: Member, judge: Member, facts: ServiceFacts, now: datetime) -> None:
    """Straight into storage: a year of pushes about the past would bury everybody."""
    record_id = records.submit(tx, member.branch_id, member.id, facts, member.id, (), now)
    record = records.find(tx, record_id)
    # What was done lately still waits to be confirmed.
    if record is not None and (now.date() - facts.day).days > 10:
        records.decide(tx, record, RecordChange.CONFIRMED, RecordState.CONFIRMED, judge.id, None, now)
