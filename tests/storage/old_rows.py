"""A branch as the first version of the schema kept it: a row with every column, in every table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

AT = "2026-03-05 06:07:08.090000"  # UTC; for PostgreSQL with its zone
LATER = "2026-03-06 22:00:00.000000"
DAY = "2026-03-05"
MEMBER, LEADER = 11, 12
CHAT = 5_000_000_011  # beyond 32 bits, as Telegram's are

Row = Mapping[str, Any]

_PERSON = {"branch_id": 2, "group_id": 3, "kind": "full", "active": True, "created_at": AT}
_RECORD = {
    "branch_id": 2,
    "person_id": MEMBER,
    "day": DAY,
    "year": 2026,
    "start": 540,
    "minutes": 90,
    "place": "东关社区",
    "category": "environment",
    "words": "扫雪 ❄ 𠮷",
    "helped": "household",
    "helped_words": "王奶奶家",
    "entered_by": LEADER,
    "submitted_at": AT,
}
_DELIVERY = {"push_id": 21, "lane": 1, "not_before": AT}
_CONTENT = '{"key": "note", "values": {"text": "雪"}, "buttons": [], "more": []}'

# Parents stand before their children.
ROWS: Mapping[str, list[Row]] = {
    "committee": [{"id": 1, "name": "城关镇党委"}],
    "branch": [
        {
            "id": 2,
            "committee_id": 1,
            "name": "东关村党支部",
            "sector": "rural",
            "timezone": "Asia/Shanghai",
            "backdate_days": 31,
        }
    ],
    "branch_scheme": [{"branch_id": 2, "from_year": 2026, "scheme": "village-services"}],
    "party_group": [{"id": 3, "branch_id": 2, "name": "第一党小组"}],
    "person": [
        {
            **_PERSON,
            "id": MEMBER,
            "name": "李㛃",
            "category": "elderly",
            "joined_on": "1971-07-01",
            "phone": "13900000000",
            "skills": "木工",
        },
        {
            **_PERSON,
            "id": LEADER,
            "name": "赵卫东",
            "category": None,
            "joined_on": None,
            "phone": None,
            "skills": None,
        },
    ],
    "account": [
        {
            "telegram_id": CHAT,
            "person_id": MEMBER,
            "locale": "zh-Hans",
            "reach": "ok",
            "consent_version": 1,
            "consented_at": AT,
            "created_at": AT,
        },
        {
            "telegram_id": CHAT + 1,
            "person_id": None,
            "locale": "en",
            "reach": "blocked",
            "consent_version": None,
            "consented_at": None,
            "created_at": AT,
        },
    ],
    "audit": [
        {
            "id": 4,
            "at": AT,
            "telegram_id": CHAT,
            "person_id": LEADER,
            "action": "joined",
            "subject_id": MEMBER,
            "detail": '{"consent": 1}',
        }
    ],
    "draft": [
        {
            "id": 5,
            "telegram_id": CHAT,
            "journey": "log",
            "data": '{"place": "东关社区", "people": [11]}',
            "state": "open",
            "updated_at": AT,
        }
    ],
    "question": [{"telegram_id": CHAT, "field": "place", "subject_id": 5, "asked_at": AT}],
    "granted_right": [{"person_id": LEADER, "branch_id": 2, "right": "confirm"}],
    "holding": [
        {
            "id": 6,
            "person_id": LEADER,
            "role": "group-leader",
            "committee_id": None,
            "branch_id": None,
            "group_id": 3,
        }
    ],
    "invite": [
        {
            "id": 7,
            "person_id": MEMBER,
            "code_hash": "ab" * 32,
            "created_at": AT,
            "expires_at": LATER,
            "used_at": AT,
            "used_by": CHAT,
        }
    ],
    "rebind": [
        {
            "id": 8,
            "person_id": MEMBER,
            "telegram_id": CHAT + 1,
            "state": "refused",
            "asked_at": AT,
            "decided_by": LEADER,
            "decided_at": LATER,
        }
    ],
    "service_record": [
        {
            **_RECORD,
            "id": 31,
            "state": "confirmed",
            "decided_by": LEADER,
            "decided_at": LATER,
            "reason": None,
            "version": 2,
        },
        {
            **_RECORD,
            "id": 32,
            "state": "submitted",
            "decided_by": None,
            "decided_at": None,
            "reason": None,
            "version": 1,
        },
        {
            **_RECORD,
            "id": 33,
            "state": "returned",
            "decided_by": LEADER,
            "decided_at": LATER,
            "reason": "时长写错了",
            "version": 2,
        },
    ],
    "year_total": [{"person_id": MEMBER, "year": 2026, "services": 1, "minutes": 90}],
    "record_event": [
        {
            "id": 9,
            "record_id": 31,
            "at": LATER,
            "by_person": LEADER,
            "change": "confirmed",
            "reason": None,
            "before": None,
        }
    ],
    "record_photo": [{"id": 10, "record_id": 31, "file_id": "AgACAgUAAx-photo"}],
    "inbox": [
        {
            "update_id": 900_000_001,
            "chat_key": CHAT,
            "payload": '{"update_id":900000001}',
            "state": "new",
            "attempts": 1,
            "error": "NetworkError at a.py:1",
            "received_at": AT,
            "done_at": None,
        },
        {
            "update_id": 900_000_000,
            "chat_key": CHAT,
            "payload": "{}",
            "state": "done",
            "attempts": 0,
            "error": None,
            "received_at": AT,
            "done_at": LATER,
        },
    ],
    "push": [
        {
            "id": 21,
            "kind": "confirmed",
            "lane": "urgent",
            "content": _CONTENT,
            "reason": "reason-test",
            "when_unknown": "keep",
            "sender_id": LEADER,
            "expires_at": LATER,
            "created_at": AT,
        }
    ],
    "delivery": [
        {
            **_DELIVERY,
            "id": 22,
            "chat_id": CHAT,
            "person_id": MEMBER,
            "state": "queued",
            "attempts": 2,
            "message_id": None,
            "error": "not-sent",
            "attempted_at": AT,
            "done_at": None,
        },
        {
            **_DELIVERY,
            "id": 23,
            "chat_id": CHAT + 1,
            "person_id": None,
            "state": "sent",
            "attempts": 1,
            "message_id": 77,
            "error": None,
            "attempted_at": AT,
            "done_at": LATER,
        },
    ],
}
