"""Made-up official texts of the shape that real plans have: a title, numbered sections, long paragraphs."""

import random
from functools import lru_cache

_NUMBERS = "一二三四五六七八九十"
_DOERS = ("各党小组", "全体党员", "支委会", "志愿服务队", "联络员", "村级活动场所", "各责任区", "年轻党员")
_DEEDS = ("走访", "登记", "清扫", "值守", "报送", "讲解", "结对帮助", "公示", "核对", "慰问")
_THINGS = ("困难家庭", "河道两岸", "防火路口", "独居老人", "台账资料", "公共菜园", "夜间照明", "健身器材")
_WHEN = ("每月5日前", "上午9:30", "11月25日至28日", "雨雪天气过后", "农闲时节", "收到通知24小时内", "")
_TAILS = ("做到有人管", "不留死角", "完成率达到95.5%以上", "每户不少于2次", "经费以1,200元为限", "及时反馈")


@lru_cache
def plan(length: int, seed: int = 1, numbered: bool = True) -> str:
    """A text of at least ``length`` characters, "" for 0; without headings it is paragraphs alone."""
    if not length:
        return ""
    chance = random.Random(seed)
    lines = [f"关于开展{chance.choice(_DEEDS)}{chance.choice(_THINGS)}工作的安排", "各党小组、全体党员:"]
    section = 0
    while sum(map(len, lines)) + len(lines) < length:
        section += 1
        if numbered:
            lines.append(f"{_NUMBERS[(section - 1) % 10]}、{chance.choice(_DEEDS)}{chance.choice(_THINGS)}")
        for item in range(1, chance.randint(2, 5)):
            head = f"({_NUMBERS[item - 1]}){chance.choice(_DOERS)}怎么做。" if numbered else ""
            lines.append(head + "".join(_sentence(chance) for _ in range(chance.randint(1, 6))))
    return "\n".join(lines)


def _sentence(chance: random.Random) -> str:
    deeds = "、".join(chance.sample(_DEEDS, 2))
    return (
        f"{chance.choice(_WHEN)}由{chance.choice(_DOERS)}负责{deeds}{chance.choice(_THINGS)},"
        f"{chance.choice(_TAILS)}{chance.choice(';。。!')}"
    )
