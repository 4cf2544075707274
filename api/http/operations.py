"""What an operation is, said once beside its handler: the views run by it, the schema is written from it, the matrix test walks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from api.http.counting import Counted
from api.http.requests import NoQuery, Query
from library.accounts.roles import Role
from library.errors import LibraryError

JSON = "application/json"
Handler = TypeVar("Handler", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method at one address.

    `summary` is a title, `description` says what a person gets and when to use it (CommonMark). `answer` is the shape of the body that
    `status` carries; `produces` its media types. `problems` are the refusals of this operation; those that every operation of its kind can
    give are added by the schema. `roles` are the roles it is open to; None is public. `path` describes the variables of the address.
    `example` is a value for the query or the body that works on the demo library; `sample` an example of the answer. `also` describes
    further statuses, such as 308. `ranged` operations send a file, in part if the caller asks for a part. With `page_form` the body may
    also come from a form on a page of ours: it makes the members of the body from the form's fields, which `page_fields` describes where
    they are always the same, and `page_example` shows. Those `for_people`
    are opened in browsers, from paper: a refusal is then a page. `costly` ones are counted over all processes, and take one of the few
    places for much work; `light` ones are counted alike, against floods, and never wait for a place. `counted` says as what its reads
    are counted, if they are.
    """

    summary: str
    description: str
    query: type[Query] = NoQuery
    body: type[BaseModel] | None = None
    form: type[Query] | None = None
    page_form: Callable[[Mapping[str, str]], Mapping[str, Any]] | None = None
    page_fields: type[BaseModel] | None = None
    page_example: Mapping[str, str] | None = None
    answer: type[BaseModel] | None = None
    status: int = 200
    produces: tuple[str, ...] = (JSON,)
    problems: tuple[type[LibraryError], ...] = ()
    roles: frozenset[Role] | None = None
    idempotent: bool = False
    versioned: bool = False
    costly: bool = False
    light: bool = False
    conditional: bool = True
    paged: bool = False
    ranged: bool = False
    for_people: bool = False
    metered: bool = True
    counted: Counted | None = None
    max_bytes: int = 0
    path: Mapping[str, Any] = field(default_factory=dict)
    example: Mapping[str, Any] | None = None
    sample: Any = None
    also: Mapping[int, str] = field(default_factory=dict)
    id: str = ""


def operation(**declared: Any) -> Callable[[Handler], Handler]:
    """Declare the operation that a handler method answers."""
    found = Operation(**declared)

    def attach(handler: Handler) -> Handler:
        handler.operation = found  # type: ignore[attr-defined]
        return handler

    return attach
