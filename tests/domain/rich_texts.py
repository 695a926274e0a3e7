"""Made-up formatted texts, as hypothesis strategies."""

from typing import Any

from hypothesis import strategies as st

from bot.domain.rich_text import RichText, Span, Style

# Characters of one and of two units, some that HTML needs escaped, white space.
characters = st.sampled_from("支部通ab1 <>&\"'\n😀𠮷é")
texts = st.text(characters, max_size=24)
addresses = st.sampled_from(["https://example.org/a?b=1&c=2", "http://example.org/", "tel:110"])


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    style = draw(st.sampled_from(Style))
    start, end = sorted((draw(st.integers(0, length)), draw(st.integers(0, length))))
    return Span(style, start, end, draw(addresses) if style is Style.LINK else None)


@st.composite
def rich_texts(draw: st.DrawFn, text: st.SearchStrategy[str] = texts) -> RichText:
    plain = draw(text)
    return RichText(plain, tuple(draw(st.lists(spans(len(plain)), max_size=6))))


def entity(data: dict[str, Any]) -> tuple[str, int, int, str | None]:
    """An entity of the Bot API as ``from_entities`` takes it."""
    return data["type"], data["offset"], data["length"], data.get("url")
