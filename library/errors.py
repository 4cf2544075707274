"""Named refusals. Each is a fact with a sentence of its own; which HTTP status it becomes is decided in `api/http/problems.py`, by family.

A refusal says what was wrong (`detail`), where (`errors`, JSON pointers into what was sent) and what to do. `members`
are further facts that a
client can act on, such as the languages there are or the state that a draft is in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Fault:
    """One thing that was wrong: a JSON pointer (RFC 6901) into the request, or `?name` for a query parameter, and a sentence."""

    pointer: str
    detail: str


class LibraryError(Exception):
    """A refusal with a name.

    `slug` is the last part of the problem type's address and never changes; `title` is the same for every occurrence; `explanation` is for
    the page that the problem type resolves to: what it means and what to do.
    """

    slug: ClassVar[str]
    title: ClassVar[str]
    explanation: ClassVar[str]

    def __init__(self, detail: str = "", *, errors: Iterable[Fault] = (), **members: Any) -> None:
        self.detail = detail or self.title
        self.errors = list(errors)
        self.members = members
        super().__init__(self.detail)


class Malformed(LibraryError):
    """What was sent can't be read as what was asked for."""

    slug = "invalid-request"
    title = "The request is not valid"
    explanation = (
        "Something in the request is not of the form that this operation takes. `errors` names each place by "
        "JSON pointer (`?name` for a query "
        "parameter). Nothing was changed. Correct the places named and send it again."
    )


class Unauthenticated(LibraryError):
    """No credential, or one that is not valid. The sentence is the same for every cause, so that it tells a guesser nothing."""

    slug = "not-authenticated"
    title = "A valid API key is needed"
    explanation = (
        "Send `Authorization: Bearer <key>` with a key that is known, not revoked and not expired. A bad key is never treated as no key. "
        "Keys are made under `/v1/workspace/keys`; ask an administrator of your organisation."
    )


class Forbidden(LibraryError):
    """The thing is yours to see, but this is not yours to do."""

    slug = "not-allowed"
    title = "Your role does not allow this"
    explanation = "You may see this, but your roles do not include this step. `needs` lists the roles that do."


class NotFound(LibraryError):
    """There is nothing here, or nothing that this caller may know of: the answer is the same."""

    slug = "not-found"
    title = "There is nothing at this address"
    explanation = (
        "Nothing is published at this address, or it belongs to another organisation. Check the address against `/v1/`."
    )


class Conflict(LibraryError):
    """The thing is in a state in which this can't be done."""

    slug = "conflict"
    title = "This can't be done in the present state"
    explanation = (
        "The subject is in a state that does not allow this step. `state` says which it is in; the detail says "
        "which step comes first."
    )


class Gone(LibraryError):
    """It was published and has been withdrawn."""

    slug = "withdrawn"
    title = "This has been withdrawn"
    explanation = (
        "What stood here was withdrawn. Stop showing it. `reason` says why, `successor` where to go instead if "
        "there is something, and `help` "
        "where a reader can get help now."
    )


class Moved(LibraryError):
    """It has a successor that took its place for good: `successor` is {kind, slug, url}."""

    slug = "moved"
    title = "This has moved"
    explanation = "What stood here was redirected to its successor. Follow `Location`, and replace your link."


class PreconditionFailed(LibraryError):
    """Somebody else was quicker."""

    slug = "edit-conflict"
    title = "It has changed since you read it"
    explanation = (
        "The `ETag` in `If-Match` is not the present one: somebody has changed it since. Read it again, merge, "
        "and send the new `ETag`. Nothing was lost."
    )


class PreconditionRequired(LibraryError):
    """A write without saying which version it is meant for."""

    slug = "if-match-required"
    title = "Say which version you are changing"
    explanation = (
        "Writes need `If-Match` with the `ETag` of the version you read, so that nobody's work is overwritten unseen."
    )


class Incomplete(LibraryError):
    """Well formed, but its subject is not ready for this."""

    slug = "not-ready"
    title = "Something is missing before this can be done"
    explanation = (
        "The request is well formed, but its subject does not meet the conditions. `errors` lists every "
        "condition that is not met, all at once."
    )


class TooMany(LibraryError):
    """More requests than the quota."""

    slug = "quota-exceeded"
    title = "Too many requests"
    explanation = (
        "You have used the quota named in `RateLimit-Policy`. Wait the seconds in `Retry-After`. A key raises "
        "the quota for public reads."
    )


class Unavailable(LibraryError):
    """A part of the service that this needs does not answer."""

    slug = "unavailable"
    title = "The service can't answer just now"
    explanation = (
        "A part of the service does not answer. Nothing was changed unless you were told so. Repeat after "
        "`Retry-After` seconds, with the same `Idempotency-Key`."
    )
