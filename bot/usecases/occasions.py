"""What is done when a rule's time has come: one plain function for each kind of rule."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.usecases import (
    dues_reminding,
    household_opening,
    meeting_groups,
    meeting_reminders,
    month_prompts,
    pledge_clock,
    pledge_ends,
    pledge_residents,
    repeats,
    settlement_publishing,
    study_clock,
    task_reminders,
)
from bot.usecases.clock import Kind

__all__ = ["KINDS", "Kind"]

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        dues_reminding.KIND: dues_reminding.remind,
        dues_reminding.END_KIND: dues_reminding.warn,
        household_opening.KIND: household_opening.time_is_over,
        month_prompts.KIND: month_prompts.prompt,
        meeting_reminders.KIND: meeting_reminders.remind,
        meeting_groups.KIND_REMINDER: meeting_groups.remind,
        study_clock.KIND: study_clock.send_next,
        study_clock.KIND_REMINDER: study_clock.remind,
        study_clock.KIND_WEEK: study_clock.tell_groups,
        pledge_clock.KIND: pledge_clock.remind,
        pledge_clock.KIND_VERDICT: pledge_ends.publish_due,
        pledge_clock.KIND_ASK: pledge_residents.close_due,
        pledge_clock.KIND_QUARTER: pledge_clock.ask_quarterly,
        repeats.KIND: repeats.act,
        settlement_publishing.KIND: settlement_publishing.remind,
        task_reminders.KIND: task_reminders.remind,
    }
)
