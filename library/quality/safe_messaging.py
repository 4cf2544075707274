"""Safe messaging about eating disorders: figures that readers compare themselves with, words that wound, details that teach
(domain.md SM-2 to SM-4, HQ-15). Pure.

A rule's name is stable: waivers hold on to it. English only: of other languages nothing is said rather than something wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from library.quality.findings import Finding, Severity
from library.quality.masking import masked
from library.quality.safe_messaging_rules import OF_SPEAKERS_WORDS, RULES, SOURCE

TOPIC = "eating-disorders"
PROFESSIONALS = frozenset({"professionals", "commissioners"})
"""Audiences who may be told a figure in the course of their work; everybody else may be unwell."""


def severity_for(topics: Collection[str], audiences: Collection[str]) -> Severity | None:
    """How much a finding weighs in an item of these topics, with those above them, and audiences; None: nothing is looked for.

    An item for which nobody said whom it is for is for everybody (domain.md SM-4).
    """
    if TOPIC not in topics:
        return None
    return "warn" if audiences and PROFESSIONALS.issuperset(audiences) else "block"


def safe_messaging(text: str, pointer: str, severity: Severity, *, is_quote: bool = False) -> Iterator[Finding]:
    """Every place that a rule finds, in the order of the text. What contributors call themselves is theirs to choose: in
    their words (`is_quote`) only figures and details are found.
    """
    told = masked(text)
    found = [
        (match.span(), rule)
        for rule in RULES
        if not (is_quote and rule.name in OF_SPEAKERS_WORDS)
        for match in rule.pattern.finditer(told)
    ]
    for (start, end), rule in sorted(found, key=lambda one: (one[0], one[1].name)):
        yield Finding(
            rule=rule.name,
            severity=severity,
            pointer=pointer,
            span=(start, end),
            excerpt=text[start:end],
            message=rule.why,
            suggestion=rule.instead,
            source=SOURCE,
        )
