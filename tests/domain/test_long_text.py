"""Long texts arrive whole: cut at good places, and put together again."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.headings import is_heading
from bot.domain.long_text import PHONE_LIMIT, joined, looks_cut, split
from bot.domain.rich_text import RichText, Span, Style, units
from tests.domain.plans import plan
from tests.domain.records import unhurried
from tests.domain.rich_texts import rich_texts

WORDS = (
    *(
        "党员",
        "志愿服务",
        "，",
        "。",
        "；",
        "：",
        "\n",
        "\n\n",
        " ",
        "——",
        "《条例》",
        "“好”",
        "。”",
        "12户",
        "𠮷",
    ),
    *("（见附件）", "一、时间\n", "(二)登记。", "hello", "GDP", "3,000", "18:30-19:00", "95.5%", "a" * 30),
    *("xiāng", "鄉(xiāng)", "https://example.org/a,b?c=1;d=2", "@zhibu_bot"),
    *("𠮷", "😀", "👨‍👩‍👧", "👍🏽", "e\u0301", "🇨🇳", "❤\ufe0f"),
)
prose = st.lists(st.sampled_from(WORDS), max_size=80).map("".join)
limits = st.integers(40, 120)
ADDRESS = r"(?:https://example\.org|@zhibu_bot)[!-;=?-~]*"  # what follows without a blank belongs to it
SOLID = {Style.LINK, Style.CODE, Style.PRE}


def places(rich: RichText, pieces: tuple[RichText, ...]) -> list[tuple[int, int]]:
    """Where each piece lies in the text; there is nothing but white space between them."""
    found, at = [], 0
    for piece in pieces:
        start = rich.text.index(piece.text, at)
        assert not rich.text[at:start].strip()
        at = start + len(piece.text)
        found.append((start, at))
    assert not rich.text[at:].strip()
    return found


@unhurried
@given(rich_texts(prose), limits)
def test_pieces_are_the_text_and_fit(rich: RichText, limit: int) -> None:
    pieces = split(rich, limit)
    assert all(0 < piece.units <= limit and piece.stripped() == piece for piece in pieces)
    for piece, (start, end) in zip(pieces, places(rich, pieces), strict=True):
        assert piece == rich.slice(start, end), "formatting goes on over the cut"


def clusters(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap, as one: a link over half of a word."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


@unhurried
@given(rich_texts(prose), limits)
def test_no_cut_inside_what_belongs_together(rich: RichText, limit: int) -> None:
    text = rich.text
    ends = [end for _, end in places(rich, split(rich, limit))][:-1]
    spans = [(s.start, s.end) for s in rich.spans if s.style in SOLID]
    spans += [hit.span() for hit in re.finditer(ADDRESS, text)]
    text_alone = re.sub(ADDRESS, lambda hit: " " * len(hit[0]), text)
    # Letters glued to a time make a word of its last number, which may be cut off from the rest.
    word = r"(?>[A-Za-z0-9āáǎà]+(?:[.,:-][0-9]+)*)(?![A-Za-zāáǎà])%?"
    spans += [hit.span() for hit in re.finditer(word, text_alone)]
    for start, end in clusters(spans):
        if units(text[start:end]) <= limit:
            assert not [at for at in ends if start < at < end], text[start:end]
    for at in ends:
        assert text[at - 1] != "\u200d"
        assert text[at] not in "\u200d\U0001f3fd"
        assert unicodedata.category(text[at])[0] != "M"


@unhurried
@given(rich_texts(), st.integers(2, 12))
def test_the_smallest_pieces(rich: RichText, limit: int) -> None:
    pieces = split(rich, limit)
    assert all(0 < piece.units <= limit for piece in pieces)
    places(rich, pieces)


@unhurried
@given(st.integers(1, 400), st.sampled_from([4_000, 9_000, 15_000, 31_000]), st.integers(400, 3_756))
def test_plans_are_cut_at_paragraphs_before_headings(seed: int, length: int, limit: int) -> None:
    rich = RichText(plan(length, seed))
    pieces = split(rich, limit)
    for (_, end), (start, _) in pairwise(places(rich, pieces)):
        assert "\n" in rich.text[end:start], "a paragraph of these plans is shorter than a piece"
    for piece in pieces[:-1]:
        assert not is_heading(piece.text.rpartition("\n")[2])


@pytest.mark.parametrize("length", [4_000, 15_000, 31_000])
def test_there_are_no_more_pieces_than_it_takes(length: int) -> None:
    text = plan(length)
    assert len(split(RichText(text), 3_756)) <= -(-units(text) // 3_756) + 1


def said(text: str, limit: int) -> list[str]:
    return [piece.text for piece in split(RichText(text), limit)]


PARAGRAPH = "全体党员都要参加,带好工具。"


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("", 10, []),
        (" \n ", 10, []),
        ("短", 10, ["短"]),
        # Before a heading, although another paragraph would have fitted.
        (
            f"{PARAGRAPH}\n{PARAGRAPH}\n二、时间\n{PARAGRAPH}\n{PARAGRAPH}",
            50,
            [f"{PARAGRAPH}\n{PARAGRAPH}", f"二、时间\n{PARAGRAPH}\n{PARAGRAPH}"],
        ),
        # A heading stays with what follows, and so does one whose paragraph is on its line.
        (
            f"{PARAGRAPH}\n{PARAGRAPH}{PARAGRAPH}\n二、时间\n{PARAGRAPH}{PARAGRAPH}",
            52,
            [f"{PARAGRAPH}\n{PARAGRAPH}{PARAGRAPH}", f"二、时间\n{PARAGRAPH}{PARAGRAPH}"],
        ),
        (f"{PARAGRAPH}\n1、早到。{PARAGRAPH}", 25, [PARAGRAPH, f"1、早到。{PARAGRAPH}"]),
        # Between paragraphs.
        (f"{PARAGRAPH}\n{PARAGRAPH}", 20, [PARAGRAPH, PARAGRAPH]),
        # After a sentence.
        (PARAGRAPH * 2, 20, [PARAGRAPH, PARAGRAPH]),
        ("他说:“早点来。”大家都笑了,然后一起出发。", 14, ["他说:“早点来。”", "大家都笑了,然后一起出发。"]),
        ("Come at 9.30 a.m. sharp. Bring a pen.", 26, ["Come at 9.30 a.m. sharp.", "Bring a pen."]),
        # After a clause.
        ("早上先到村部集合,再一起走到河边清理垃圾", 12, ["早上先到村部集合,", "再一起走到河边清理垃圾"]),
        # Between words and characters, but not before a full stop, after a bracket, or next to a number.
        ("请带雨衣胶鞋手电筒和水壶", 7, ["请带雨衣胶鞋", "手电筒和水壶"]),
        # Only what is longer than a piece is cut itself.
        ("a" * 20, 10, ["a" * 10, "a" * 10]),
        ("e" + "\u0301" * 9, 5, ["e" + "\u0301" * 4, "\u0301" * 5]),
    ],
)
def test_where_it_is_cut(text: str, limit: int, pieces: list[str]) -> None:
    assert said(text, limit) == pieces


def test_a_line_that_was_broken_with_the_page_is_not_a_paragraph() -> None:
    broken = f"{'很' * 45}长的一行字在这里\n还没有完。{PARAGRAPH}"
    assert said(broken, 60) == [f"{'很' * 45}长的一行字在这里\n还没有完。", PARAGRAPH]


def test_a_link_is_not_cut_unless_it_is_longer_than_a_piece() -> None:
    link = Span(Style.LINK, 4, 12, "https://example.org")
    assert [p.text for p in split(RichText("请看这里" + "一二三四五六七八" + "谢谢", (link,)), 9)] == [
        "请看这里",
        "一二三四五六七八",
        "谢谢",
    ]
    pieces = split(RichText("请看这里" + "一二三四五六七八" + "谢谢", (link,)), 6)
    assert "".join(piece.text for piece in pieces) == "请看这里一二三四五六七八谢谢"
    assert {s.url for piece in pieces for s in piece.spans} == {"https://example.org"}


def test_a_limit_that_holds_no_character() -> None:
    with pytest.raises(ValueError):
        split(RichText("党"), 1)


@pytest.mark.parametrize(
    "text",
    [
        *("。" * 60_000, "a" * 60_000, "党" * 60_000, "党。" * 30_000, "\n" * 30_000 + "党\n" * 15_000),
        *("1、" * 20_000, "e" + "\u0301" * 30_000, "🇨🇳" * 9_000, "👨‍👩‍👧" * 8_000),
    ],
    ids=["stops", "letters", "characters", "sentences", "lines", "numbers", "accents", "flags", "families"],
)
def test_the_strangest_texts_are_cut_too(text: str) -> None:
    pieces = split(RichText(text), 3_756)
    assert "".join("".join(p.text.split()) for p in pieces) == "".join(text.split())
    assert all(piece.units <= 3_756 for piece in pieces)


def phone(text: str) -> list[str]:
    """A paste as phones send it: cut at white space within the last 300 units, the pieces trimmed."""
    pieces = []
    while text:
        end = min(len(text), PHONE_LIMIT)
        if end < len(text):
            window = text[end - 300 : end]
            for mark in ("\n\n", "\n", " "):
                if mark in window:
                    end = end - 300 + window.rindex(mark)
                    break
        pieces.append(text[:end].strip())
        text = text[end:]
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize("length", [4_200, 9_000, 15_000, 31_000])
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("blank_lines", [False, True])
def test_a_paste_that_a_phone_cut_is_whole_again(length: int, seed: int, blank_lines: bool) -> None:
    text = plan(length, seed)
    if blank_lines:
        text = text.replace("\n", "\n\n")
    pieces = phone(text)
    assert len(pieces) > 1
    assert all(looks_cut(piece) for piece in pieces[:-1])
    whole = RichText(pieces[0])
    for piece in pieces[1:]:
        whole = joined(whole, RichText(piece))
    assert whole.text == text


@pytest.mark.parametrize(
    ("first", "next_", "whole"),
    [
        ("", "后", "后"),
        ("前", "", "前"),
        ("前面说完了。", "后面", "前面说完了。\n后面"),
        ("一行没有句号", "另一行", "一行没有句号\n另一行"),
        ("in the", "middle", "in the middle"),
        ("增长了3.", "5%。", "增长了3.5%。"),
        ("一要抓实；2.", "抓细", "一要抓实；2.抓细"),
        ("党" * PHONE_LIMIT, "员", "党" * PHONE_LIMIT + "员"),
        ("党" * PHONE_LIMIT, "二、时间", "党" * PHONE_LIMIT + "\n二、时间"),
    ],
)
def test_joined(first: str, next_: str, whole: str) -> None:
    assert joined(RichText(first), RichText(next_)).text == whole


def test_joined_keeps_the_formatting() -> None:
    bold = RichText("党员", (Span(Style.BOLD, 0, 2),))
    assert joined(bold, bold).to_html() == "<b>党员</b>\n<b>党员</b>"


@pytest.mark.parametrize(("length", "cut"), [(100, False), (3_699, False), (3_700, True), (4_096, True)])
def test_what_a_phone_may_have_cut(length: int, cut: bool) -> None:
    assert looks_cut("党" * length) is cut
