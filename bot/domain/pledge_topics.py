"""What a branch of each sector may promise: hints that can be tapped, as data.

The texts are ``pledge-topic-<key>`` (a few words) and ``pledge-example-<key>`` (something to promise).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.people import Sector
from bot.domain.pledges import PledgeKind


@dataclass(frozen=True, slots=True)
class Topic:
    """One hint."""

    key: str
    kind: PledgeKind


_COMMON = (Topic("learning", PledgeKind.COMMON), Topic("conduct", PledgeKind.COMMON))


def _with_common(*topics: Topic) -> tuple[Topic, ...]:
    return (*topics, *_COMMON)


TOPICS: Mapping[Sector, tuple[Topic, ...]] = MappingProxyType(
    {
        Sector.RURAL: _with_common(
            Topic("household", PledgeKind.DEED),
            Topic("talks", PledgeKind.DEED),
            Topic("tidy-village", PledgeKind.DEED),
            Topic("farm-skills", PledgeKind.POST),
        ),
        Sector.COMMUNITY: _with_common(
            Topic("residents", PledgeKind.DEED),
            Topic("tidy-homes", PledgeKind.DEED),
            Topic("manners", PledgeKind.DEED),
            Topic("stability", PledgeKind.POST),
        ),
        Sector.ENTERPRISE: _with_common(
            Topic("efficiency", PledgeKind.POST),
            Topic("post-skill", PledgeKind.POST),
            Topic("staff-care", PledgeKind.DEED),
            Topic("honesty", PledgeKind.COMMON),
        ),
        Sector.AGENCY: _with_common(
            Topic("environment", PledgeKind.DEED),
            Topic("development", PledgeKind.POST),
            Topic("lawful", PledgeKind.POST),
            Topic("clean", PledgeKind.COMMON),
        ),
        Sector.SCHOOL: _with_common(
            Topic("pupils", PledgeKind.DEED),
            Topic("open-lesson", PledgeKind.POST),
            Topic("home-visits", PledgeKind.POST),
            Topic("safe-school", PledgeKind.DEED),
        ),
        Sector.NEW_ORGANISATION: _with_common(
            Topic("public-good", PledgeKind.DEED),
            Topic("post-skill", PledgeKind.POST),
            Topic("staff-care", PledgeKind.DEED),
            Topic("honesty", PledgeKind.COMMON),
        ),
    }
)
EVERY = {topic.key: topic for topics in TOPICS.values() for topic in topics}
