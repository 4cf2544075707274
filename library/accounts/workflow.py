"""Workflows as tables: steps from states to states, by whom, and the event that each leaves (design.md, section 6). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from library.accounts.roles import Role
from library.errors import Conflict


@dataclass(frozen=True)
class Step:
    """From which states to which, by whom, and the event it leaves. `target` None: the state stays, or the step decides."""

    name: str
    sources: frozenset[str]
    target: str | None
    roles: tuple[Role, ...]
    event: str


def row(name: str, sources: str, target: str | None, roles: tuple[Role, ...], event: str) -> Step:
    """A row of the table; `sources` with spaces between."""
    return Step(name, frozenset(sources.split()), target, roles, event)


class Workflow:
    """The steps of one kind of thing by name. `refusal` is raised for a step that does not fit the state; its sentence begins
    with `thing`.
    """

    def __init__(self, thing: str, refusal: type[Conflict], rows: Iterable[Step]) -> None:
        self.thing, self.refusal = thing, refusal
        self.steps = {step.name: step for step in rows}

    def check_step(self, name: str, state: str) -> Step:
        """The step, if it may be taken from this state; raises the refusal with the ways there are otherwise."""
        step = self.steps[name]
        if state not in step.sources:
            raise self.refusal(
                f"{self.thing} that is {state.replace('_', ' ')} can't be taken through the step {name.replace('_', ' ')}.",
                state=state,
                allowed_from=sorted(step.sources),
                next_steps=self.next_steps(state),
            )
        return step

    def next_steps(self, state: str) -> list[str]:
        """What can be done in this state, by whoever has the role."""
        return [step.name for step in self.steps.values() if state in step.sources]
