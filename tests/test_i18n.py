from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Listing, Minutes, Moment, Term, Value
from bot.domain.rich_text import RichText, Span, Style
from bot.i18n import LOCALES, Texts
from bot.text_files import MissingText

REAL = Path(__file__).resolve().parent.parent / "locales"
EXTRA = """
hello = <b>{ $name }</b>
count = { $count ->
    [one] one of { $count }
   *[other] many: { $count }
 }
state = { $state ->
    [confirmed] yes
   *[other] no
 }
when = { $day } / { FULLDATE($day) } / { MONTHDAY($day) }
category-environment = E & F
button = OK
    .hint = a hint
wrong-function = { FULLDATE($name) }
refers = { nothing-here }
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return Texts.load(_copy(tmp_path_factory.mktemp("locales"), EXTRA))


def _copy(folder: Path, extra: str) -> Path:
    for locale in LOCALES:
        (folder / locale).mkdir()
        (folder / locale / "common.ftl").write_text(
            (REAL / locale / "common.ftl").read_text("utf-8"), "utf-8"
        )
        (folder / locale / "extra.ftl").write_text(extra, "utf-8")
    return folder


def test_values_are_escaped_only_for_html(texts: Texts) -> None:
    values: dict[str, Value] = {"name": '<a href="x">&</a>'}
    assert texts.format("en", "hello", values) == '<b>&lt;a href="x"&gt;&amp;&lt;/a&gt;</b>'
    assert texts.format("en", "hello", values, html=False) == '<b><a href="x">&</a></b>'


def test_texts_inside_a_list_are_escaped_too(texts: Texts) -> None:
    assert texts.format("en", "hello", {"name": Listing(("<", Listing(("&",))))}) == "<b>&lt;, &amp;</b>"


@pytest.mark.parametrize("html", [True, False])
@given(name=st.text())
def test_no_value_brings_tags_or_control_characters(texts: Texts, html: bool, name: str) -> None:
    said = texts.format("zh-Hans", "hello", {"name": name}, html=html)
    assert said.startswith("<b>")
    assert said.endswith("</b>")
    inside = said[3:-4]
    assert not any(ord(c) < 32 and c != "\n" for c in inside)
    said.encode()
    if html:
        assert "<" not in inside
        assert ">" not in inside


def test_a_rich_text_keeps_its_formatting_only_in_html(texts: Texts) -> None:
    rich = RichText(
        "a<b\u202e\x00会\r\n议", (Span(Style.BOLD, 5, 6), Span(Style.LINK, 0, 3, "https://a.example"))
    )
    said = '<b><a href="https://a.example">a&lt;b</a>  <b>会</b> \n议</b>'
    assert texts.format("en", "hello", {"name": rich}) == said
    assert texts.format("en", "hello", {"name": rich}, html=False) == "<b>a<b 会\n议</b>"
    assert texts.format("en", "hello", {"name": Listing((rich, "&"))}) == said[:-4] + ", &amp;</b>"


def test_a_long_rich_text_arrives_whole(texts: Texts) -> None:
    rich = RichText("党" * 3_700, (Span(Style.ITALIC, 0, 3_700),))
    assert texts.format("en", "hello", {"name": rich}) == f"<b><i>{rich.text}</i></b>"


def test_direction_overrides_and_lone_surrogates_are_dropped(texts: Texts) -> None:
    assert texts.format("en", "hello", {"name": "a\u202eb\ud800c\x00d"}) == "<b>a b c d</b>"


def test_line_breaks_stay(texts: Texts) -> None:
    assert texts.format("en", "hello", {"name": "a\r\nb\nc"}) == "<b>a\nb\nc</b>"


def test_a_value_as_long_as_a_whole_notice_arrives_whole(texts: Texts) -> None:
    long = "党" * 30_000
    assert texts.format("en", "hello", {"name": long}) == f"<b>{long}</b>"
    assert texts.format("en", "hello", {"name": Listing((long, long))}) == f"<b>{long}, {long}</b>"


def test_numbers_have_no_commas_and_know_their_plural(texts: Texts) -> None:
    assert texts.format("en", "count", {"count": 1}) == "one of 1"
    assert texts.format("en", "count", {"count": 1_234_567}) == "many: 1234567"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_plural_rules_are_those_of_the_language(texts: Texts, locale: str) -> None:
    rule = Locale.parse(locale.replace("-", "_")).plural_form
    for number in range(203):
        assert texts._locales[locale]._bundle._plural_form(number) == rule(number)


def test_what_is_wrong_inside_a_message_is_found_when_it_is_wanted(tmp_path: Path) -> None:
    texts = Texts.load(_copy(tmp_path, "half = { $x\n"))
    with pytest.raises(MissingText, match=r"extra\.ftl: half"):
        texts.format("en", "half")


def test_a_text_value_chooses_a_variant(texts: Texts) -> None:
    assert texts.format("en", "state", {"state": "confirmed"}) == "yes"
    assert texts.format("en", "state", {"state": "returned"}) == "no"


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh-Hans", "11月18日 周三 / 2026年11月18日 / 11月18日"),
        ("zh-Hant", "11月18日 週三 / 2026年11月18日 / 11月18日"),
        ("en", "Wed 18 Nov / 18 Nov 2026 / 18 Nov"),
    ],
)
def test_dates(texts: Texts, locale: str, said: str) -> None:
    assert texts.format(locale, "when", {"day": date(2026, 11, 18)}) == said


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (Minutes(120), "2小时", "2 h"),
        (Minutes(90), "1.5小时", "1.5 h"),
        (Minutes(30), "30分钟", "30 min"),
        (Minutes(100), "1小时40分钟", "1 h 40 min"),
        (Minutes(0), "0小时", "0 h"),
        (Minutes(-90), "-1.5小时", "-1.5 h"),
        (Moment(date(2026, 11, 20), 14 * 60 + 30), "11月20日 14:30", "20 Nov 14:30"),
        (Moment(date(2026, 1, 2), 5), "1月2日 00:05", "2 Jan 00:05"),
        (Listing(("张三", "李四", 3)), "张三、李四、3", "张三, 李四, 3"),
        (Listing(()), "无", "none"),
        (Listing((Minutes(60), date(2026, 5, 4))), "1小时、5月4日 周一", "1 h, Mon 4 May"),
        (Term("category-environment"), "E & F", "E & F"),
    ],
)
def test_values_are_said_in_the_readers_language(
    texts: Texts, value: Value, chinese: str, english: str
) -> None:
    assert texts.format("zh-Hans", "hello", {"name": value}) == f"<b>{chinese}</b>"
    assert texts.format("en", "hello", {"name": value}) == f"<b>{english}</b>"


def test_attributes(texts: Texts) -> None:
    assert texts.format("en", "button.hint") == "a hint"
    with pytest.raises(MissingText):
        texts.format("en", "button.nothing")


@pytest.mark.parametrize(
    ("locale", "key", "values"),
    [
        ("en", "no-such-message", {}),
        ("en", "hello", {}),
        ("en", "hello", {"nmae": "x"}),
        ("en", "state", {"other": "x"}),
        ("en", "hello", {"name": Term("no-such-term")}),
        ("en", "wrong-function", {"name": "x"}),
        ("en", "refers", {}),
        ("fr", "hello", {"name": "x"}),
    ],
)
def test_what_is_missing_is_an_error(texts: Texts, locale: str, key: str, values: dict[str, Value]) -> None:
    with pytest.raises(MissingText):
        texts.format(locale, key, values)


@pytest.mark.parametrize("value", [datetime(2026, 1, 1, tzinfo=UTC), None, 1.5])
def test_only_known_kinds_of_value_are_rendered(texts: Texts, value: object) -> None:
    with pytest.raises(TypeError):
        texts.format("en", "hello", {"name": value})  # type: ignore[dict-item] # the point of the test


def test_has(texts: Texts) -> None:
    assert texts.has("hello")
    assert texts.has("button.hint")
    assert not texts.has("no-such-message")
    assert not texts.has("button.nothing")


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("zh", "zh-Hans"),
        ("zh-hans", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-hant", "zh-Hant"),
        ("zh_TW", "zh-Hant"),
        ("zh-hk", "zh-Hant"),
        ("zh-mo", "zh-Hant"),
        ("en", "en"),
        ("en-GB", "en"),
        ("fr", "zh-Hans"),
        ("", "zh-Hans"),
        (None, "zh-Hans"),
        ("enx", "zh-Hans"),
    ],
)
def test_locale_for(texts: Texts, code: str | None, locale: str) -> None:
    assert texts.locale_for(code) == locale
    if code in ("fr", None):
        assert texts.locale_for(code, default="en") == "en"


def test_a_syntax_error_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"zh-Hans/extra\.ftl.*broken"):
        Texts.load(_copy(tmp_path, "broken { $x"))


def test_a_message_defined_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"list-empty is also in zh-Hans/common\.ftl"):
        Texts.load(_copy(tmp_path, "list-empty = x\n"))


def test_a_locale_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingText):
        Texts.load(tmp_path)


def test_ten_messages_of_a_card_take_less_than_a_millisecond(texts: Texts) -> None:
    values: dict[str, Value] = {"name": "张三", "day": date(2026, 11, 18), "count": 3, "state": "x"}

    def card() -> float:
        start = perf_counter()
        for key in ("hello", "count", "state", "when", "button") * 2:
            texts.format("zh-Hans", key, values)
        return perf_counter() - start

    assert min(card() for _ in range(20)) < 0.001
