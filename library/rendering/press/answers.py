"""What the parent believes of what a child says. A child that was taken over by what it was given to set could say anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from library.errors import Fault, LibraryError
from library.rendering import errors
from library.rendering.jobs import Job
from library.rendering.press import wire

_REFUSALS: Mapping[str, type[LibraryError]] = {
    refusal.slug: refusal
    for refusal in vars(errors).values()
    if isinstance(refusal, type) and refusal.__module__ == errors.__name__ and issubclass(refusal, LibraryError)
}
_BEGINS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n"}


class _Plain(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class FaultData(_Plain):
    pointer: str
    detail: str


class RefusalData(_Plain):
    slug: str
    detail: str
    errors: list[FaultData]
    members: dict[str, JsonValue]


class Answer(_Plain):
    """`ready` when the walls stand, `taken` when a job has been read, then `set`, `refused`, or `broken` for an error that has
    no name.
    """

    outcome: Literal["ready", "taken", "set", "refused", "broken"]
    walls: dict[str, bool] | None = None
    refusal: RefusalData | None = None
    error: str = ""


def read_answer(read: wire.Read) -> tuple[Answer, bytes]:
    """Raises wire.Garbled for what a child of ours would not say, and whatever `read` raises."""
    head, content = wire.read_frame(read, longest=wire.LONGEST_ANSWER)
    try:
        return Answer.model_validate_json(head), content
    except ValidationError as error:
        raise wire.Garbled(f"an answer with {error.error_count()} faults") from None


def page_of(job: Job, answer: Answer, content: bytes) -> bytes:
    """The bytes that were asked for. Raises the child's refusal as itself; wire.Garbled for anything else."""
    if answer.outcome == "set" and content.startswith(_BEGINS[job.format]):
        return content
    if answer.outcome == "refused" and answer.refusal is not None:
        raise refusal(answer.refusal)
    raise wire.Garbled(f"{answer.outcome} {answer.error}".strip())


def refusal(said: RefusalData) -> LibraryError:
    """One of the named refusals of `library.rendering.errors`, with its members. Raises wire.Garbled for any other name."""
    kind = _REFUSALS.get(said.slug)
    if kind is None:
        raise wire.Garbled("a refusal without a name")
    # Not through their own constructors, which take what the sentence is made from.
    made = kind.__new__(kind)
    LibraryError.__init__(made, said.detail, errors=[Fault(fault.pointer, fault.detail) for fault in said.errors])
    made.members = dict(said.members)
    return made
