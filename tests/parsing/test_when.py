"""A moment still to come, in words. Now it is Friday, 20 November 2026, 10:17."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.parsing.dates import make_date, monthless
from bot.parsing.draft import Doubt
from bot.parsing.when import FARTHEST, LONGEST, WHEN_DOUBTS, read_when

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 10, 17, 30, tzinfo=SHANGHAI)
UNHURRIED = settings(deadline=None)
TRADITIONAL = [opencc.OpenCC(name).convert for name in ("s2t", "s2hk", "s2tw")]


def said(text: str, now: datetime = NOW) -> str:
    """The moment as 11-21 08:00, or the doubt's code."""
    read = read_when(text, now)
    if isinstance(read, Doubt):
        assert read.code in WHEN_DOUBTS
        return read.code
    assert read.tzinfo is now.tzinfo
    return read.strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("明早8点", "11-21 08:00"),
        ("明天早上八点", "11-21 08:00"),
        ("今晚7点半", "11-20 19:30"),
        ("明晚八点", "11-21 20:00"),
        ("后天上午9:30", "11-22 09:30"),
        ("大后天中午12点半", "11-23 12:30"),
        ("明日上午九时三十分", "11-21 09:30"),
        ("明儿早上七点", "11-21 07:00"),
        ("11月25日19:00", "11-25 19:00"),
        ("11月25号 晚上7:30分", "11-25 19:30"),
        ("十一月二十五日下午三点一刻", "11-25 15:15"),
        ("11/25 19:00", "11-25 19:00"),
        ("11.25 9:00", "11-25 09:00"),
        ("2026-12-01 09:30", "12-01 09:30"),
        ("2026年12月1日8点整", "12-01 08:00"),
        ("25号8点", "11-25 08:00"),
        ("下周一9点", "11-23 09:00"),
        ("下周一早上8点半", "11-23 08:30"),
        ("下个星期天下午两点半", "11-29 14:30"),
        ("下下周三 10:00", "12-02 10:00"),
        ("这周五晚上8点", "11-20 20:00"),
        ("三天后上午九点", "11-23 09:00"),
        ("一周后早8点", "11-27 08:00"),
        ("两天之后的上午9点", "11-22 09:00"),
        ("11月25日周三上午9点", "11-25 09:00"),
        ("明天差五分八点", "11-21 07:55"),
        ("７：３０", "11-21 07:30"),
        ("19點30", "11-20 19:30"),
        ("下週一晚上8點", "11-23 20:00"),
        ("兩個半鐘頭後", "11-20 12:47"),
        ("後天早上六點", "11-22 06:00"),
        ("tomorrow 8am", "11-21 08:00"),
        ("tomorrow at 7:30 pm", "11-21 19:30"),
        ("tonight at 8", "11-20 20:00"),
        ("the day after tomorrow at noon", "11-22 12:00"),
        ("next Monday at 9", "11-23 09:00"),
        ("on Friday at 3pm", "11-20 15:00"),
        ("Sat 9am", "11-21 09:00"),
        ("Nov 25 at 7pm", "11-25 19:00"),
        ("the 25th of November, 19:00", "11-25 19:00"),
        ("in 3 days at 10am", "11-23 10:00"),
        ("a week from now, 9am", "11-27 09:00"),
    ],
)
def test_moments(text: str, moment: str) -> None:
    assert said(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("两小时后", "11-20 12:17"),
        ("半小时后", "11-20 10:47"),
        ("半个钟头以后", "11-20 10:47"),
        ("1个半小时后", "11-20 11:47"),
        ("1.5小时后", "11-20 11:47"),
        ("一小时半后", "11-20 11:47"),
        ("一个小时20分钟后", "11-20 11:37"),
        ("一个小时零五分钟之后", "11-20 11:22"),
        ("一小时三刻钟后", "11-20 12:02"),
        ("90分钟后", "11-20 11:47"),
        ("一刻钟后", "11-20 10:32"),
        ("再过20分钟", "11-20 10:37"),
        ("过半小时发", "11-20 10:47"),
        ("24小时后", "11-21 10:17"),
        ("in 2 hours", "11-20 12:17"),
        ("in 1.5 hours", "11-20 11:47"),
        ("in half an hour", "11-20 10:47"),
        ("in an hour and a half", "11-20 11:47"),
        ("in two and a half hours", "11-20 12:47"),
        ("in 45 min", "11-20 11:02"),
        ("30 minutes from now", "11-20 10:47"),
        ("two hours later", "11-20 12:17"),
    ],
)
def test_counted_from_now(text: str, moment: str) -> None:
    assert said(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # In daytime: 7 to 12 as written, 1 to 6 in the afternoon.
        ("11点", "11-20 11:00"),
        ("12点半", "11-20 12:30"),
        ("3点", "11-20 15:00"),
        ("6点", "11-20 18:00"),
        ("明天3点", "11-21 15:00"),
        ("明天7点", "11-21 07:00"),
        ("03:00", "11-21 03:00"),
        ("20:00", "11-20 20:00"),
        # Without a day the next one.
        ("8点", "11-21 08:00"),
        ("早8点", "11-21 08:00"),
        ("晚8点", "11-20 20:00"),
        ("凌晨3点", "11-21 03:00"),
        # When today is said, what is left of it.
        ("今天8点", "11-20 20:00"),
        ("20号8点", "11-20 20:00"),
        ("今天12点", "11-20 12:00"),
        # A weekday is the next one, today included.
        ("周五下午3点", "11-20 15:00"),
        ("周五8点", "11-27 08:00"),
        ("周一上午9点", "11-23 09:00"),
        # A part of the day has a usual hour.
        ("后天上午", "11-22 09:00"),
        ("明早", "11-21 08:00"),
        ("今天中午", "11-20 12:00"),
        ("下午", "11-20 15:00"),
        ("周日傍晚", "11-22 19:00"),
        ("晚上", "11-20 19:00"),
        ("上午", "11-21 09:00"),
        ("tomorrow evening", "11-21 19:00"),
        # Midnight ends the evening.
        ("今晚12点", "11-21 00:00"),
        ("今晚24点", "11-21 00:00"),
        ("明天零点", "11-21 00:00"),
        ("明晚十二点半", "11-22 00:30"),
        # A day of the month, a month and a day: the next one.
        ("18号9点", "12-18 09:00"),
        ("31号9点", "12-31 09:00"),
        ("1月5日上午9点", "01-05 09:00"),
    ],
)
def test_what_is_meant(text: str, moment: str) -> None:
    assert said(text) == moment


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "time-unclear"),
        ("   ", "time-unclear"),
        ("。", "time-unclear"),
        ("hello", "time-unclear"),
        ("8", "time-unclear"),
        ("马上", "time-unclear"),
        ("晚点", "time-unclear"),
        ("两小时", "time-unclear"),
        ("明天8点开会", "time-unclear"),
        ("不要明天8点", "time-unclear"),
        ("明天8点前", "time-unclear"),
        ("每天8点", "time-unclear"),
        ("请大家带好雨衣，明天8点在村部集合", "time-unclear"),
        ("by 8am tomorrow", "time-unclear"),
        ("昨天8点", "past"),
        ("上周一8点", "past"),
        ("前天", "time-missing"),
        ("3天前8点", "past"),
        ("11月18日8点", "past"),
        ("今天10点", "past"),
        ("今早8点", "past"),
        ("0分钟后", "past"),
        ("yesterday at 8pm", "past"),
        ("400天后8点", "too-far"),
        ("2031年1月5日8点", "too-far"),
        ("9999-12-31 24点", "too-far"),
        ("明天", "time-missing"),
        ("11月30日", "time-missing"),
        ("三天后", "time-missing"),
        ("tomorrow", "time-missing"),
        ("今天上午", "time-missing"),
        ("明天凌晨", "time-missing"),
        ("明天夜里", "time-missing"),
        ("2月30日8点", "date-impossible"),
        ("32号8点", "date-impossible"),
        ("11月25日周四上午9点", "day-contradictory"),
        ("下周", "day-unclear"),
        ("周末上午", "day-unclear"),
        ("下周末上午", "day-unclear"),
        ("月底", "day-unclear"),
        ("下个月8点", "day-unclear"),
        ("过两天上午9点", "day-unclear"),
        ("next week 9am", "day-unclear"),
        ("明天或后天8点", "time-unclear"),
        ("明天后天8点", "two-days"),
        ("周一 周二8点", "two-days"),
        ("今天9点", "past"),
        ("晚上3点", "time-contradictory"),
        ("上午15点", "time-contradictory"),
        ("明天25点", "time-impossible"),
        ("24点30分", "time-impossible"),
        ("明天8:75", "time-impossible"),
        ("上午24点", "time-impossible"),
        ("明早晚上8点", "two-day-parts"),
        ("明天8点到9点", "two-times"),
        ("明天两小时后", "two-times"),
        ("一小时后或两小时后", "time-unclear"),
        ("一小时后 两小时后", "two-times"),
        ("明天8点" + "。" * LONGEST, "time-unclear"),
    ],
)
def test_doubts(text: str, code: str) -> None:
    assert said(text) == code


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("明天８点開會", "開會"),
        ("11月25日周四上午9点", "11月25日 / 周四"),
        ("明天25点", "25点"),
        ("Tomorrow 8AM, Bring Pens", "Bring Pens"),
    ],
)
def test_a_doubt_quotes_what_was_written(text: str, piece: str) -> None:
    read = read_when(text, NOW)
    assert isinstance(read, Doubt)
    assert read.text == piece


@pytest.mark.parametrize(
    "text",
    [
        "请明天8点发送",
        "就明天早上八点发吧",
        "定在明早8点左右",
        "改到明早八点钟",
        "明早8点准时推送。",
        "明早8點準時發送",
        "please send it tomorrow at 8",
    ],
)
def test_words_of_courtesy(text: str) -> None:
    assert said(text) == "11-21 08:00"


@pytest.mark.parametrize(
    ("now", "text", "moment"),
    [
        ("2026-11-20T15:30", "今天下午", "time-missing"),
        ("2026-11-20T20:30", "今晚", "time-missing"),
        ("2026-11-20T23:30", "今天8点", "past"),
        ("2026-11-20T23:30", "晚上7点", "11-21 19:00"),
        ("2026-11-21T00:20", "明早8点", "11-22 08:00"),
        ("2026-12-31T22:00", "明早8点", "01-01 08:00"),
        ("2027-01-31T09:00", "30号9点", "03-30 09:00"),
        ("2026-11-20T08:00", "8点", "11-21 08:00"),
        ("2026-11-20T07:59:59", "8点", "11-20 08:00"),
    ],
)
def test_at_other_times(now: str, text: str, moment: str) -> None:
    assert said(text, datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)) == moment


def test_two_hours_are_two_hours_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = datetime(2026, 10, 25, 1, 30, tzinfo=berlin)
    read = read_when("两小时后", night)
    assert isinstance(read, datetime)
    assert read.astimezone(UTC) - night.astimezone(UTC) == timedelta(hours=2)


def test_a_clock_without_a_zone_stays_without() -> None:
    assert read_when("半小时后", NOW.replace(tzinfo=None)) == datetime(2026, 11, 20, 10, 47)  # noqa: DTZ001 -- asked for


# What is printed is read back.

nows = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda n: datetime(2026, 1, 1, tzinfo=SHANGHAI) + timedelta(minutes=n)
)
clock_minutes = st.integers(0, 1439)
PARTS = [(0, 5, "凌晨"), (5, 12, "上午"), (12, 13, "中午"), (13, 18, "下午"), (18, 24, "晚上")]
WEEKDAYS = "一二三四五六日"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def spoken(minute: int) -> str:
    """下午3点半."""
    hour, rest = divmod(minute, 60)
    part = next(name for first, past, name in PARTS if first <= hour < past)
    shown = hour - 12 if hour > 12 else hour
    return f"{part}{shown}点" + ("半" if rest == 30 else f"{rest:02}分" if rest else "")


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def twelve(minute: int) -> str:
    """3:30 pm."""
    hour = minute // 60
    return f"{(hour - 1) % 12 + 1}:{minute % 60:02} {'pm' if hour >= 12 else 'am'}"


@UNHURRIED
@given(nows, st.integers(1, 365), clock_minutes, st.data())
def test_a_printed_moment_is_read_back(now: datetime, ahead: int, minute: int, data: st.DataObject) -> None:
    day = now.date() + timedelta(days=ahead)
    month_day = f"{day.month}月{day.day}日"
    weekday = WEEKDAYS[day.weekday()]
    ways = [
        f"{day.year}年{month_day}{spoken(minute)}",
        f"{day.year}年{month_day}星期{weekday} {clock(minute)}",
        f"{day.isoformat()} {clock(minute)}",
        f"{ahead}天后{spoken(minute)}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}, {twelve(minute)}",
        f"in {ahead} days at {twelve(minute)}",
    ]
    if ahead <= 180:
        ways += [f"{month_day}{spoken(minute)}", f"{day.month}/{day.day} {clock(minute)}"]
        ways.append(f"{MONTHS[day.month - 1]} {day.day} at {twelve(minute)}")
    if monthless(day.day, now.date(), ahead=True) == day:
        ways.append(f"{day.day}号{spoken(minute)}")
    if ahead < 4:
        ways.append(("明天", "后天", "大后天")[ahead - 1] + spoken(minute))
    if ahead <= 7:
        ways.append(f"周{weekday}{spoken(minute)}" if ahead < 7 else f"一周后{clock(minute)}")
    monday = now.date() - timedelta(days=now.weekday())
    if 1 <= (day - monday).days // 7 <= 2:
        ways.append(f"{'下' * ((day - monday).days // 7)}周{weekday}{spoken(minute)}")
    text = data.draw(st.sampled_from(ways))
    meant = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=SHANGHAI)
    if meant - now > FARTHEST:
        return
    for written in {text, *(convert(text) for convert in TRADITIONAL)}:
        assert read_when(written, now) == meant, written


@UNHURRIED
@given(nows, st.integers(0, 48), st.integers(0, 59))
def test_a_printed_delay_is_read_back(now: datetime, hours: int, minutes: int) -> None:
    length = timedelta(hours=hours, minutes=minutes)
    ways = [f"{hours}小时{minutes}分钟后", f"{hours * 60 + minutes}分钟后"]
    if not minutes:
        ways.append(f"in {hours} hours")
    for text in ways:
        read = read_when(text, now)
        if length:
            assert read == now + length
        else:
            assert isinstance(read, Doubt)
            assert read.code == "past"


@UNHURRIED
@given(nows, clock_minutes)
def test_a_time_alone_is_the_next_one(now: datetime, minute: int) -> None:
    read = read_when(spoken(minute), now)
    assert isinstance(read, datetime)
    assert (read.hour, read.minute) == divmod(minute, 60)
    assert timedelta() < read - now <= timedelta(days=1)


VOCABULARY = """
今 明 后天 大 昨 早 晚 上午 下午 凌晨 中午 夜里 周 星期 下 一 三 两 8 12 30 点 半 时 分 刻 号 日 月 年
: - / ， 到 后 前 过 小时 分钟 天 个 发 吧 每 tomorrow in at next Mon pm hours ago a
"""
WORDS = [" ", *re.findall(r"\S+", VOCABULARY)]


@UNHURRIED
@given(st.lists(st.sampled_from(WORDS), max_size=10).map("".join) | st.text(max_size=20), nows)
def test_any_text_is_a_moment_to_come_or_a_doubt(text: str, now: datetime) -> None:
    read = read_when(text, now)
    if isinstance(read, Doubt):
        assert read.code in WHEN_DOUBTS
        assert all(piece in text for piece in read.text.split(" / ") if " / " not in text)
    else:
        assert timedelta() < read - now <= FARTHEST
        assert (read.second, read.microsecond) == (0, 0)


@UNHURRIED
@given(nows, st.integers(1, 31))
def test_a_day_of_the_month_is_the_next_such_day(now: datetime, number: int) -> None:
    day = monthless(number, now.date(), ahead=True)
    assert isinstance(day, date)
    assert day.day == number
    assert day >= now.date()
    between = [now.date() + timedelta(days=n) for n in range((day - now.date()).days)]
    assert all(each.day != number for each in between)
    assert make_date(day.year, day.month, number) == day
