"""The web application: which address is answered by what."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.routing import Route

from bot.web.health import Check, health_route
from bot.web.metrics import Figures, metrics_route
from bot.web.webhook import Webhook


def build_site(
    live: Mapping[str, Check],
    ready: Mapping[str, Check],
    webhook: Webhook | None = None,
    figures: Figures | None = None,
) -> Starlette:
    """The site with ``/healthz`` (``live``), ``/readyz`` (``live`` and ``ready``), the webhook and
    ``/metrics`` (``figures``), if any.
    """
    routes = [health_route("/healthz", live), health_route("/readyz", {**live, **ready})]
    if webhook is not None:
        routes.append(Route(webhook.path, webhook, methods=["POST"]))
    if figures is not None:
        routes.append(metrics_route("/metrics", figures))
    return Starlette(routes=routes)
