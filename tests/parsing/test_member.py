from datetime import date

import pytest

from bot.domain.people import MemberCategory, MemberKind, Office
from bot.parsing import Doubt, MemberSentence, member_sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "添加党员 张三 第一党小组 手机13800000000 2010年7月1日入党",
            MemberSentence("张三", "第一党小组", "13800000000", date(2010, 7, 1)),
        ),
        (
            "添加党员 张三 第一党小组 手机13800000000 2010年7月入党",
            MemberSentence(
                "张三",
                "第一党小组",
                "13800000000",
                date(2010, 7, 1),
                doubts=(Doubt("joined-day-assumed", "2010年7月入党"),),
            ),
        ),
        ("添加党员张三", MemberSentence("张三")),
        ("添加 新党员 周小川，2组", MemberSentence("周小川", "2组")),
        ("新增预备党员：李小芳，2组", MemberSentence("李小芳", "2组", kind=MemberKind.PROBATIONARY)),
        ("添加 王五 预备党员", MemberSentence("王五", kind=MemberKind.PROBATIONARY)),
        ("加党员 欧阳海 组长 东街党小组", MemberSentence("欧阳海", "东街党小组", office=Office.GROUP_LEADER)),
        ("添加党员 赵六，支部书记", MemberSentence("赵六", office=Office.SECRETARY)),
        (
            "添加党员 孙七 宣传委员 流动党员",
            MemberSentence("孙七", category=MemberCategory.MOBILE, office=Office.COMMITTEE_MEMBER),
        ),
        ("添加党员 周八 困难", MemberSentence("周八", category=MemberCategory.IN_DIFFICULTY)),
        ("添加党员 吴九 无职党员", MemberSentence("吴九", category=MemberCategory.NO_POST)),
        ("添加党员 郑十 能人", MemberSentence("郑十", category=MemberCategory.ABLE)),
        (
            "添加老党员 冯大山 电话 138 0000 0000",
            MemberSentence("冯大山", phone="13800000000", category=MemberCategory.ELDERLY),
        ),
        (
            "添加党员 阿依古丽·买买提 手机：+86 13800000000",
            MemberSentence("阿依古丽·买买提", phone="13800000000"),
        ),
        ("添加黨員 張三 第一黨小組 電話13800000000", MemberSentence("張三", "第一黨小組", "13800000000")),
        ("添加党员 㛃𠅤 2012-07-01入党", MemberSentence("㛃𠅤", joined=date(2012, 7, 1))),
        (
            "添加党员 姓名：张三 手机：123",
            MemberSentence("张三", doubts=(Doubt("phone-unclear", "手机：123"),)),
        ),
        (
            "添加党员 张三 2010年2月30日入党",
            MemberSentence("张三", doubts=(Doubt("date-impossible", "2010年2月30日入党"),)),
        ),
        ("添加党员 张三 2010年入党", MemberSentence("张三", doubts=(Doubt("joined-unclear", "2010年入党"),))),
        (
            "添加党员 张三 身份证 110101 19900307 1234",
            MemberSentence("张三", doubts=(Doubt("identity-number", ""),)),
        ),
        ("添加党员 张三 11010119900101123X", MemberSentence("张三", doubts=(Doubt("identity-number", ""),))),
        ("添加党员", MemberSentence(doubts=(Doubt("name-unclear", ""),))),
        (
            "add member Zhang San, group: East, phone 13800000000, joined 2010-07-01",
            MemberSentence("Zhang San", "East", "13800000000", date(2010, 7, 1)),
        ),
        ("今天扫雪2小时", None),
        ("你好", None),
    ],
)
def test_member(text: str, expected: MemberSentence | None) -> None:
    assert member_sentence(text) == expected
