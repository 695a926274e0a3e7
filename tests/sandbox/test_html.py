"""Telegram's HTML: what becomes of it, and that nothing at all breaks the parser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import format_text, utf16_length
from bot.sandbox.errors import ApiError
from tests.sandbox.world import World

TAGS = ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "tg-spoiler", "blockquote"]
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        "<a href='https://example.org'>",
        '<a href="tg://user?id=5">',
        "</a>",
        '<span class="tg-spoiler">',
        "</span>",
        "<blockquote expandable>",
        '<tg-emoji emoji-id="5">',
        "</tg-emoji>",
        "<",
        ">",
        "&",
        "&lt;",
        "&#128512;",
        "&#x1F600;",
        "&nbsp;",
        "&#xD800;",
        " ",
        "\n",
        "字",
        "😀",
        "/stars",
        "@somebody",
        "https://t.me/x?start=1",
        "=",
        "'",
        '"',
    ]
)


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>粗</b>体", "粗体", [("bold", 0, 1)]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<u>x</u>", "😀x", [("underline", 2, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", n, 1) for n in range(3)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ("<span class='tg-spoiler'>a</span>", "a", [("spoiler", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("&lt;b&gt; &amp;&quot; &#20013;&#x56fd;", '<b> &" 中国', []),
        ("&nbsp;&copy", "&nbsp;&copy", []),
        ("<B>a</B>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("  <b> a </b> ", "a", [("bold", 0, 1)]),
        ("<code><b>a</b></code>", "a", [("code", 0, 1)]),
        ("<a href='javascript'>a</a>", "a", []),
        ("查 /stars 吧", "查 /stars 吧", [("bot_command", 2, 6)]),
        ("路/stars", "路/stars", []),
        ("<code>/stars</code>", "/stars", [("code", 0, 6)]),
        ("#主题党日 @zhibu_bot", "#主题党日 @zhibu_bot", [("hashtag", 0, 5), ("mention", 6, 10)]),
    ],
)
def test_what_becomes_of_it(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    parsed, found = format_text(html, "HTML", None)
    assert parsed == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


@pytest.mark.parametrize(
    ("html", "entity"),
    [
        ("<a href='https://example.org/'>x</a>", {"type": "text_link", "url": "https://example.org/"}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ("<tg-emoji emoji-id='77'>x</tg-emoji>", {"type": "custom_emoji", "custom_emoji_id": "77"}),
        (
            "<a href='https://t.me/b?start=A&amp;x=1'>x</a>",
            {"type": "text_link", "url": "https://t.me/b?start=A&x=1"},
        ),
    ],
)
def test_what_entities_carry(html: str, entity: dict[str, Any]) -> None:
    _, [found] = format_text(html, "HTML", None)
    assert found == {"offset": 0, "length": 1, **entity}


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_mixture_is_parsed_or_refused(html: str) -> None:
    _parsed_or_refused(html)


@given(st.text(max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    _parsed_or_refused(text)


def _parsed_or_refused(html: str) -> None:
    refused = ""
    try:
        text, entities = format_text(html, "HTML", None)
    except ApiError as error:
        refused = error.description
    if refused:
        assert refused.startswith("Bad Request: can't parse entities: ")
        return
    assert utf16_length(text) <= utf16_length(html)
    for entity in entities:
        assert entity["offset"] >= 0
        assert entity["length"] > 0
        assert entity["offset"] + entity["length"] <= utf16_length(text)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=50))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert format_text(f"<b>{escaped}</b>", "HTML", None)[0] == text.strip(" \n\t")


@given(st.text(max_size=40))
def test_lengths_are_counted_in_utf16_units(text: str) -> None:
    assert utf16_length(text) == sum(2 if ord(character) > 0xFFFF else 1 for character in text)


def test_mentions_by_id_name_their_person(world: World) -> None:
    html = f"<a href='tg://user?id={world.wang}'>王</a> <a href='tg://user?id=5'>谁</a>"
    message = world.call("sendMessage", chat_id=world.li, text=html, parse_mode="HTML")
    [entity] = message["entities"]
    assert entity["user"]["first_name"] == "王五"
