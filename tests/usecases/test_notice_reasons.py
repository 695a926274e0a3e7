"""Every reason that the engine and the roster write down for a message that did not arrive has its words."""

from __future__ import annotations

from pathlib import Path

import pytest

import locales
from bot.delivery.outcomes import DeadReason
from bot.domain.group_chats import GroupReach
from bot.i18n import LOCALES, Texts
from handlers.notice_card import REASONS
from handlers.notice_changes import WHY_IT_STAYS
from storage import audiences, deliveries, group_chats

NOT_SENT = {
    *REASONS,
    *DeadReason,
    *(set(GroupReach) - {GroupReach.OK}),
    deliveries.BAD_CONTENT,
    deliveries.EXPIRED,
    deliveries.FAILED,
    deliveries.GAVE_UP,
    deliveries.NOT_THEIRS,
    deliveries.STOPPED,
    deliveries.UNBOUND,
    deliveries.UNKNOWN,
    group_chats.MIGRATED,
    group_chats.UNBOUND,
    audiences.NO_ACCOUNT,
    audiences.IN_GROUP,
}
NOT_TAKEN_BACK = {*DeadReason, *WHY_IT_STAYS, deliveries.GAVE_UP, deliveries.FAILED, deliveries.CRASH}


@pytest.mark.parametrize("locale", LOCALES)
def test_each_reason_has_words(locale: str) -> None:
    texts = Texts.load(Path(locales.__path__[0]))
    for why in sorted({str(one) for one in NOT_SENT}):
        assert texts.format(locale, f"why-{why}")
    for why in sorted({str(one) for one in NOT_TAKEN_BACK}):
        assert texts.format(locale, WHY_IT_STAYS.get(why, f"why-{why}"))
