"""The everyday jobs as buttons, for whoever would rather tap than type a command."""

from __future__ import annotations

from bot.domain.messages import Button, Buttons
from bot.domain.rights import Actor, Right, may_anywhere
from handlers.routing import tap_data


def ways(actor: Actor) -> Buttons:
    """What somebody does most, two buttons a row; none for a stranger."""
    offered = (
        (actor.is_member, Button("button-log", tap_data("log.new"))),
        (may_anywhere(actor, Right.CONFIRM_RECORD), Button("command-review", tap_data("rev.list"))),
        (actor.is_member, Button("button-my-stars", tap_data("star.me"))),
        (actor.is_member, Button("button-my-records", tap_data("rec.list"))),
        (may_anywhere(actor, Right.READ_ROSTER), Button("button-roster", tap_data("ros.open"))),
    )
    shown = [button for allowed, button in offered if allowed]
    return tuple(tuple(shown[at : at + 2]) for at in range(0, len(shown), 2))
