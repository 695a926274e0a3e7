"""What is done when a rule's time has come: one plain function for each kind of rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

from storage.database import Transaction
from storage.rules import RuleRow

# Given the rule, the time (UTC) that it is due and now, it queues what is to be sent. It runs in the
# transaction that writes down that it ran, after the rule has moved on to its next time.
Kind: TypeAlias = Callable[[Transaction, RuleRow, datetime, datetime], None]

KINDS: Mapping[str, Kind] = MappingProxyType({})
