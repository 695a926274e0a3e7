"""What the made-up branch of the demonstration is busy with: meetings, study, dues, tasks and honours."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.commands.demo_honours import be_honoured
from bot.commands.demo_scene import Scene
from bot.commands.demo_world import joined_actor, scene_of
from bot.domain.audience import Audience, AudienceRole
from bot.domain.dues import Payer, month_of
from bot.domain.meeting_form import MeetingField
from bot.domain.meetings import MeetingKind, MeetingState, Presence
from bot.domain.recurrence import Every
from bot.domain.rich_text import RichText
from bot.domain.tasks import NewTask
from bot.settings import Settings
from bot.usecases import (
    dues_bases,
    dues_marking,
    dues_reminding,
    meeting_answers,
    meeting_card,
    meeting_drafts,
    meeting_sending,
    quiz_drafts,
    repeats,
    study_doing,
    study_drafts,
    study_sending,
    study_timing,
    task_adding,
    tasks,
)
from bot.usecases.clock import fire_due
from bot.usecases.occasions import KINDS
from storage import attendance, meetings, study
from storage.database import Transaction
from storage.meetings import NewMeeting

ROOM = "社区党群服务中心二楼"
# Days ago, the kind, what it was about, what was written down, how many did not come.
PAST = (
    (24, MeetingKind.THEME_DAY, "清理楼道杂物，看望独居老人", "分三组走了六栋楼，看望老人五户。", 1),
    (17, MeetingKind.COMMITTEE, "商量冬季巡逻怎么排班", "巡逻两人一组，一周一轮。", 0),
    (66, MeetingKind.LESSON, "王建国讲党课", "王建国讲了入党那年的事，大家谈了体会。", 3),
    (200, MeetingKind.ASSEMBLY, "通过全年工作计划", "工作计划通过。", 2),
)
STUDY = """冬季学习
读党章总纲，想一想哪一句最有体会
社区防火常识：楼道不堆物，电动车不上楼
怎样识破推销保健品的骗局
医保新规定，给家里老人讲一遍"""
QUIZ = """测验：安全小测验
1. 电动车在哪里充电最安全？
A. 楼道里
B. 家里客厅
C. 小区的充电棚
答案：C
解析：楼道和家里着了火，人跑不出去。
2. 陌生人来电话，说您中了奖，要先交税，怎么办？
A. 马上转账
B. 挂掉，告诉家人或民警
答案：B
3. 家里闻到燃气味，先做什么？
A. 开灯看看
B. 关阀门，开窗
C. 打火试试
答案：B"""
# How many days from today it is due, what it is, who sees to it, whether it is done.
TASKS = (
    (-6, "更新楼栋党员公示栏", "赵卫东", True),
    (-2, "收齐困难户冬衣登记表", "何秀英", False),
    (3, "给两位老党员送学习材料", "张三妹", False),
    (9, "检查活动室用电安全", "马文辉", False),
)
# Who lives on what a month after tax, in fen.
INCOMES = {
    "王建国": (Payer.WAGE, 680_000),
    "李明": (Payer.WAGE, 420_000),
    "孙志强": (Payer.WAGE, 930_000),
    "杨小丽": (Payer.WAGE, 510_000),
    "周桂兰": (Payer.RETIRED, 380_000),
    "刘德顺": (Payer.RETIRED, 460_000),
    "何秀英": (Payer.STUDENT, None),
    "吴晓燕": (Payer.STUDENT, None),
}
PAID = ("王建国", "陈淑芬", "李明", "周桂兰", "杨小丽", "郑海涛", "冯玉梅", "罗永强")
COMING = ("陈淑芬", "赵卫东", "李明", "郑海涛", "谢春华")
AWAY, WHY_AWAY = "黄家明", "还在外地干活，月底才回来"
HAVE_LEARNED = ("陈淑芬", "杨小丽", "李明", "马文辉")


def enliven(tx: Transaction, settings: Settings, now: datetime) -> None:
    """Let the branch be busy. Everybody must have greeted the bot: what they are sent goes out now."""
    life = scene_of(tx, settings, now, partial(joined_actor, tx, settings))
    _learn(life)  # before there are other rules: it goes through past days with the clock
    _have_met(life)
    _meet(life)
    _pay(life)
    _plan(life)
    be_honoured(life)


def _have_met(life: Scene) -> None:
    for ago, kind, agenda, words, missing in PAST:
        starts_at = life.at(-ago, 19)
        new = NewMeeting(
            life.branch.id, None, kind, starts_at, ROOM, agenda, "王建国", life.secretary.person_id
        )
        row = meetings.create(life.tx, new, starts_at - timedelta(days=5))
        roles = (AudienceRole.COMMITTEE,) if kind is MeetingKind.COMMITTEE else ()
        attendance.invite(life.tx, row.id, Audience((life.branch.id,), roles=roles))
        everyone = [one.person_id for one in attendance.attendees(life.tx, row.id)]
        # In the order of the groups: who has none is the secretary, and was there.
        everyone.sort(key=lambda person_id: person_id == life.secretary.person_id)
        came = everyone[missing:]
        here = {"present_at": starts_at, "present_minute": 0, "marked_by": life.secretary.person_id}
        attendance.set_attendee(life.tx, row.id, came, presence=Presence.ON_TIME.value, **here)
        attendance.set_attendee(life.tx, row.id, everyone[:missing], presence=Presence.ABSENT.value)
        ended = starts_at + timedelta(hours=2)
        meetings.change(life.tx, row, state=MeetingState.HELD.value, held_at=ended, minutes=words)


def _meet(life: Scene) -> None:
    """The theme day of next week, which comes every month: some have answered, one asks for leave."""
    tx, secretary, now = life.tx, life.secretary, life.now
    draft_id = meeting_drafts.start(tx, secretary, "", now, MeetingKind.THEME_DAY).draft_id
    meeting_drafts.set_time(tx, secretary, draft_id, life.at(6, 15), now)
    meeting_drafts.say(tx, secretary, draft_id, MeetingField.PLACE, "东关社区广场", now)
    agenda = "给独居老人送冬衣，检查楼道消防器材"
    meeting_drafts.say(tx, secretary, draft_id, MeetingField.AGENDA, agenda, now)
    repeats.repeat(tx, secretary, draft_id, Every.MONTH, now, life.days)
    version = meeting_card.show(tx, secretary, draft_id, now).form.version
    row = meeting_sending.send(tx, secretary, draft_id, version, now, life.days).meeting
    for name in COMING:
        meeting_answers.attend(tx, life.somebody(name), row.id, now)
    meeting_answers.ask_leave_in_words(tx, life.somebody(AWAY), row.id, WHY_AWAY, now)


def _learn(life: Scene) -> None:
    """A plan since last week, an item each week, with a quiz at the end."""
    tx, secretary, days = life.tx, life.secretary, life.days
    begun, hour = life.at(-9, 9), 9 * 60
    asked = quiz_drafts.start(tx, secretary, begun).draft_id
    quiz_drafts.paste(tx, secretary, asked, QUIZ, "", begun)
    quiz = quiz_drafts.save(tx, secretary, asked, False, begun)
    draft_id = study_drafts.start(tx, secretary, RichText(STUDY), days, begun).draft_id
    study_drafts.add_quiz(tx, secretary, draft_id, quiz.id, quiz.title, days, begun)
    weekday = (life.today - timedelta(days=1)).isoweekday()
    card = study_timing.set_time(tx, secretary, draft_id, weekday, hour, False, days, begun)
    plan = study_sending.send(tx, secretary, draft_id, card.form.version, days, begun).plan
    for ago in (8, 1):
        fire_due(tx, life.at(-ago, 9), KINDS, days)
        for item in study.sent_items(tx, plan.id):
            for name in HAVE_LEARNED[: ago + 1]:
                study_doing.finish(tx, life.somebody(name), item.id, life.at(-ago, 10))


def _pay(life: Scene) -> None:
    tx, secretary, now = life.tx, life.secretary, life.now
    for name, (payer, income) in INCOMES.items():
        dues_bases.set_payer(tx, secretary, life.ids[name], payer, income, now)
    for name in PAID:
        dues_marking.mark(tx, secretary, life.ids[name], month_of(life.today), None, now)
    dues_reminding.set_reminder(tx, secretary, life.branch.id, 20, 9 * 60, now, life.days)


def _plan(life: Scene) -> None:
    tx, secretary = life.tx, life.secretary
    before = life.at(-20, 9)
    new = [NewTask(title, life.today + timedelta(days=due), owner=who) for due, title, who, _ in TASKS]
    task_adding.add(tx, secretary, life.branch, new, before, life.days)
    done = {title for _, title, _, is_done in TASKS if is_done}
    for year in {one.due_on.year for one in new}:
        for row in tasks.all_of(tx, secretary, life.branch.id, year)[1]:
            if row.title in done:
                tasks.finish(tx, secretary, row.id, life.at(-7, 16), life.days)
