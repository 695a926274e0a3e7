"""The made-up branch's pledges, each at another point of its life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.commands.demo_scene import Scene
from bot.domain.pledges import NewItem, Pledge, PledgeKind, PledgeState
from bot.domain.rights import Actor
from bot.usecases import pledge_asking, pledge_doing, pledge_ends, pledge_following, pledge_review
from storage import pledge_progress, pledges

BEGUN = 60  # days ago
THE_BRANCH = ""


@dataclass(frozen=True, slots=True)
class _Word:
    """Whose pledge, of which kind, and what of it by when (days from today). ``done``: how many of them, and
    ``ago`` how many days ago the last was; ``note``: what was written on the way."""

    name: str
    kind: PledgeKind
    items: tuple[tuple[str, int], ...]
    done: int = 0
    ago: int = 12
    note: str = ""


KEEPING = (
    _Word(
        THE_BRANCH,
        PledgeKind.DEED,
        (("给20户独居老人装上烟雾报警器", 30), ("每月一次集中清理楼道", 38)),
        note="买回来12个，已经装好9户。",
    ),
    _Word(
        "李明",
        PledgeKind.DEED,
        (("帮扶2户困难家庭，每月上门一次", 33), ("到各楼栋宣讲医保政策3次", 9)),
        done=1,
        note="两户都上了门，冬天的煤买好了。",
    ),
    _Word("郑海涛", PledgeKind.POST, (("为居民免费看合同、讲法律20人次", 36),), note="已经看了14份。"),
    _Word("谢春华", PledgeKind.DEED, (("每个周末到养老院陪老人半天", 37),)),
    _Word(
        "赵卫东",
        PledgeKind.DEED,
        (("检修40盏楼道灯", -4), ("更换6处旧线路", 26)),
        note="修好了31盏，还差9盏要等灯头。",
    ),
)
REPORTED = _Word("张三妹", PledgeKind.POST, (("上门给30位老人理发", 3),), done=1, ago=2)
KEPT = _Word("陈淑芬", PledgeKind.COMMON, (("组织4场邻里文艺活动", -9), ("带出一支老年合唱队", -9)), done=2)
PARTLY = _Word(
    "孙志强", PledgeKind.DEED, (("教会60位居民心肺复苏", -18), ("办2次急救课", -18)), done=1, ago=20
)
WHY_PARTLY, MORE_OF_IT = "others", "教会了42位，借的模型被要回去了，明年春天接着教。"
RETURNED, WHY_RETURNED = _Word("冯玉梅", PledgeKind.COMMON, (("多为群众做好事", 40),)), "too-vague"
WAITING = _Word(
    "杨小丽", PledgeKind.POST, (("每周六教孩子们一小时英语", 39), ("结对辅导2名学习困难的孩子", 39))
)
FOLLOWERS = ("何秀英", "马文辉")


def have_pledged(scene: Scene) -> None:
    """What was promised two months ago, and what has become of it."""
    tx, secretary, days = scene.tx, scene.secretary, scene.days
    begun = [_published(scene, word) for word in KEEPING]
    for name in FOLLOWERS:
        pledge_following.follow(tx, scene.somebody(name), begun[1].id, scene.at(-30, 12))
    reported = _published(scene, REPORTED)
    pledge_ends.report(tx, scene.somebody(REPORTED.name), reported.id, scene.at(-REPORTED.ago, 19))
    kept = _published(scene, KEPT)
    pledge_ends.keep(tx, secretary, kept.id, scene.at(-7, 10), days)
    partly = _published(scene, PARTLY)
    told = scene.at(-16, 10)
    pledge_ends.propose_chosen(tx, secretary, partly.id, PledgeState.PARTLY, WHY_PARTLY, told, days)
    pledge_ends.answer(
        tx, scene.somebody(PARTLY.name), partly.id, MORE_OF_IT, told + timedelta(hours=3), days
    )
    pledge_ends.publish(tx, secretary, partly.id, told + timedelta(days=1), days)
    returned = _submitted(scene, RETURNED, 3)
    at = scene.at(-2, 9)
    pledge_review.give_back(tx, secretary, returned.id, returned.version, WHY_RETURNED, at)


def pledge_now(scene: Scene) -> None:
    """One that was just made waits for the secretary."""
    pledge_asking.ask_to_review(scene.tx, _submitted(scene, WAITING, 0), scene.now)


def _published(scene: Scene, word: _Word) -> Pledge:
    tx, found = scene.tx, _submitted(scene, word, BEGUN)
    begun = scene.at(-BEGUN + 1, 9)
    pledge_review.publish(tx, scene.secretary, found.id, found.version, begun, scene.days)
    keeper = _keeper(scene, word)
    if word.note:
        pledge_progress.add(tx, found.id, word.note, keeper.person_id, scene.at(-word.ago - 3, 19))
    for item in found.items[: word.done]:
        pledge_doing.toggle_item(tx, keeper, found.id, item.id, True, scene.at(-word.ago, 19))
    if keeper.person_id is not None and word.note and found.person_id is not None:
        _show(scene, found, keeper, begun)
    return found


def _show(scene: Scene, found: Pledge, keeper: Actor, begun: datetime) -> None:
    """The newest service since then stands for what was done."""
    usable = pledge_progress.usable(scene.tx, found.person_id or 0, begun.date(), 1, 0)
    for record in usable:
        at = scene.at(-8, 20)
        pledge_doing.toggle_record(scene.tx, keeper, found.id, record.id, True, 0, at)


def _submitted(scene: Scene, word: _Word, ago: int) -> Pledge:
    items = [NewItem(words, scene.today + timedelta(days=due)) for words, due in word.items]
    person_id = scene.ids[word.name] if word.name else None
    keeper = _keeper(scene, word).person_id
    at = scene.at(-ago, 8) if ago else scene.now
    return pledges.insert(scene.tx, scene.branch.id, person_id, word.kind, items, keeper, at)


def _keeper(scene: Scene, word: _Word) -> Actor:
    return scene.somebody(word.name) if word.name else scene.secretary
