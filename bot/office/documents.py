"""A text too long for messages, as a document (.docx) that phones and offices open.

python-docx is imported only when a document is made: it would cost every idle process some twenty megabytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.headings import is_heading, opens_section
from bot.domain.rich_text import RichText, Span, Style

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# The fonts of official papers (GB/T 9704): imitation Song, and black for headings; a phone takes its own.
LATIN, BODY, HEAD, CODE = "Times New Roman", "FangSong", "SimHei", "Consolas"
BODY_POINTS, TITLE_POINTS = 15, 20  # large: many readers are old
LOWEST_HEADING = 5
MOST_TITLE = 255  # characters that the document's properties hold
_INDENT = 2 * BODY_POINTS

# What XML cannot hold, and what turns lines round; each becomes a blank, so that the formatting stays put.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def notice_document(title: str, text: RichText) -> bytes:
    """A .docx file with the title and every line of the text as a paragraph, its formatting kept.

    Numbered headings become headings that a reader can jump to. The title is not said twice when it is also
    a line of the text. Spoilers are plain: paper hides nothing.
    """
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    _set_styles(document)
    title = _clean(title).strip()
    document.core_properties.title = title[:MOST_TITLE]
    document.core_properties.author = document.core_properties.comments = ""
    lines = list(_lines(RichText(_clean(text.text), text.spans)))
    named = next((line for line in lines if line.text == title), None)
    if title and named is None:
        lines.insert(0, named := RichText(title))
    for line in lines:
        if line is named:
            paragraph = document.add_paragraph(style="Title")
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph = _paragraph(document, line)
        _write(paragraph, line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _clean(text: str) -> str:
    return _UNWANTED.sub(" ", text)


def _lines(text: RichText) -> Iterator[RichText]:
    """The lines without blanks at their ends; empty ones are left out, the paragraphs have room between."""
    at = 0
    for line in text.text.split("\n"):
        found = text.slice(at, at + len(line)).stripped()
        at += len(line) + 1
        if found:
            yield found


def _paragraph(document: DocumentObject, line: RichText) -> Paragraph:
    from docx.shared import Pt

    level = opens_section(line.text)
    if level is not None and is_heading(line.text):
        heading: Paragraph = document.add_heading(level=min(level, LOWEST_HEADING))
        return heading
    paragraph = document.add_paragraph()
    styles = {span.style for span in line.spans if span.end - span.start == len(line.text)}
    if Style.QUOTE in styles:
        paragraph.paragraph_format.left_indent = Pt(_INDENT)
    if Style.PRE not in styles:
        paragraph.paragraph_format.first_line_indent = Pt(_INDENT)
    return paragraph


def _write(paragraph: Paragraph, line: RichText) -> None:
    """The line as runs: one for each stretch that is formatted alike."""
    places = sorted({0, len(line.text), *(place for span in line.spans for place in (span.start, span.end))})
    for start, end in pairwise(places):
        spans = [span for span in line.spans if span.start <= start and end <= span.end]
        run = paragraph.add_run(line.text[start:end])
        _format(run, {span.style for span in spans})
        link = next((span for span in spans if span.style is Style.LINK), None)
        if link is not None:
            _link(paragraph, run, link)


def _format(run: Run, styles: set[Style]) -> None:
    run.bold = Style.BOLD in styles or None
    run.italic = Style.ITALIC in styles or None
    run.underline = bool({Style.UNDERLINE, Style.LINK} & styles) or None
    run.font.strike = Style.STRIKETHROUGH in styles or None
    if {Style.CODE, Style.PRE} & styles:
        run.font.name = CODE


def _link(paragraph: Paragraph, run: Run, span: Span) -> None:
    """Put the run into a hyperlink; python-docx can only read those."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    address = _clean(span.url or "").strip()
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    element: BaseOxmlElement = run._r
    element.addprevious(link)
    link.append(element)


def _set_styles(document: DocumentObject) -> None:
    from docx.shared import Pt

    for style in document.styles:
        if style.name == "Normal":
            _set_style(style, BODY, BODY_POINTS)
            style.paragraph_format.line_spacing = 1.5
            style.paragraph_format.space_after = Pt(6)
        elif style.name == "Title":
            _set_style(style, HEAD, TITLE_POINTS)
        elif style.name in {f"Heading {level}" for level in range(1, LOWEST_HEADING + 1)}:
            _set_style(style, HEAD, BODY_POINTS)


def _set_style(style: ParagraphStyle, chinese: str, points: int) -> None:
    """The fonts of a style. Word takes those of the theme unless they are taken out."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = LATIN
    style.font.size = Pt(points)
    style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), chinese)
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
