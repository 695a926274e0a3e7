"""Every table. A change here needs a migration beside it; a test proves that the two agree."""

from __future__ import annotations

from storage.schema.base import UtcDateTime, metadata
from storage.schema.certificates import branch_look, certificate, picture
from storage.schema.chats import draft, inbox, question
from storage.schema.clock import occurrence, rule
from storage.schema.dues import dues_mark, dues_person, dues_setting
from storage.schema.honours import (
    ballot_candidate,
    ballot_choice,
    ballot_round,
    ballot_voter,
    household,
    household_candidate,
    household_voice,
    month_star,
)
from storage.schema.ledger import ledger, ledger_head
from storage.schema.meetings import meeting, meeting_person
from storage.schema.minutes import meeting_file, motion, motion_count
from storage.schema.notices import group_chat, group_topic, notice, notice_missed, receipt
from storage.schema.outbox import delivery, lease, push
from storage.schema.peace import digest, digest_line, mute
from storage.schema.people import (
    account,
    audit,
    branch,
    branch_scheme,
    committee,
    granted_right,
    holding,
    invite,
    party_group,
    person,
    rebind,
    wrong_code,
)
from storage.schema.pledges import (
    pledge,
    pledge_ask,
    pledge_event,
    pledge_evidence,
    pledge_follower,
    pledge_item,
    pledge_photo,
    pledge_progress,
    pledge_setting,
    pledge_verdict,
    pledge_voice,
    pledge_voluntary,
)
from storage.schema.quizzes import quiz, quiz_answer, quiz_push, quiz_question, quiz_run, sent_poll
from storage.schema.repeats import meeting_template, planned_meeting
from storage.schema.service import record_event, record_photo, service_record, year_total
from storage.schema.settlements import (
    objection,
    settlement,
    settlement_line,
    settlement_record,
    settlement_round,
    settlement_terms,
)
from storage.schema.sign_in import meeting_terms, sign_in, sign_in_screen
from storage.schema.study import study_credit, study_item, study_plan, study_progress
from storage.schema.tasks import task

__all__ = [
    "UtcDateTime",
    "account",
    "audit",
    "ballot_candidate",
    "ballot_choice",
    "ballot_round",
    "ballot_voter",
    "branch",
    "branch_look",
    "branch_scheme",
    "certificate",
    "committee",
    "delivery",
    "digest",
    "digest_line",
    "draft",
    "dues_mark",
    "dues_person",
    "dues_setting",
    "granted_right",
    "group_chat",
    "group_topic",
    "holding",
    "household",
    "household_candidate",
    "household_voice",
    "inbox",
    "invite",
    "lease",
    "ledger",
    "ledger_head",
    "meeting",
    "meeting_file",
    "meeting_person",
    "meeting_template",
    "meeting_terms",
    "metadata",
    "month_star",
    "motion",
    "motion_count",
    "mute",
    "notice",
    "notice_missed",
    "objection",
    "occurrence",
    "party_group",
    "person",
    "picture",
    "planned_meeting",
    "pledge",
    "pledge_ask",
    "pledge_event",
    "pledge_evidence",
    "pledge_follower",
    "pledge_item",
    "pledge_photo",
    "pledge_progress",
    "pledge_setting",
    "pledge_verdict",
    "pledge_voice",
    "pledge_voluntary",
    "push",
    "question",
    "quiz",
    "quiz_answer",
    "quiz_push",
    "quiz_question",
    "quiz_run",
    "rebind",
    "receipt",
    "record_event",
    "record_photo",
    "rule",
    "sent_poll",
    "service_record",
    "settlement",
    "settlement_line",
    "settlement_record",
    "settlement_round",
    "settlement_terms",
    "sign_in",
    "sign_in_screen",
    "study_credit",
    "study_item",
    "study_plan",
    "study_progress",
    "task",
    "wrong_code",
    "year_total",
]
