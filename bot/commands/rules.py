"""``zhibu rules``: what comes by the clock, looked at and put to rest by the operator."""

from __future__ import annotations

from bot.clock import utc_now
from bot.commands.roster import in_database, load_texts
from bot.domain.rights import Actor, operator_actor
from bot.domain.service import local_now
from bot.i18n import Texts
from bot.office.working_days import WorkingDays
from bot.settings import Settings
from bot.usecases import rule_desk
from bot.usecases.rule_desk import DeskRule
from storage.database import Transaction


async def list_rules(settings: Settings, branch: str | None, *, by_time: bool) -> list[str]:
    """A line for each rule: number, branch, what, and when it comes next on the branch's clock ("-": never).

    ``by_time``: only those that are awake, the next one first. Raises ``UserError("branch-unknown")``.
    """
    query = rule_desk.coming if by_time else rule_desk.listed
    found = await in_database(settings, query, _operator(settings), branch)
    texts = load_texts(settings)
    return [_line(texts, settings, one) for one in found]


async def set_resting(settings: Settings, rule_id: int, *, rests: bool) -> str:
    """Pause a rule or let it go on; its line. Raises ``UserError`` ``rule-gone``, ``rule-broken``."""
    change = rule_desk.pause if rests else rule_desk.resume
    days = WorkingDays.load(settings.working_days_file)

    def work(tx: Transaction) -> DeskRule:
        return change(tx, _operator(settings), rule_id, utc_now(), days)

    return _line(load_texts(settings), settings, await in_database(settings, work))


def _operator(settings: Settings) -> Actor:
    return operator_actor(settings.default_locale, settings.timezone)


def _line(texts: Texts, settings: Settings, one: DeskRule) -> str:
    what = texts.format(settings.default_locale, one.title.key, one.title.values, html=False)
    at = one.rule.next_at
    when = f"{local_now(at, one.branch.timezone):%Y-%m-%d %H:%M}" if at is not None else "-"
    return "\t".join((str(one.rule.id), one.branch.name, what, when))
