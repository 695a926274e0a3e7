"""The words that rosters use: header names and the values of the coded columns, in Chinese and English."""

import unicodedata
from collections.abc import Mapping

from bot.domain.people import MemberCategory, MemberKind, Office, Sector

# The best word first: a sheet may have two headers for one column.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "党员姓名", "名字", "name", "full name"),
    "branch": (
        "支部",
        "党支部",
        "所在支部",
        "所在党支部",
        "所属支部",
        "所属党支部",
        "支部名称",
        "党支部名称",
        "所在党组织",
        "branch",
        "party branch",
    ),
    "sector": ("领域", "所属领域", "支部领域", "支部类型", "sector"),
    "group": ("党小组", "小组", "所在党小组", "所属党小组", "所在小组", "党小组名称", "group", "party group"),
    "kind": ("党员类别", "类别", "人员类别", "党员类型", "kind", "member kind", "member type"),
    "category": ("分类", "党员分类", "人员分类", "category", "member category"),
    "office": ("党内职务", "支部职务", "党组织职务", "职务", "office", "post"),
    "joined-on": (
        "入党日期",
        "入党时间",
        "加入党组织日期",
        "加入党组织时间",
        "joined",
        "joined on",
        "joining date",
        "date joined",
    ),
    "phone": (
        "手机号",
        "手机号码",
        "手机",
        "mobile",
        "mobile phone",
        "联系电话",
        "电话",
        "电话号码",
        "联系方式",
        "phone",
        "phone number",
    ),
    "skills": ("特长", "技能", "专长", "特长技能", "skills", "skill"),
}

KINDS: Mapping[str, MemberKind] = {
    **dict.fromkeys(("正式", "正式党员", "full", "full member"), MemberKind.FULL),
    **dict.fromkeys(
        ("预备", "预备党员", "probationary", "probationary member", "candidate"), MemberKind.PROBATIONARY
    ),
}

CATEGORIES: Mapping[str, MemberCategory] = {
    **dict.fromkeys(("无职", "无职党员", "no post", "no-post", "none-post"), MemberCategory.NO_POST),
    **dict.fromkeys(("流动", "流动党员", "外出流动党员", "mobile"), MemberCategory.MOBILE),
    **dict.fromkeys(
        ("困难", "困难党员", "生活困难党员", "in difficulty", "in-difficulty"), MemberCategory.IN_DIFFICULTY
    ),
    **dict.fromkeys(("能人", "能人党员", "able"), MemberCategory.ABLE),
    **dict.fromkeys(("老党员", "年老党员", "年老体弱党员", "老年党员", "elderly"), MemberCategory.ELDERLY),
}

SECTORS: Mapping[str, Sector] = {
    **dict.fromkeys(("农村", "村", "农村党支部", "rural", "village"), Sector.RURAL),
    **dict.fromkeys(("社区", "街道社区", "城市社区", "community"), Sector.COMMUNITY),
    **dict.fromkeys(("企业", "国企", "国有企业", "enterprise", "company"), Sector.ENTERPRISE),
    **dict.fromkeys(
        ("机关", "事业单位", "机关事业", "机关事业单位", "机关和事业单位", "agency"), Sector.AGENCY
    ),
    **dict.fromkeys(("学校", "高校", "中小学", "教育", "school"), Sector.SCHOOL),
    **dict.fromkeys(
        (
            "两新",
            "两新组织",
            "新经济组织",
            "新社会组织",
            "社会组织",
            "非公",
            "非公企业",
            "new organisation",
            "new-organisation",
            "new organization",
        ),
        Sector.NEW_ORGANISATION,
    ),
}

OFFICES: Mapping[str, Office] = {
    **dict.fromkeys(("书记", "支部书记", "党支部书记", "secretary"), Office.SECRETARY),
    **dict.fromkeys(("副书记", "支部副书记", "党支部副书记", "deputy", "deputy secretary"), Office.DEPUTY),
    **dict.fromkeys(
        (
            "委员",
            "支委",
            "支部委员",
            "支委委员",
            "党支部委员",
            "组织委员",
            "宣传委员",
            "纪检委员",
            "青年委员",
            "统战委员",
            "群团委员",
            "保密委员",
            "committee member",
            "committee-member",
        ),
        Office.COMMITTEE_MEMBER,
    ),
    **dict.fromkeys(
        ("组长", "小组长", "党小组长", "党小组组长", "group leader", "group-leader"), Office.GROUP_LEADER
    ),
    **dict.fromkeys(
        ("联系点领导", "联系领导", "包联领导", "contact leader", "contact-leader"), Office.CONTACT_LEADER
    ),
    **dict.fromkeys(
        ("党委管理员", "党务管理员", "committee administrator", "committee-administrator"),
        Office.COMMITTEE_ADMINISTRATOR,
    ),
}

NO_OFFICE = frozenset({"党员", "普通党员", "member"})
NOTHING = frozenset({"", "无", "没有", "暂无", "-", "--", "—", "——", "/", "\\", "none", "n/a", "null"})


def plain(word: str) -> str:
    """A word as these tables hold it: one width, lower case, no spaces between Chinese characters."""
    text = " ".join(unicodedata.normalize("NFKC", word).lower().replace("_", " ").split())
    return text if text.isascii() else text.replace(" ", "")
