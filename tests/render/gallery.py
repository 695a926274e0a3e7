"""One card of every kind, as the tests draw them; ``python -m tests.render.gallery FOLDER`` shows them all.

With ``--keep`` the small pictures in tests/render/pictures are made anew: look at them before you commit.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from bot.domain.cards import (
    BranchYear,
    Card,
    Certificate,
    Colour,
    Coverage,
    MonthBars,
    Plaque,
    PledgeCard,
    PledgedItem,
    Proof,
    Share,
    StarCard,
    Tile,
)
from bot.render.drawing import picture

KEPT = Path(__file__).resolve().parent / "pictures"
SMALL = 360  # pixels: as wide as the pictures are kept
PROOF = Proof("https://t.me/zhibu_example_bot?start=v_K7M2QX94TB", "K7M2Q-X94TB", "扫码验真")
MONTHS = tuple(f"{month}月" for month in range(1, 13))
LONG_BRANCH = "中共红星镇东风社区第三网格流动党员与两新组织联合党支部委员会驻滨江新区工作站"
MINORITY = "买买提艾力·阿卜杜热合曼·吐尔逊江"

CARDS: Mapping[str, Card] = {
    "stars": StarCard(
        title="星级卡",
        name="王淑珍",
        branch="红星村党支部",
        year="2026年",
        stars=4,
        top=5,
        line="服务 21 次，46.5 小时",
        note="再服务 4 次就是五星",
    ),
    "stars-proof": StarCard(
        title="星级卡",
        name="欧阳喆堃",
        branch="滨江社区第二党支部",
        year="2026年",
        stars=5,
        top=5,
        line="全年服务 27 次，58 小时",
        note="公示无异议，最终结果",
        colour=Colour.BLUE,
        proof=PROOF,
    ),
    "stars-ten": StarCard(
        title="十星级党员",
        name=MINORITY,
        branch=LONG_BRANCH,
        year="2026年",
        stars=7,
        top=10,
        line="政治、学习、服务、纪律、团结、奉献、廉洁七项获星",
        note="公示无异议，最终结果",
        colour=Colour.GREEN,
        proof=PROOF,
    ),
    "plaque": Plaque(
        title="五星级党员示范户",
        name="张翀家庭",
        branch="红星村党支部",
        year="2026年度",
        issuer="中共红星镇委员会",
        day="2027年1月8日",
        stars=5,
        number="编号 12-2026-0007",
        proof=PROOF,
    ),
    "plaque-month": Plaque(
        title="每月一星",
        name=MINORITY,
        branch=LONG_BRANCH,
        year="2026年11月",
        issuer="中共红星镇委员会",
        day="2026年12月1日",
        line="暴雨夜连续六小时转移低洼处住户",
        colour=Colour.PLUM,
        proof=PROOF,
    ),
    "certificate": Certificate(
        title="志愿服务证书",
        name="李焱淼",
        body=(
            "2026年度参加本支部组织的志愿服务，服务内容为敬老助残、环境卫生和政策宣讲，记录全部经服务组织单位确认。",
            "特发此证，以资证明。",
        ),
        number="编号 12-2026-0007",
        issuer="红星村党支部",
        day="2027年1月8日",
        tiles=(Tile("58.5", "小时"), Tile("27", "次服务"), Tile("★ 5", "星级")),
        proof=PROOF,
    ),
    "pledge": PledgeCard(
        title="公开承诺",
        who="陈龑",
        branch="红星村党支部",
        year="2026年",
        items=(
            PledgedItem("帮扶2户困难家庭，每月上门一次，帮助办理医保和低保手续", "12月20日前", True),
            PledgedItem("每周六上午清扫村口广场", "12月31日前"),
            PledgedItem("为老年人开办智能手机小课堂四次", "11月30日前", True),
        ),
        state="践诺中",
        proof=PROOF,
    ),
    "pledge-kept": PledgeCard(
        title="支部公开承诺",
        who=LONG_BRANCH,
        branch="中共红星镇委员会",
        year="2026年",
        items=(
            PledgedItem("修好村东头300米便道", "10月1日前", True),
            PledgedItem("为全村独居老人安装一键呼叫", "12月1日前", True),
        ),
        state="已兑现",
        kept=True,
        colour=Colour.AMBER,
        note="第二项因设备到货推迟两周，已按期完成其余工作。",
        proof=PROOF,
    ),
    "months": MonthBars(
        title="我的一年",
        name="王淑珍 · 红星村党支部",
        year="2026年",
        months=MONTHS,
        amounts=(2, 0, 4.5, 3, 6, 2.5, 0, 8, 5.5, 7, 8, 0),
        unit="小时",
        tiles=(Tile("46.5", "小时"), Tile("21", "次服务"), Tile("★★★★", "四星")),
        line="十月以来每月都有服务，再服务 4 次就是五星。",
        current=10,
    ),
    "branch": BranchYear(
        title="支部的一年",
        branch="滨江社区第二党支部",
        year="2026年",
        months=MONTHS,
        amounts=(32, 18, 44.5, 63, 86, 52.5, 40, 78, 105.5, 97, 128, 0),
        unit="服务小时",
        tiles=(Tile("744", "小时"), Tile("312", "次服务"), Tile("38 / 42", "参加党员")),
        stars_title="党员星级",
        stars=(("五星", 6), ("四星", 9), ("三星", 12), ("二星", 7), ("一星", 4), ("未上星", 4)),
        colour=Colour.BLUE,
    ),
    "coverage": Coverage(
        title="承诺覆盖",
        name="红星村党支部",
        year="2026年",
        part=18,
        whole=20,
        line="18 / 20 名党员已公开承诺",
        shares=(Share("第一党小组", 7, 7), Share("第二党小组", 6, 7), Share("第三党小组", 5, 6)),
        colour=Colour.GREEN,
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.render.gallery", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    for name, card in CARDS.items():
        if given.folder is not None:
            (given.folder / f"{name}.png").write_bytes(picture(card))
        if given.keep:
            (KEPT / f"{name}.png").write_bytes(picture(card, SMALL))


if __name__ == "__main__":
    main()
