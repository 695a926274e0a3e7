"""Sentences with labels: 时间：今天下午2点 地点：东关社区. A label's value is taken as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.parsing.scan import Found

_NAMES = {
    "place": "地点|地址|服务地点|活动地点|where|place|location",
    "words": "内容|事项|服务内容|活动内容|做了什么|what|work|activity",
    "category": "类别|类型|服务类别|服务类型|category|type",
    "people": "同行|同行人员|人员|参加人员|参与人员|参加人|with|people|together",
    "time": "时间|日期|服务时间|活动时间|时长|服务时长|when|date|time|duration|hours|length",
}
_LABEL = re.compile(
    r"(?:^|(?<=[\n;；,，。 \x00]))(?:"
    + "|".join(f"(?P<{field}>{names})" for field, names in _NAMES.items())
    + r") ?[:：] ?"
)
_END = re.compile(r"[\n;；]")


@dataclass(slots=True)
class Labelled:
    """The values (spans in the sentence) by field; `taken`: labels and values not read any further."""

    values: dict[str, Found[str]] = field(default_factory=dict)
    taken: list[Found[object]] = field(default_factory=list)
    count: int = 0


def find_labels(text: str) -> Labelled:
    """The labels in the shadow `text`. Values of time labels and of 内容 stay for the recognisers."""
    labelled = Labelled()
    hits = list(_LABEL.finditer(text))
    for at, hit in enumerate(hits):
        name = hit.lastgroup or ""
        labelled.count += 1
        labelled.taken.append(Found(hit.start(), hit.end(), None))
        if name == "time" or name in labelled.values:
            continue
        limit = hits[at + 1].start() if at + 1 < len(hits) else len(text)
        end = _END.search(text, hit.end(), limit)
        stop = end.start() if end else limit
        labelled.values[name] = Found(hit.end(), stop, text[hit.end() : stop].strip(" ,，。\x00"))
        if name != "words":
            labelled.taken.append(Found(hit.end(), stop, None))
    return labelled
