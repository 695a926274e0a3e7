"""Keywords → category of service. The longest keyword decides; of equally long ones the first."""

from __future__ import annotations

import re
from functools import cache

from bot.domain.service import ServiceCategory
from bot.parsing.scan import shadow

KEYWORDS: dict[ServiceCategory, str] = {
    ServiceCategory.POLICY_TALK: """
        宣讲 宣传 宣传政策 政策宣传 政策宣讲 讲政策 解读政策 讲党课 党课 理论宣讲 普法 法律宣传 反诈宣传
        发传单 发放传单 发放宣传单 政策解读 医保宣传 讲故事 传达精神
        policy talk, policies, policy, leaflet, publicity, explained the law, outreach""",
    ServiceCategory.HOUSEHOLD_HELP: """
        结对 结对帮扶 帮扶 入户 入户走访 走访 走访贫困户 送米面 送米 送面 送油 送煤 送温暖 困难户 贫困户
        困难家庭 脱贫户 帮困 扶贫 代办 代买 跑腿 搬家 修水管 换灯泡 修电器 修房 资助 帮邻居 替邻居 给邻居
        household, families in need, poor family, needy, moved house, shopping for, groceries""",
    ServiceCategory.ENVIRONMENT: """
        扫雪 铲雪 清雪 除雪 铲冰 除冰 打扫 打扫卫生 清扫 清洁 清理 保洁 捡垃圾 捡拾垃圾 捡烟头 拾垃圾
        清垃圾 清理垃圾 垃圾分类 环境卫生 环境整治 人居环境 搞卫生 大扫除 扫地 扫街 植树 种树 栽树 棵树
        绿化 拔草 除草 清河 巡河 护河 清淤 小广告 爱国卫生 卫生 洗刷 擦洗 拖地 浇花 浇树
        clean, sweep, swept, shovel, snow, litter, rubbish, garbage, trash, tree, trees, weeds, tidied,
        tidy""",
    ServiceCategory.SAFETY: """
        巡逻 巡防 治安 执勤 值勤 值守 值班 站岗 交通 疏导交通 交通劝导 交通疏导 文明劝导 护学 护学岗 平安
        安全检查 安全巡查 消防检查 隐患排查 矛盾调解 调解 防火巡查 防溺水 巡山 维持秩序 秩序
        patrol, traffic, guard, safety, on duty, crossing, dispute, mediat""",
    ServiceCategory.TECHNICAL: """
        技术指导 技术 种植 种植技术 养殖 培训 农技 电脑培训 手机培训 教手机 教老人用手机 智能手机 施肥
        剪枝 嫁接 病虫害 技能 田间指导 指导 编程 维修家电 义务维修
        technical, training, trained, taught, teach, tutor, computer, smartphone, pruning, grafting,
        workshop""",
    ServiceCategory.ELDERLY_CARE: """
        慰问 慰问老人 看望 看望老人 探望 敬老 敬老爱老 孝老 助老 助残 残疾人 理发 剪发 义剪 剪头发 剪指甲
        陪老人 陪聊 陪伴老人 孤寡老人 空巢老人 独居老人 老人 老党员 量血压 测血压 义诊 送餐 助餐 照顾老人
        照料 养老院 敬老院
        elder, elders, elderly, old people, seniors, nursing home, haircut, haircuts, blood pressure,
        disabled""",
    ServiceCategory.EMERGENCY: """
        防汛 防洪 抗洪 抢险 抢险救灾 抗疫 防疫 疫情防控 核酸 测温 救灾 抗旱 应急 应急救援 救援 救火 扑火
        灭火 转移群众 抗震 抗台 防台风 消杀 无偿献血 献血
        flood, rescue, emergency, epidemic, disaster, firefighting, typhoon, sandbag, blood donation""",
    ServiceCategory.CULTURE: """
        文艺 文艺演出 文艺汇演 演出 表演 体育 广场舞 文化 文化活动 文体 文体活动 唱歌 唱戏 合唱 跳舞 排练
        运动会 球赛 篮球赛 写春联 写对联 送春联 书法 电影 放电影 读书会 阅读 非遗 舞龙 舞狮 秧歌
        performance, concert, dance, dancing, sports, choir, sang, singing, couplets, calligraphy, film,
        festival""",
    ServiceCategory.OTHER: "",
}  # fmt: skip

NAMES: dict[str, ServiceCategory | None] = {
    "政策宣讲": ServiceCategory.POLICY_TALK, "宣讲": ServiceCategory.POLICY_TALK,
    "结对帮扶": ServiceCategory.HOUSEHOLD_HELP, "帮扶": ServiceCategory.HOUSEHOLD_HELP,
    "环境卫生": ServiceCategory.ENVIRONMENT, "环境": ServiceCategory.ENVIRONMENT,
    "治安巡逻": ServiceCategory.SAFETY, "治安": ServiceCategory.SAFETY, "巡逻": ServiceCategory.SAFETY,
    "技术指导": ServiceCategory.TECHNICAL, "技术": ServiceCategory.TECHNICAL,
    "敬老助残": ServiceCategory.ELDERLY_CARE, "敬老": ServiceCategory.ELDERLY_CARE,
    "应急": ServiceCategory.EMERGENCY, "文体": ServiceCategory.CULTURE, "文化": ServiceCategory.CULTURE,
    "其他": ServiceCategory.OTHER, "其它": ServiceCategory.OTHER, "待定": None,
    "policy talk": ServiceCategory.POLICY_TALK, "household help": ServiceCategory.HOUSEHOLD_HELP,
    "environment": ServiceCategory.ENVIRONMENT, "safety": ServiceCategory.SAFETY,
    "technical": ServiceCategory.TECHNICAL, "elderly care": ServiceCategory.ELDERLY_CARE,
    "emergency": ServiceCategory.EMERGENCY, "culture": ServiceCategory.CULTURE,
    "other": ServiceCategory.OTHER, "open": None,
}  # fmt: skip


@cache
def _keywords() -> tuple[dict[str, ServiceCategory], re.Pattern[str]]:
    table: dict[str, ServiceCategory] = {}
    for category, words in KEYWORDS.items():
        for line in words.strip().splitlines():
            listed = line.split(",") if "," in line else line.split()
            table |= {word.strip(): category for word in listed if word.strip()}
    return table, re.compile(
        r"(?<![a-z])(?:" + "|".join(sorted(filter(str.isascii, table), key=len, reverse=True)) + ")"
    )


def find_category(words: str, place: str | None = None) -> ServiceCategory | None:
    """The category that the words name; if they name none, the one the place speaks for; else None."""
    found = _best(shadow(words))
    return found if found is not None or not place else _best(shadow(place))


def _best(text: str) -> ServiceCategory | None:
    table, english = _keywords()
    longest, best = 0, None
    for at in range(len(text)):
        if text[at].isascii():
            continue
        for length in range(min(8, len(text) - at), longest, -1):
            category = table.get(text[at : at + length])
            if category is not None:
                longest, best = length, category
                break
    if best is None:
        for hit in english.finditer(text):
            if len(hit[0]) > longest:
                longest, best = len(hit[0]), table[hit[0]]
    return best
