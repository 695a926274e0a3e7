from datetime import date

import pytest

from bot.parsing import looks_like_service

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "今天上午在东关社区扫雪2小时",
        "昨天扫雪了",
        "昨晚巡逻两小时",
        "昨天在东关社区帮忙包饺子",
        "扫雪2小时",
        "昨天包饺子3小时",
        "18号给老人理发半天",
        "昨天在社区扫雪几个小时",
        "上周末在社区捡垃圾",
        "今天下午2点到4点宣讲政策",
        "昨天下午兩點到四點半在東關社區掃雪",
        "明天我去扫雪2小时",
        "时间：昨天 地点：文化站 内容：排练",
        "yesterday 2h cleaning at East Gate",
        "2 hours patrol today",
        "helped at the nursing home last Saturday",
        "今天在李奶奶家修水管",
        "2月30日扫雪2小时",
    ],
)
def test_a_record(text: str) -> None:
    assert looks_like_service(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "你好",
        "谢谢",
        "在吗",
        "收到",
        "好的",
        "早上好",
        "晚上好",
        "大家早上好",
        "谢谢大家昨天扫雪",
        "辛苦了",
        "明天见",
        "今天天气真好",
        "昨天扫雪了吗",
        "今天扫雪要几个小时？",
        "什么时候开会",
        "明天下午3点开会",
        "今天几号",
        "今天休息",
        "我今天生病了不能去扫雪",
        "今天没去巡逻",
        "请大家明天上午9点到广场扫雪",
        "扫雪",
        "我要退出",
        "怎么登记昨天的扫雪2小时",
        "通知：明天上午9点扫雪",
        "2小时",
        "昨天",
        "昨天2小时",
        "13800000000",
        "123",
        "?",
        "hello",
        "thanks",
        "how do I log 2 hours of cleaning",
        "today",
        "good morning",
        "see you tomorrow",
        "please clean at 9am tomorrow",
        "I couldn't clean yesterday",
        "祝大家周末愉快",
        "👍",
        "ok",
        "张三",
    ],
)
def test_no_record(text: str) -> None:
    assert not looks_like_service(text, TODAY)
