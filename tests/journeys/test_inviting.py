"""Inviting forty people in ten minutes, finding one of them, and codes copied from paper."""

from __future__ import annotations

import csv
import io

from tests.journeys.test_joining import BRANCH, begin, code_in, import_roster, invited, joins
from tests.journeys.world import World


async def test_all_invitations_come_as_a_file(world: World) -> None:
    _, secretary = await begin(world)
    await secretary.sends("名册")
    shown = await secretary.sees("共4人")
    await secretary.taps("全部邀请（3人）", on=shown)
    asked = await secretary.sees("还没加入的3人")
    await secretary.taps("做好发给我", on=asked)
    file = await secretary.sees("不要整份转到群里")
    data = await secretary.downloads(file)
    assert data.startswith(b"\xef\xbb\xbf"), "a spreadsheet takes it for another encoding"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert list(rows[0]) == ["姓名", "支部", "邀请链接", "邀请码"]
    assert {row["姓名"] for row in rows} == {"李秀英", "张三", "赵六"}
    assert {row["支部"] for row in rows} == {BRANCH}
    # The second tap of a double tap must not make the file worthless.
    make = asked.keyboard[0][0]["callback_data"]
    assert "已经做好了" in await secretary.taps_data(make, on=asked)
    codes = {row["姓名"]: row["邀请码"] for row in rows}
    assert rows[0]["邀请链接"].endswith(f"?start={rows[0]['邀请码']}")
    await joins(await world.person("张三"), codes["张三"])


async def test_only_who_may_invite_gets_the_file(world: World) -> None:
    operator, secretary = await begin(world)
    for name in ("李秀英", "赵六"):
        await joins(await world.person(name), await invited(secretary, name))
    await secretary.sends("赵六")
    await secretary.sees("支部委员")
    await secretary.taps("职务与权限")
    await secretary.taps("可以查看名册")
    committee = await world.person("赵六")
    await committee.sends("/roster")
    shown = await committee.sees("共4人")
    assert not any("全部邀请" in label for label in shown.buttons)
    assert "没有权限" in await committee.taps_data("inv.all:1", on=shown)
    await secretary.sends("/roster")
    asked = await secretary.sees("共4人")
    await secretary.taps("全部邀请（1人）", on=asked)
    make = (await secretary.sees("还没加入的1人")).keyboard[0][0]["callback_data"]
    assert "不能用" in await committee.taps_data(make, on=shown)
    assert "不能用" in await operator.taps_data("inv.make:999999", on=operator.last)


async def test_a_name_opens_the_card(world: World) -> None:
    _, secretary = await begin(world)
    await secretary.sends("张三")
    assert (await secretary.sees("第一党小组")).text.startswith("张三（正式党员）")
    await secretary.sends("李四光")
    await secretary.sees("没看懂")
    await joins(await world.person("张三"), await invited(secretary, "张三"))
    member = await world.person("张三")
    await member.sends("王桂兰")
    await member.sees("没看懂")


async def test_namesakes_are_told_apart(world: World) -> None:
    operator, secretary = await begin(world)
    await import_roster(
        operator,
        f"姓名,支部,党小组,手机号\n张三,{BRANCH},第一党小组,13800000003\n张三,{BRANCH},第二党小组,13800000009\n",
    )
    await secretary.sends("张三")
    shown = await secretary.sees("有几位张三")
    await secretary.taps(f"{BRANCH} · 第二党小组", on=shown)
    assert "13800000009" in (await secretary.sees("第二党小组")).text


async def test_a_code_needs_no_command_before_it(world: World) -> None:
    _, secretary = await begin(world)
    code = await invited(secretary, "张三")
    member = await world.person("张三")
    await member.sends(f"{code[:4]} {code[4:8]}-{code[8:]}".lower())
    await member.sees("这是您本人吗")
    await member.taps("同意加入")
    shown = await member.sees("欢迎您")
    assert shown.buttons == ["记一次服务", "我的星级", "我的记录", "会议", "学习", "党费", "工作安排", "承诺"]


async def test_the_operator_is_told_what_to_do_and_no_nonsense(world: World) -> None:
    operator = await world.operator()
    await operator.sends("帮助")
    shown = await operator.sees("把名册文件")
    assert "邀请链接" not in shown.text
    for said in ("/stars", "/mine", "/me"):
        await operator.sends(said)
        await operator.sees("不在支部名册里")
    await import_roster(operator)
    await operator.sends("/roster")
    secretary = await world.person("王桂兰")
    await operator.sends("王桂兰")
    await operator.sees("支部书记")
    await operator.taps("邀请")
    await joins(secretary, code_in(await operator.sees("只发给本人")))
