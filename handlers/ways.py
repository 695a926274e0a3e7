"""The everyday jobs as buttons, for whoever would rather tap than type a command."""

from __future__ import annotations

from bot.domain.messages import Button, Buttons
from bot.domain.rights import Actor, Right, may_anywhere
from handlers.routing import tap_data


def ways(actor: Actor) -> Buttons:
    """What somebody does most, the first thing on a row of its own; none for a stranger."""
    rows = [_offered(actor, row) for row in (*_ROWS, *_of_branch(actor), *_LEADING)]
    return tuple(row for row in rows if row)


def _offered(actor: Actor, row: tuple[tuple[Right, Button], ...]) -> tuple[Button, ...]:
    return tuple(button for right, button in row if may_anywhere(actor, right))


def _of_branch(actor: Actor) -> tuple[tuple[tuple[Right, Button], ...], ...]:
    if actor.branch_id is None:
        return ()
    calendar = Button("button-calendar", tap_data("tsk.see", actor.branch_id, 0, 0))
    pledges = Button("button-pledges", tap_data("kp.mine", 0))
    dues = Button("button-dues", tap_data("due.all"))
    return (((Right.READ_OWN, dues), (Right.READ_OWN, calendar), (Right.READ_OWN, pledges)),)


_ROWS = (
    ((Right.LOG_OWN, Button("button-log", tap_data("log.new"))),),
    (
        (Right.READ_OWN, Button("button-my-stars", tap_data("star.me"))),
        (Right.READ_OWN, Button("button-my-records", tap_data("rec.list"))),
    ),
    (
        (Right.READ_OWN, Button("button-meetings", tap_data("mtg.list"))),
        (Right.READ_OWN, Button("button-study", tap_data("st.list", 0))),
    ),
)
_LEADING = (
    (
        (Right.CONFIRM_RECORD, Button("command-review", tap_data("rev.list"))),
        (Right.READ_ROSTER, Button("button-roster", tap_data("ros.open"))),
    ),
    (
        (Right.SEND_NOTICE, Button("button-notice", tap_data("ntc.new"))),
        (Right.RUN_MEETINGS, Button("button-meeting", tap_data("mtg.fresh"))),
    ),
)
