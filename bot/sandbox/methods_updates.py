"""Getting updates: polling and the webhook's settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.model import Bot, Json
from bot.sandbox.params import Params
from bot.sandbox.spec import Method
from bot.sandbox.updates import OVERLAP, Webhook

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}$")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_MOST_UPDATES = 100


def get_updates(engine: Engine, bot: Bot, params: Params) -> list[Json]:
    """What is there now; the waiting for more is done by the gateway."""
    queue = bot.updates
    if queue.webhook:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
            "first"
        )
    queue.interrupt(OVERLAP)
    queue.allow(params.array("allowed_updates", "allowed_updates"))
    offset = params.integer("offset")
    if offset:
        queue.confirm(offset)
    return queue.take(batch_size(params))


def batch_size(params: Params) -> int:
    return min(max(params.integer("limit", _MOST_UPDATES), 1), _MOST_UPDATES)


def set_webhook(engine: Engine, bot: Bot, params: Params) -> bool:
    url = params.text("url")
    queue = bot.updates
    if not url:
        return delete_webhook(engine, bot, params)
    parts = urlsplit(url)
    # A bot on the same machine cannot have a certificate; Telegram itself insists on https.
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if secret and not _SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = params.integer("max_connections", 40)
    queue.interrupt("terminated by setWebhook request")
    queue.allow(params.array("allowed_updates", "allowed_updates"))
    if params.flag("drop_pending_updates"):
        queue.drop()
    queue.webhook = Webhook(url, secret, min(max(connections, 1), 100))
    queue.on_push()
    return True


def delete_webhook(engine: Engine, bot: Bot, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        bot.updates.drop()
    bot.updates.webhook = None
    return True


def get_webhook_info(engine: Engine, bot: Bot, params: Params) -> Json:
    queue = bot.updates
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(queue.pending)}
    hook = queue.webhook
    if hook:
        info.update(url=hook.url, max_connections=hook.max_connections, ip_address="127.0.0.1")
        if hook.last_error:
            info.update(last_error_date=int(hook.last_error_at), last_error_message=hook.last_error)
    if queue.allowed is not None:
        info["allowed_updates"] = sorted(queue.allowed)
    return info


UPDATES = (
    Method("getUpdates", get_updates, "", "offset limit timeout allowed_updates"),
    Method(
        "setWebhook",
        set_webhook,
        "url",
        "max_connections allowed_updates drop_pending_updates secret_token ip_address certificate",
    ),
    Method("deleteWebhook", delete_webhook, "", "drop_pending_updates"),
    Method("getWebhookInfo", get_webhook_info),
)
