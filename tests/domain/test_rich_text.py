"""Formatting survives every way it takes: from Telegram, through JSON, cut, joined, and back as HTML."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rich_text import RichText, Span, Style, from_entities, units
from bot.sandbox.html import parse_html
from tests.domain.records import unhurried
from tests.domain.rich_texts import entity, rich_texts, texts

BOLD, ITALIC, CODE, PRE, QUOTE, LINK = (
    Style.BOLD,
    Style.ITALIC,
    Style.CODE,
    Style.PRE,
    Style.QUOTE,
    Style.LINK,
)


def back(rich: RichText) -> RichText:
    """What Telegram makes of the text's HTML."""
    text, entities = parse_html(rich.to_html())
    return from_entities(text, map(entity, entities))


@unhurried
@given(rich_texts())
def test_telegram_reads_our_html_as_the_same_text(rich: RichText) -> None:
    assert back(rich) == rich


@unhurried
@given(rich_texts())
def test_tags_are_nested_as_telegram_demands(rich: RichText) -> None:
    _, entities = parse_html(rich.to_html())
    spans = [(e["type"], e["offset"], e["offset"] + e["length"]) for e in entities]
    for kind, start, end in spans:
        for other, a, b in spans:
            if (start, end) != (a, b) and start <= a and b <= end:
                assert kind not in {"code", "pre"}, "nothing is inside code"
                assert (kind, other) != ("text_link", "blockquote"), "a block is outermost"
            assert not start < a < end < b


@unhurried
@given(rich_texts())
def test_json(rich: RichText) -> None:
    assert RichText.from_json(json.loads(json.dumps(rich.to_json()))) == rich


@unhurried
@given(rich_texts(), st.integers(0, 30))
def test_cut_and_joined_it_is_the_same(rich: RichText, at: int) -> None:
    assert rich.slice(0, at).joined(rich.slice(at)) == rich


@unhurried
@given(rich_texts(), st.integers(-30, 30), st.none() | st.integers(-30, 30))
def test_a_slice_formats_each_character_as_before(rich: RichText, start: int, end: int | None) -> None:
    piece = rich.slice(start, end)
    assert piece.text == rich.text[start:end]
    first = slice(start, end).indices(len(rich.text))[0]
    for at in range(len(piece.text)):
        assert _at(piece, at) == _at(rich, first + at)


def _at(rich: RichText, place: int) -> set[tuple[Style, str | None]]:
    return {(s.style, s.url) for s in rich.spans if s.start <= place < s.end}


@unhurried
@given(rich_texts(), rich_texts(), texts)
def test_joined(one: RichText, other: RichText, between: str) -> None:
    both = one.joined(other, between)
    assert both.text == one.text + between + other.text
    assert both.slice(0, len(one.text)) == one
    assert both.slice(len(one.text + between)) == other


@unhurried
@given(rich_texts())
def test_stripped(rich: RichText) -> None:
    assert rich.stripped().text == rich.text.strip()
    assert rich.stripped().stripped() == rich.stripped()


@unhurried
@given(texts)
def test_units_are_telegrams(text: str) -> None:
    assert units(text) == RichText(text).units == sum(2 if ord(c) > 0xFFFF else 1 for c in text)


def test_a_lone_surrogate_is_counted() -> None:
    assert units("a\ud83d") == 2


def test_offsets_are_utf_16() -> None:
    rich = from_entities("😀会议", [("bold", 2, 2, None)])
    assert rich == RichText("😀会议", (Span(BOLD, 1, 3),))


def test_an_offset_inside_a_character_means_the_whole_of_it() -> None:
    assert from_entities("a😀b", [("italic", 2, 1, None)]) == RichText("a😀b", (Span(ITALIC, 1, 2),))


def test_what_is_no_formatting_stays_plain() -> None:
    found = [
        ("mention", 0, 2, None),
        ("url", 2, 2, None),
        ("bot_command", 0, 4, None),
        ("future", 0, 4, None),
    ]
    assert from_entities("@a.b", found) == RichText("@a.b")


def test_a_folded_quote_is_a_quote() -> None:
    rich = from_entities("abc", [("expandable_blockquote", 0, 3, None)])
    assert rich.to_html() == "<blockquote>abc</blockquote>"


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ((Span(BOLD, 0, 4), Span(ITALIC, 2, 6)), "<b>ab<i>cd</i></b><i>ef</i>"),
        ((Span(BOLD, 0, 2), Span(BOLD, 2, 4)), "<b>abcd</b>ef"),
        ((Span(BOLD, 0, 6), Span(CODE, 2, 4)), "<b>ab</b><code>cd</code><b>ef</b>"),
        ((Span(CODE, 0, 6), Span(PRE, 2, 4)), "<code>ab</code><pre>cd</pre><code>ef</code>"),
        (
            (Span(LINK, 0, 4, "https://a.example"), Span(QUOTE, 2, 6)),
            '<a href="https://a.example">ab</a><blockquote><a href="https://a.example">cd</a>ef</blockquote>',
        ),
        (
            (Span(LINK, 0, 4, "https://a.example"), Span(LINK, 2, 6, "https://b.example")),
            '<a href="https://a.example">abcd</a><a href="https://b.example">ef</a>',
        ),
        ((Span(LINK, 0, 1, 'https://a.example/"<'),), '<a href="https://a.example/&quot;&lt;">a</a>bcdef'),
        ((Span(LINK, 0, 1), Span(LINK, 0, 1, ""), Span(BOLD, 3, 3), Span(BOLD, 9, 12)), "abcdef"),
        ((Span(BOLD, -3, 90, "https://a.example"),), "<b>abcdef</b>"),
    ],
)
def test_html(spans: tuple[Span, ...], said: str) -> None:
    assert RichText("abcdef", spans).to_html() == said


def test_what_people_write_is_no_markup() -> None:
    assert RichText("<b>&amp;</b>").to_html() == "&lt;b&gt;&amp;amp;&lt;/b&gt;"


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"rich": 1, "spans": []},
        {"rich": "a"},
        {"rich": "a", "spans": [["bold", 0]]},
        {"rich": "a", "spans": [["loud", 0, 1]]},
        {"rich": "a", "spans": [["link", 0, 1, 2]]},
    ],
)
def test_json_that_is_no_rich_text(data: object) -> None:
    with pytest.raises(ValueError):
        RichText.from_json(data)


def test_an_empty_text_is_nothing() -> None:
    assert not RichText("")
    assert RichText("会")


def test_names_that_are_stored_stay() -> None:
    assert [*Style] == [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "quote",
        "link",
    ]
