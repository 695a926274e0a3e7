"""How a method of the Bot API is declared."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.sandbox.model import Bot
from bot.sandbox.params import Params

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine

Run = Callable[["Engine", Bot, Params], Any]


class Method:
    """A method with the parameters it heeds; those it does not know are ignored and counted by the engine."""

    __slots__ = ("name", "optional", "parameters", "required", "run")

    def __init__(self, name: str, run: Run, required: str = "", optional: str = "") -> None:
        self.name = name
        self.run = run
        self.required = tuple(required.split())
        self.optional = tuple(optional.split())
        self.parameters = frozenset(self.required + self.optional)
