"""What the made-up branch did before anybody used the bot: services, a settled year, pledges, stars.

It is put down before there is any account: a year of messages about the past would bury everybody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from bot.commands.demo_pledges import have_pledged
from bot.commands.demo_scene import Scene
from bot.domain.scheme_files import load_schemes
from bot.domain.service import RecordChange, RecordState, ServiceCategory, ServiceFacts
from bot.usecases import month_stars, settlement_publishing, settling
from bot.usecases.clock import fire_due
from bot.usecases.occasions import KINDS
from storage import month_stars as kept_stars
from storage import records

SEED = 20
A_YEAR = 360  # days
UNDECIDED = 10  # days: what was done lately still waits to be confirmed
SETTLED = 45  # days after which the settlement of a year is surely over
SERVICES = (2, 24)  # of one person in a year: the fewest, the most
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
# How many months ago, who, and why.
STARS = (
    (2, "郑海涛", "替邻居看了十几份合同，一分钱没收。"),
    (1, "谢春华", "连着四个周末在养老院陪老人，老人们都叫她闺女。"),
)


def have_lived(scene: Scene, second: str) -> None:
    """Everything until now. ``second``: the name of who confirms the secretary's own records."""
    year = (scene.today - timedelta(days=SETTLED)).year - 1
    days = groupby(_deeds(scene, date(year, 1, 1)), key=itemgetter(0))
    settled_on = date(year + 1, 1, 5)
    is_settled = False
    for day, done in days:
        if day >= settled_on and not is_settled:
            _settle(scene, year, settled_on)
            is_settled = True
        for _, name, facts in done:
            _add(scene, name, second if name == scene.first else scene.first, facts)
    have_pledged(scene)
    _shine(scene)
    # Whatever the clock has missed since is nobody's news any more.
    fire_due(scene.tx, scene.now, KINDS, scene.days)


def _deeds(scene: Scene, since: date) -> Sequence[tuple[date, str, ServiceFacts]]:
    """Who did what on which day, in the order of the days."""
    chance = random.Random(SEED)
    found = [
        (facts.day, name, facts)
        for name in scene.ids
        for last in range(2, (scene.today - since).days, A_YEAR)
        for facts in _deeds_of_a_year(chance, scene.today - timedelta(days=last))
        if facts.day >= since
    ]
    return sorted(found, key=itemgetter(0))


def _deeds_of_a_year(chance: random.Random, last: date) -> Iterator[ServiceFacts]:
    for _ in range(chance.randint(*SERVICES)):
        place, category, words = chance.choice(DEEDS)
        day = last - timedelta(days=chance.randrange(A_YEAR))
        start = chance.choice((8, 9, 14, 15, 18)) * 60
        yield ServiceFacts(day, start, chance.choice((60, 90, 120, 120, 180, 240)), place, category, words)


def _add(scene: Scene, name: str, judge: str, facts: ServiceFacts) -> None:
    person_id, at = scene.ids[name], scene.on(facts.day + timedelta(days=1), 8)
    record_id = records.submit(scene.tx, scene.branch.id, person_id, facts, person_id, (), at)
    record = records.find(scene.tx, record_id)
    if record is not None and (scene.today - facts.day).days > UNDECIDED:
        judge_id = scene.ids[judge]
        records.decide(scene.tx, record, RecordChange.CONFIRMED, RecordState.CONFIRMED, judge_id, None, at)


def _settle(scene: Scene, year: int, day: date) -> None:
    """Frozen, published for a week, final: whoever has a star has a plaque."""
    tx, secretary, at = scene.tx, scene.secretary, scene.on(day, 9)
    row = settling.freeze(tx, secretary, scene.branch.id, year, load_schemes(), at)
    row = settlement_publishing.publish(tx, secretary, row.id, row.round, at, scene.days).row
    over = scene.on((row.last_day or day) + timedelta(days=1), 9)
    settlement_publishing.finish(tx, secretary, row.id, row.round, False, over)


def _shine(scene: Scene) -> None:
    this = month_stars.month_of(scene.today)
    for ago, name, reason in STARS:
        month = month_stars.shift(this, -ago)
        at = scene.on(month_stars.shift(month, 1) - timedelta(days=2), 16)
        star_id = kept_stars.propose(
            *(scene.tx, scene.branch.id, month, scene.ids[name], reason, scene.ids[scene.first], at)
        )
        month_stars.agree(scene.tx, scene.somebody(name), star_id, at + timedelta(hours=2))
