"""One sentence → a service draft. The grammar is ours, small, and never invents a number."""

from bot.parsing.days import read_day
from bot.parsing.draft import DayPart, Doubt, ServiceSentence
from bot.parsing.lengths import read_minutes
from bot.parsing.member import MemberSentence, member_sentence
from bot.parsing.sentence import looks_like_service, read_service
from bot.parsing.times import TimeRange, read_time_range
from bot.parsing.writing import write_service

__all__ = [
    "DayPart",
    "Doubt",
    "MemberSentence",
    "ServiceSentence",
    "TimeRange",
    "looks_like_service",
    "member_sentence",
    "read_day",
    "read_minutes",
    "read_service",
    "read_time_range",
    "write_service",
]
