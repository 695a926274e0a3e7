"""A long notice as a document that opens again."""

import io
import subprocess
import sys
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.rich_text import RichText, Span, Style
from bot.office.documents import notice_document
from tests.domain.plans import plan
from tests.domain.rich_texts import rich_texts

UNHURRIED = settings(deadline=None, max_examples=30)
TEXT = """关于冬季护林防火的安排
各党小组：

　　请大家这样做。
一、时间
从11月25日起。
（一）每天
1、巡查两次。早晚各一次。"""


def opened(title: str, text: RichText) -> Any:
    return Document(io.BytesIO(notice_document(title, text)))


def said(document: Any) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def test_every_line_is_a_paragraph_and_numbered_headings_are_headings() -> None:
    assert said(opened("关于冬季护林防火的安排", RichText(TEXT))) == [
        ("Title", "关于冬季护林防火的安排"),
        ("Normal", "各党小组："),
        ("Normal", "请大家这样做。"),
        ("Heading 2", "一、时间"),
        ("Normal", "从11月25日起。"),
        ("Heading 3", "（一）每天"),
        ("Normal", "1、巡查两次。早晚各一次。"),
    ]


def test_a_title_that_is_no_line_comes_first() -> None:
    assert said(opened("通知", RichText("今天开会。"))) == [("Title", "通知"), ("Normal", "今天开会。")]
    assert said(opened("", RichText("今天开会。"))) == [("Normal", "今天开会。")]


def test_formatting_is_kept() -> None:
    text = RichText(
        "粗斜划删码链引\n全引",
        (
            Span(Style.BOLD, 0, 2),
            Span(Style.ITALIC, 1, 2),
            Span(Style.UNDERLINE, 2, 3),
            Span(Style.STRIKETHROUGH, 3, 4),
            Span(Style.CODE, 4, 5),
            Span(Style.LINK, 5, 6, "https://example.org/?a=1&b=2"),
            Span(Style.SPOILER, 6, 7),
            Span(Style.QUOTE, 8, 10),
        ),
    )
    first, quoted = opened("", text).paragraphs
    assert first.text == "粗斜划删码链引"
    runs = {run.text: run for run in first.runs}
    assert (runs["粗"].bold, runs["粗"].italic) == (True, None)
    assert (runs["斜"].bold, runs["斜"].italic) == (True, True)
    assert runs["划"].underline
    assert runs["删"].font.strike
    assert runs["码"].font.name == "Consolas"
    assert [(link.text, link.address) for link in first.hyperlinks] == [
        ("链", "https://example.org/?a=1&b=2")
    ]
    assert quoted.text == "全引"
    assert quoted.paragraph_format.left_indent is not None
    assert first.paragraph_format.left_indent is None


def test_chinese_has_chinese_fonts() -> None:
    document = opened("通知", RichText("一、时间\n今天。"))
    fonts = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 5")
    }
    assert fonts == {"Normal": "FangSong"} | dict.fromkeys(
        ["Title", "Heading 1", "Heading 2", "Heading 5"], "SimHei"
    )
    assert document.styles["Heading 2"].element.rPr.rFonts.get(qn("w:eastAsiaTheme")) is None


def test_the_properties_name_the_title_and_nobody() -> None:
    properties = opened("通" * 300, RichText("文")).core_properties
    assert properties.title == "通" * 255
    assert properties.author == properties.comments == ""


@UNHURRIED
@given(st.text(max_size=300), rich_texts(st.text(max_size=60)))
def test_any_characters_make_a_document(title: str, text: RichText) -> None:
    opened(title, text)


@pytest.mark.parametrize("text", ["a\x00b\x0bc\rd", "\ud800", "\ufffe\uffff", "\u202eabc", "a\tb", "😀𠮷"])
def test_what_xml_cannot_hold_becomes_a_blank(text: str) -> None:
    (found,) = opened(
        "", RichText(f"前{text}后", (Span(Style.BOLD, len(text) + 1, len(text) + 2),))
    ).paragraphs
    assert found.text.startswith("前")
    assert found.text.endswith("后")
    assert len(found.text) == len(text) + 2
    assert next(run for run in found.runs if run.bold).text == "后"


@UNHURRIED
@given(rich_texts(), st.booleans())
def test_nothing_is_lost(text: RichText, with_title: bool) -> None:
    paragraphs = opened("标题" if with_title else "", text).paragraphs
    whole = "".join("".join(paragraph.text.split()) for paragraph in paragraphs)
    assert whole == ("标题" if with_title else "") + "".join(text.text.split())


def test_a_long_plan() -> None:
    text = plan(31_000)
    assert [line for _, line in said(opened("", RichText(text)))] == [
        line.strip() for line in text.split("\n")
    ]


def test_an_idle_process_does_not_carry_it() -> None:
    script = "import sys, bot.office.documents; sys.exit('docx' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
