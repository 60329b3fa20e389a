"""The numbers of how it goes, for Prometheus: the one door to its client. None tells of a person or a question."""

from __future__ import annotations

import time
from functools import cache
from http import HTTPMethod

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.service import Reply
from bot.store.values import Backlog

TYPE = CONTENT_TYPE_PLAIN_0_0_4
NO_ROUTE = "none"
"""The label of requests that go to no address of ours, or are refused before it is looked for."""
NO_STATUS = "none"
_OTHER = "OTHER"
_METHODS = frozenset(HTTPMethod)
_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Seconds: an answer takes one or two milliseconds."""

# When each number began to be counted is told by none: they all begin with the process.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library gives it none


class Metrics:
    """The numbers of one process, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = own = CollectorRegistry()
        requests = Counter("hoi_requests", "Requests answered.", ("route", "method", "status"), registry=own)
        seconds = Histogram(
            "hoi_request_seconds", "From request to response.", ("route",), buckets=_BUCKETS, registry=own
        )
        answers = Counter("hoi_answers", "Answers to messages.", ("channel", "outcome", "reason"), registry=own)
        answering = Histogram(
            "hoi_answer_seconds", "From message to answer.", ("channel",), buckets=_BUCKETS, registry=own
        )
        # To find the number that some labels have takes the library longer than to count.
        self._requests, self._seconds = cache(requests.labels), cache(seconds.labels)
        self._answers, self._answering = cache(answers.labels), cache(answering.labels)
        self._waiting = Gauge("hoi_telegram_waiting", "Updates that are not answered.", registry=own)
        self._unsent = Gauge("hoi_telegram_unsent", "Calls that are not made.", registry=own)

    def requested(self, route: str, method: str, status: str, seconds: float) -> None:
        """Count a request by the template of its route, its method and the class of its status ("2xx")."""
        self._requests(route, method if method in _METHODS else _OTHER, status).inc()
        self._seconds(route).observe(seconds)

    def answered(self, channel: str, reply: Reply) -> None:
        """Count an answer that a channel gives."""
        self._answers(channel, reply.answer.outcome, reply.answer.reason).inc()
        self._answering(channel).observe(reply.elapsed_ms / 1000)

    def text(self, backlog: Backlog | None) -> bytes:
        """All of them in Prometheus' format, `TYPE`, with what is to be done in Telegram: None leaves it as it was."""
        if backlog is not None:
            self._waiting.set(backlog.waiting)
            self._unsent.set(backlog.unsent)
        return generate_latest(self._registry)


class Counted:
    """An application whose requests are counted."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it when it is over."""
        began, status = time.perf_counter(), 0

        async def passed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, passed)
        finally:
            route = scope.get("route")
            self._metrics.requested(
                route.path if isinstance(route, Route) else NO_ROUTE,
                scope["method"],
                # Without a status it ended in an error, or nobody waited for it any more.
                f"{status // 100}xx" if status else NO_STATUS,
                time.perf_counter() - began,
            )
