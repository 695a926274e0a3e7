"""What people say without meaning anything by it, above all into a phone that writes down what it hears."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.scan import Found

_HESITATION = re.compile(r"[嗯呃噢喔]|啊(?!呀)|(?<![在到去于])那个(?=[^,，。 ])")
# 扫雪扫了两个小时: the verb comes again before its length, and is said already.
_SAID_AGAIN = re.compile(
    r"([㐀-鿿]{1,2})[㐀-鿿]{1,6}(\1了)(?=(?:大概|大约|差不多|将近|约|有)?[0-9一二两三四五六七八九十半])"
)


def find_fillers(text: str) -> Iterator[Found[None]]:
    """The spans of the shadow `text` that say nothing."""
    for seen in _HESITATION.finditer(text):
        yield Found(seen.start(), seen.end(), None)
    for again in _SAID_AGAIN.finditer(text):
        yield Found(again.start(2), again.end(2), None)
