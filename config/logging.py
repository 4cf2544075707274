"""Logs: one JSON object per line on standard output, ours and every library's, with the id of the request.

What is logged of a request is its method, path and status. Never its query, its body, its address or its credential.
"""

import json
import logging
import re
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any

import structlog

# A personal link is a credential, and Django names the path of a request that failed.
PERSONAL_LINK = re.compile(r"/links/[^\s\"']+")
# Without local variables: they hold what people wrote, and keys.
TRACEBACKS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))


def without_personal_links(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take the secret out of what is said of a personal link."""
    line["event"] = PERSONAL_LINK.sub("/links/...", str(line["event"]))
    if "path" in line:
        line["path"] = PERSONAL_LINK.sub("/links/...", line["path"])
    return line


# What RequestLog says of a request, in a record of this name.
REQUESTS = "config.requests"
OF_A_REQUEST = ("method", "path", "status", "milliseconds", "request_id")
_json = json.JSONEncoder().encode


class RequestLines(structlog.stdlib.ProcessorFormatter):
    """Writes the line of a request by itself, since every read pays for it: the chain below would take four times as long."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name != REQUESTS:
            return super().format(record)
        line = {name: getattr(record, name) for name in OF_A_REQUEST}
        line["event"], line["logger"], line["level"] = record.msg, REQUESTS, record.levelname.lower()
        line["timestamp"] = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        return _json(without_personal_links(None, "", line))


# Before a line is written, wherever it comes from.
SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_personal_links,
]


def configuration(form: str, level: str) -> dict[str, Any]:
    """Set structlog up and return Django's LOGGING for `form` (json or console) from `level` upwards."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    lines = RequestLines if form == "json" else structlog.stdlib.ProcessorFormatter
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": lines,
                # What is added first is also rid of personal links.
                "foreign_pre_chain": [structlog.stdlib.ExtraAdder(OF_A_REQUEST), *SHARED],
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(form)],
            }
        },
        "handlers": {
            "standard output": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stdout"}
        },
        "root": {"handlers": ["standard output"], "level": level},
        "loggers": {
            # Django sets handlers of its own on these two.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # Every 4xx again, with the query: RequestLog has the line already.
            "django.request": {"level": "ERROR"},
            # A wrong Host header is a caller's mistake, and its text is a caller's.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "procrastinate.blueprints": {"level": "WARNING"},
            "procrastinate.jobs": {"level": "WARNING"},
            "procrastinate.periodic": {"level": "WARNING"},
        },
    }


def _rendering(form: str) -> list[Any]:
    if form == "console":
        return [
            structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    return [TRACEBACKS, structlog.processors.JSONRenderer()]
