"""What /metrics counts of requests: one histogram. Every public read pays for it, so it is all there is.

By view, method and status it tells how many, how many failed, and how long they took; the middleware of
django-prometheus counts the same in a dozen ways, which cost a read a sixth of its time.
"""

import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import Histogram

Handler = Callable[[HttpRequest], HttpResponseBase]

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
REQUESTS = Histogram(
    "library_request_seconds", "Time from request to response.", ["view", "method", "status"], buckets=BUCKETS
)


def counted(get_response: Handler) -> Handler:
    """Middleware. The outermost, so that it sees the time of all others, and every status."""
    known: dict[tuple[str, str, int], Histogram] = {}

    def count(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        method = request.method if request.method in METHODS else "other"
        labels = (match.view_name if match else "none", str(method), response.status_code)
        if labels not in known:
            known[labels] = REQUESTS.labels(*labels)
        known[labels].observe(time.perf_counter() - started)
        return response

    return count
