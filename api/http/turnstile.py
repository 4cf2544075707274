"""The outermost gate: while a process is busy with as much costly work as it takes on, further requests for such work are
turned away before Django sees them. A crowd then costs little, and readers do not queue behind it.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from api.http.places import TooBusy, costly
from api.http.problems import MEDIA_TYPE, status_of, type_url

COSTLY_REQUESTS = re.compile(
    r"POST /v1/leaflets/[^/]+/preview|(?:GET|HEAD) /v1/(?:export|workspace/packages/[^/]+/[^/]+)"
)
"""Of the operations that are declared as costly; a test compares."""
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def turnstile(application: Application) -> Application:
    """The application behind the gate."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if costly.is_full and COSTLY_REQUESTS.fullmatch(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"):
            return _refusal(start_response)
        return application(environ, start_response)

    return serve


def _refusal(start_response: Callable[..., Any]) -> list[bytes]:
    request_id, status = str(uuid.uuid4()), status_of(TooBusy)
    body = json.dumps(
        {
            "type": type_url(TooBusy.slug),
            "title": TooBusy.title,
            "status": status,
            "detail": f"{TooBusy.title}. Try again in a moment.",
            "instance": f"urn:request:{request_id}",
            "errors": [],
        }
    ).encode()
    headers = {
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Retry-After": "2",
        "X-Request-ID": request_id,
        "X-Content-Type-Options": "nosniff",
    }
    start_response(f"{status} Service Unavailable", list(headers.items()))
    return [body]
