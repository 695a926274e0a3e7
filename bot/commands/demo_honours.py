"""What the made-up branch is choosing now: five-star households, and this month's star."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.demo_pledges import pledge_now
from bot.commands.demo_scene import Scene
from bot.domain.rights import Actor, Holding, Role
from bot.usecases import household_candidates, household_opening, household_voices, month_stars

DAYS = 10  # in which residents recommend
HALF_A_YEAR = timedelta(days=180)  # whose households are chosen: this year's once most of it is over
CANDIDATES = (
    ("谢春华", "这两年周末都在养老院。家里人也常来搭把手。"),
    ("郑海涛", "谁家有纠纷，先到我家喝杯茶。"),
    ("杨小丽", ""),
)
# Residents are nobody's members: only what they say is kept, and not who said it.
RESIDENT = 7_000_000_901
VOICES = (("谢春华", "她待我妈像亲妈。"), ("谢春华", ""), ("李明", "楼道灯坏了他都记着。"), ("郑海涛", ""))
STAR, WHY_STAR = "张三妹", "背着理发箱上门，腿脚不便的老人都理上了头。"


def be_honoured(scene: Scene) -> None:
    """Begin a choice of households, ask somebody to be the month's star, and let a pledge be reviewed."""
    _choose_households(scene)
    tx, secretary = scene.tx, scene.secretary
    month = month_stars.month_of(scene.today)
    thought = month_stars.think_of(tx, secretary, scene.ids[STAR], month, scene.now)
    month_stars.propose(tx, secretary, thought.draft_id, WHY_STAR, scene.now)
    pledge_now(scene)


def _choose_households(scene: Scene) -> None:
    tx, now, year = scene.tx, scene.now, (scene.today - HALF_A_YEAR).year
    row = household_opening.begin(tx, scene.secretary, scene.branch.id, year, DAYS, now, scene.days)
    for name, words in CANDIDATES:
        household_candidates.stand(tx, scene.somebody(name), row.id, scene.ids[name], words or None, now)
    for number, (name, why) in enumerate(VOICES):
        resident = _resident(RESIDENT + number, scene)
        household_voices.recommend(tx, resident, row.code, scene.ids[name], now)
        if why:
            household_voices.explain(tx, resident, row.id, why, now)


def _resident(account: int, scene: Scene) -> Actor:
    return Actor(
        account,
        *(None, None, None, None, "", None),
        scene.secretary.locale,
        scene.branch.timezone,
        (Holding(Role.RESIDENT),),
    )
