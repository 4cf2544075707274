"""The two kinds of endpoint: what anyone may read, and what is behind a credential.

A view is a class with a handler per method, each declared with `@operation`. By the time a handler runs, the request is authenticated,
counted, and parsed: `self.at` (now), `self.caller`, `self.params` (the query model), `self.body` (the body model), `self.version` (from
`If-Match`). The handler makes one call of the domain and says what to answer. It runs through all of DRF, with the parts that we do not use
(renderers, browsable API, versioning) left out: public reads must cost little.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from pydantic import BaseModel
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http import caching, conditional, counting, for_people, idempotency, negotiation, problems, throttling
from api.http.answers import Answer, bytes_of, response_of
from api.http.authentication import BearerKey
from api.http.bodies import Received, receive
from api.http.conditional import Validators
from api.http.operations import JSON, Operation
from api.http.parsers import StrictJSON
from api.http.permissions import check_roles
from api.http.places import costly
from api.http.refusals import MethodNotAllowed
from api.http.requests import NoQuery, parse_query
from api.http.schema import OperationSchema
from library.accounts.actors import Actor
from library.accounts.queries import Caller
from library.errors import Unauthenticated

METHODS = ("get", "post", "put", "patch", "delete")
SAFE = ("GET", "HEAD")


class Endpoint(APIView):
    """What both kinds share. A handler without a declared operation is refused when the class is made."""

    authentication_classes = [BearerKey]
    permission_classes = []
    throttle_classes = []
    parser_classes = [StrictJSON]
    renderer_classes = [JSONRenderer]
    versioning_class = None
    schema = OperationSchema()
    operations: ClassVar[Mapping[str, Operation]] = {}

    at: datetime
    operation: Operation
    params: Any
    body: Any
    version: int
    media_type: str
    caller: Caller | None
    received: Received
    standing: throttling.Standing | None
    subject: counting.Subject | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        handlers = {method: getattr(cls, method) for method in METHODS if hasattr(cls, method)}
        undeclared = [method for method, handler in handlers.items() if not hasattr(handler, "operation")]
        if undeclared:
            raise TypeError(f"{cls.__name__}: {', '.join(undeclared)} must be declared with @operation")
        cls.operations = {method.upper(): handler.operation for method, handler in handlers.items()}
        if "GET" in cls.operations:
            cls.operations = {**cls.operations, "HEAD": cls.operations["GET"]}

    @classmethod
    def allowed(cls) -> str:
        return ", ".join([*cls.operations, "OPTIONS"])

    def get_exception_handler(self) -> Callable[[Exception, Any], HttpResponse]:
        return problems.handle

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.args, self.kwargs = args, kwargs
        self.caller = self.standing = None
        self.request = self.initialize_request(request, *args, **kwargs)
        response: HttpResponseBase
        try:
            if request.method == "OPTIONS":
                response = self.preflight()
            else:
                self.operation = self._operation(request.method or "")
                takes_a_place = self.operation.costly and not self.operation.light
                with costly.held() if takes_a_place else nullcontext():
                    self.initial(self.request)
                    response = self.call(getattr(self, (request.method or "").lower()), **kwargs)
        except Exception as exc:  # noqa: BLE001 - as DRF does: every error is answered
            response = self.handle_exception(exc)
        return self.finish(response)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Everything before the handler, cheapest first; nothing of the body is read before the caller is known."""
        self.at = timezone.now()
        accept = request.META.get("HTTP_ACCEPT")
        self.media_type = (
            negotiation.choose(accept[:1000], self.operation.produces) if accept else self.operation.produces[0]
        )
        self.perform_authentication(request)
        self.check_throttles(request)
        self.check_permissions(request)
        self.params = parse_query(request, self.operation.query)

    def perform_authentication(self, request: Request) -> None:
        if "HTTP_AUTHORIZATION" not in request.META:
            return
        throttling.check_refused_keys(request.META, cost=0)
        try:
            self.caller = request.user  # type: ignore[assignment]
        except Unauthenticated:
            throttling.check_refused_keys(request.META, cost=1)
            raise
        request._request.caller = self.caller  # type: ignore[attr-defined]

    def check_throttles(self, request: Request) -> None:
        if self.caller is not None:
            self.standing = throttling.check_keyed(self.caller.prefix)
        elif self.operation.metered:
            throttling.check_anonymous(request.META)
        if self.operation.costly:
            self.standing = throttling.check_costly(self._quota_name(), at=self.at)

    def check_permissions(self, request: Request) -> None:
        if self.operation.roles is not None:
            check_roles(self.caller.actor if self.caller else None, self.operation.roles)

    def call(self, handler: Callable[..., Any], **kwargs: Any) -> HttpResponseBase:
        raise NotImplementedError

    def preflight(self) -> HttpResponse:
        return response_of(b"", {"Allow": self.allowed(), **caching.NO_STORE}, 204)

    def once(self, handler: Callable[..., Any], **kwargs: Any) -> HttpResponseBase:
        """Do it once for its `Idempotency-Key`, in one transaction with the answer that is kept."""
        meta = self.request.META
        key = self.idempotency_key()
        with transaction.atomic():
            response = idempotency.once(
                lambda: _answered(handler(self.request, **kwargs)),
                caller=self.caller.key if self.caller else idempotency.stranger(throttling.client_of(meta)),
                key=key,
                fingerprint=idempotency.fingerprint(
                    self.request.method or "", self.request.get_full_path(), self.received.digest
                ),
                at=self.at,
            )
        response.headers["Cache-Control"] = caching.NO_STORE["Cache-Control"]
        return response

    def idempotency_key(self) -> str:
        """By what a repeat of this request is known. Raises `IdempotencyKeyMissing`, `Malformed`."""
        return idempotency.read_key(self.request.META.get("HTTP_IDEMPOTENCY_KEY"))

    def finish(self, response: HttpResponseBase) -> HttpResponseBase:
        """Count a read, say what is left of the quota, and send no body to HEAD."""
        self._count(response)
        if self.standing is not None:
            for name, value in self.standing.headers().items():
                response.headers.setdefault(name, value)
        if self.request.method == "HEAD" and isinstance(response, HttpResponse):
            response.content = b""
        return response

    def reads(self, kind: str, slug: str, language: str | None) -> None:
        """This item is being read, for the counts. `language` is None for its original."""
        self.subject = counting.Subject(kind, slug, language)

    def _count(self, response: HttpResponseBase) -> None:
        declared = self.operations.get("GET") if self.request.method == "GET" else None
        if declared is None or declared.counted is None or response.status_code >= 400:
            return
        counting.count(
            declared.counted,
            response,
            subject=self.subject,
            named=self.kwargs,
            language=getattr(self.params, "language", None),
            meta=self.request.META,
            caller=self.caller,
            at=self.at,
        )

    def _operation(self, method: str) -> Operation:
        found = self.operations.get(method)
        if found is None:
            raise MethodNotAllowed(method, self.allowed())
        return found

    def _quota_name(self) -> str:
        return f"key:{self.caller.key}" if self.caller else f"ip:{throttling.client_of(self.request.META)}"


class PublicView(Endpoint):
    """What anyone may read: the same bytes with and without a key.

    A handler returns `self.send(...)`, or asks `self.unchanged(validators)` first, before it fetches the bytes. Where
    reads are counted and the address does not name the item, it says which it is with `self.reads(...)`.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.is_public = request.method in SAFE  # type: ignore[attr-defined]
        request.is_public_read = request.method in SAFE and "HTTP_AUTHORIZATION" not in request.META  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)

    def get_exception_handler(self) -> Callable[[Exception, Any], HttpResponse]:
        is_opened_by_people = any(declared.for_people for declared in self.operations.values())
        return for_people.handle if is_opened_by_people else problems.handle

    def call(self, handler: Callable[..., Any], **kwargs: Any) -> HttpResponseBase:
        if self.request.method in SAFE:
            return _response(handler(self.request, **kwargs))
        self.received = receive(self.request, self.operation)
        self.body = self.received.body
        return self.once(handler, **kwargs) if self.operation.idempotent else _response(handler(self.request, **kwargs))

    def unchanged(
        self, validators: Validators, *, fresh_until: datetime | None = None, keys: str = ""
    ) -> HttpResponse | None:
        """304 if the client holds this representation already, else None."""
        meta = self.request.META
        since, tags = meta.get("HTTP_IF_MODIFIED_SINCE"), meta.get("HTTP_IF_NONE_MATCH")
        if since is None and tags is None:
            return None
        if not conditional.is_unmodified(validators, if_none_match=tags, if_modified_since=since):
            return None
        return response_of(b"", self._headers(validators, fresh_until, keys), 304)

    def send(
        self,
        body: bytes,
        validators: Validators | None = None,
        *,
        fresh_until: datetime | None = None,
        keys: str = "",
        media_type: str = JSON,
        headers: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """200 with these bytes, or 304. Without validators the ETag is made of the bytes. `keys` are surrogate keys, space between."""
        validators = validators or Validators(conditional.etag_of(body))
        unchanged = self.unchanged(validators, fresh_until=fresh_until, keys=keys)
        if unchanged is not None:
            return unchanged
        return response_of(
            body, {"Content-Type": media_type, **self._headers(validators, fresh_until, keys), **(headers or {})}
        )

    def send_shape(self, shape: BaseModel, *, keys: str = "", headers: Mapping[str, str] | None = None) -> HttpResponse:
        """The same for an answer that is made on the spot."""
        return self.send(bytes_of(shape), keys=keys, headers=headers)

    def redirect(self, path: str, *, keys: str = "") -> HttpResponse:
        """308 to another address of ours, as cacheable as what stood here."""
        kept = caching.for_public(now=self.at, keyed=self.caller is not None, keys=keys)
        return response_of(b"", {"Location": f"{settings.PUBLIC_URL}{path}", **kept}, 308)

    def _headers(self, validators: Validators, fresh_until: datetime | None, keys: str) -> dict[str, str]:
        return {
            **conditional.headers_of(validators, now=self.at),
            **caching.for_public(now=self.at, fresh_until=fresh_until, keyed=self.caller is not None, keys=keys),
        }


class WorkspaceView(Endpoint):
    """What is behind a credential: never cached, every write in one transaction with the answer kept for its `Idempotency-Key`.

    A handler returns an `Answer`; `self.actor` is who acts.
    """

    caller: Caller

    @property
    def actor(self) -> Actor:
        """Who acts. `check_permissions` has let nobody else in."""
        return self.caller.actor

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for method, declared in cls.operations.items():
            if declared.roles is None:
                raise TypeError(f"{cls.__name__}.{method.lower()}: a workspace operation must declare its roles")

    def call(self, handler: Callable[..., Any], **kwargs: Any) -> HttpResponseBase:
        response = (
            _response(handler(self.request, **kwargs))
            if self.request.method in SAFE
            else self._write(handler, **kwargs)
        )
        response.headers["Cache-Control"] = caching.NO_STORE["Cache-Control"]
        return response

    def preflight(self) -> HttpResponse:
        self.perform_authentication(self.request)
        if "HTTP_AUTHORIZATION" not in self.request.META:
            raise Unauthenticated()
        return super().preflight()

    def _write(self, handler: Callable[..., Any], **kwargs: Any) -> HttpResponseBase:
        declared, meta = self.operation, self.request.META
        self.received = receive(self.request, declared)
        self.body = self.received.body
        if declared.versioned:
            self.version = conditional.expected_version(meta.get("HTTP_IF_MATCH"))
        if declared.idempotent:
            return self.once(handler, **kwargs)
        with transaction.atomic():
            return _response(handler(self.request, **kwargs))


def _answered(answer: Answer | HttpResponse) -> tuple[HttpResponse, bytes]:
    if isinstance(answer, HttpResponse):
        return answer, answer.content
    return answer.to_response(), answer.to_keep()


def _response(answer: Answer | HttpResponseBase) -> HttpResponseBase:
    return answer.to_response() if isinstance(answer, Answer) else answer


__all__ = ["Answer", "Endpoint", "NoQuery", "PublicView", "Validators", "WorkspaceView"]
