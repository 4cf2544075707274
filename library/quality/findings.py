"""What every check of a text answers with (design.md, section 7; domain.md SM-11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["block", "warn", "advise"]


@dataclass(frozen=True)
class Finding:
    """One thing that a person should look at.

    `block`: it can't be published so. `warn`: somebody should look. `advise`: it could be better. `rule` is a stable
    name, `pointer` a JSON pointer into what was checked, empty for the whole. `span` are the first character and the one after
    the last in the text at `pointer`, and `excerpt` those characters; both None when the finding is about no words in particular.
    `source` says where the rule comes from.
    """

    rule: str
    severity: Severity
    pointer: str
    message: str
    span: tuple[int, int] | None = None
    excerpt: str | None = None
    suggestion: str | None = None
    source: str | None = None


def is_ready(found: Iterable[Finding]) -> bool:
    """Nothing keeps it from being published."""
    return not any(one.severity == "block" for one in found)
