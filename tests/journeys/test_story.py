"""The whole first line: a secretary imports, people join, log, confirm and return, and see their stars."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from bot.domain.service import RecordChange, RecordState, ServiceCategory, ServiceFacts
from bot.usecases.inviting import make_invites
from bot.usecases.roster import Founding, import_roster
from storage import people, records, totals
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.ledger_check import prove
from tests.journeys.words import WORDS
from tests.journeys.world import World
from tests.support.people import Person

SECRETARY = "姓名,支部,职务\n王建国,东关社区第一党支部,支部书记\n"
ROSTER = """姓名,支部,领域,党小组,党员类别,职务,手机号
王建国,东关社区第一党支部,社区,,,支部书记,13900000001
赵卫东,东关社区第一党支部,社区,第一党小组,,组长,13900000003
李明,东关社区第一党支部,社区,第一党小组,,,13900000004
张三妹,东关社区第一党支部,社区,第一党小组,,,13900000005
周桂兰,东关社区第一党支部,社区,第一党小组,老党员,,
"""


def bring_in(tx: Transaction, world: World, text: str) -> str:
    """What the operator does on the command line: a first roster, and the invitation of the secretary."""
    from bot.office.roster import read_roster

    operator = load_actor(tx, Caller(0, "zh-Hans", "Asia/Shanghai", is_operator=True))
    read = read_roster(text.encode(), "roster.csv")
    now = world.clock()
    import_roster(tx, operator, read.rows, now, Founding("Asia/Shanghai", "党委"), columns=read.columns)
    return make_invites(tx, operator, None, now)[0].code


def four_before(tx: Transaction, name: str, world: World) -> None:
    """Four services of somebody, confirmed earlier this year."""
    member = next(m for m in people.page(tx, 1, limit=50, offset=0) if m.name == name)
    for week in range(1, 5):
        day = date(2026, 10, 1) - timedelta(weeks=week)
        facts = ServiceFacts(day, 540, 120, "东关社区", ServiceCategory.SAFETY, "巡逻")
        found = records.find(tx, records.submit(tx, 1, member.id, facts, member.id, (), world.clock()))
        assert found is not None
        records.decide(tx, found, RecordChange.CONFIRMED, RecordState.CONFIRMED, None, None, world.clock())


async def joins(world: World, secretary: Person, name: str, w: SimpleNamespace) -> Person:
    """The secretary makes a link for somebody, who opens it and agrees."""
    await secretary.sends("/roster")
    await secretary.sees(w.roster)
    await secretary.taps(name)
    await secretary.sees(name)
    await secretary.taps(w.invite)
    card = await secretary.sees("?start=")
    code = card.text.partition("?start=")[2].split()[0]
    person = await world.person(name)
    await person.starts(code)
    await person.sees(name)
    await person.taps(w.agree)
    await person.sees(w.welcome)
    return person


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
async def test_a_branch_at_work(any_world: World) -> None:
    world, w = any_world, WORDS[any_world.locale]

    # The secretary joins and sends the roster.
    code = await world.database.run(bring_in, world, SECRETARY)
    wang = await world.person("王建国")
    await wang.starts(code)
    await wang.sees("王建国")
    await wang.taps(w.agree)
    await wang.sees(w.welcome)
    await wang.sends_file("名册.csv", ROSTER.encode("gb18030"))
    await wang.sees(w.read)
    await wang.taps(w.do_import)
    await wang.sees(w.imported)

    # Three members join.
    zhao = await joins(world, wang, "赵卫东", w)
    li = await joins(world, wang, "李明", w)
    zhang = await joins(world, wang, "张三妹", w)
    await world.database.run(four_before, "李明", world)

    # One logs by a sentence.
    await li.sends(w.snow)
    card = await li.sees(w.snow_hours)
    assert w.east_gate in card.text
    await li.taps(w.submit)
    await li.sees(w.submitted)
    await zhao.sees(w.asks_to_confirm)
    await zhao.taps(w.confirm)
    await li.sees(w.told_confirmed)

    # A double tap changes nothing more.
    pressed = next(m for m in reversed(zhao.messages) if "李明" in m.text)
    toast = await zhao.taps_data("rev.ok:5:1", on=pressed)
    assert w.already in toast

    # One logs by buttons only, is returned, changes the duration and hands it in again.
    await zhang.sends("/log")
    for step in (w.yesterday, w.two_hours, w.environment, w.east_gate, w.cleaned):
        await zhang.rest()
        await zhang.taps(step)
    await zhang.rest()
    await zhang.taps(w.submit)
    await zhang.sees(w.submitted)
    await zhao.sees(w.asks_to_confirm)
    await zhao.taps(w.send_back)
    await zhao.rest()
    await zhao.taps(w.wrong_duration)
    await zhang.sees(w.told_returned)
    await zhang.taps(w.again)
    await zhang.rest()
    await zhang.taps(w.change)
    await zhang.rest()
    await zhang.taps(w.duration)
    await zhang.rest()
    await zhang.taps(w.one_hour)
    await zhang.rest()
    await zhang.taps(w.submit)
    await zhang.sees(w.submitted)
    await zhao.rest()
    await zhao.sends("/review")
    await zhao.sees(w.queue)
    await zhao.taps(w.confirm_page)
    await zhao.sees(w.all_done)
    await zhang.sees(w.told_confirmed)

    # The leader logs for somebody without a phone; the secretary confirms it.
    await zhao.sends(w.with_zhou)
    await zhao.sees("周桂兰")
    await zhao.rest()
    await zhao.taps(w.submit)
    await zhao.sees(w.submitted)
    await wang.sees(w.asks_to_confirm)
    await wang.rest()
    await wang.sends("/review")
    await wang.rest()
    await wang.taps("全部通过" if world.locale == "zh-Hans" else "Confirm all")
    await wang.sees(w.all_done)

    # The stars, and why.
    await li.sends("/stars")
    stars = await li.sees(w.one_star)
    assert w.five_services in stars.text
    assert w.five_more in stars.text
    await li.taps(w.why)
    await li.sees("✓")
    await li.sends("/mine")
    await li.sees(w.my_records)
    assert await world.database.read(totals.wrong) == []
    assert (await world.database.read(prove)).faults == []


async def test_a_removed_secretary_has_no_power_at_the_next_tap(world: World) -> None:
    w = WORDS["zh-Hans"]
    code = await world.database.run(bring_in, world, SECRETARY)
    wang = await world.person("王建国")
    await wang.starts(code)
    await wang.sees("王建国")
    await wang.taps(w.agree)
    await wang.sees(w.welcome)
    await wang.sends("/roster")
    await wang.sees("名册")
    await wang.taps("王建国")
    await wang.sees("王建国")
    await world.database.run(
        bring_in, world, SECRETARY.replace("支部书记", "") + "周桂兰,东关社区第一党支部,支部书记\n"
    )
    await wang.taps("职务与权限")
    assert "没有权限" in wang.toast or "没有权限" in wang.last.text
