"""What an edition's bytes say of how it was made and with whom, and of how that was received. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from library.coproduction.claims import Claim, Part, account, claim
from library.coproduction.ladders import Ladder
from library.coproduction.principles import find
from library.coproduction.statements import Said, said_in, said_of_original
from library.editions import derived, shapes
from library.editions.facts import Facts, parts_of

if TYPE_CHECKING:
    from library.coproduction.models import Contribution, PrincipleNote, Recognition
    from library.editions.models import Edition

ENGLISH = "en"
PUBLIC = (
    "group",
    "role",
    "stage",
    "approach",
    "count",
    "recompense",
    "recompense_policy",
    "what_changed",
    "evidence",
    "started_on",
    "ended_on",
)
"""What is sent of a contribution as it is recorded: named one by one, so that nothing private comes along (domain.md CP-8)."""


def coproduction(edition: Edition, facts: Facts) -> shapes.CoproductionShape:
    """The statement in the language of the edition, where we have the words; the badge that the record supports; the record."""
    claimed, said, told = _claimed(edition, facts, edition.language)
    return shapes.CoproductionShape.model_validate(
        {
            "statement": said.text if said else None,
            "statement_language": said.language if said else None,
            "badge": claimed.badge,
            "reason": claimed.reason,
            "account": account(told),
            "contributions": [_contribution(row) for row in facts.contributions],
            "principles": [shape for row in facts.principles if (shape := _principle(row))],
        }
    )


def statement_to_credit(edition: Edition, facts: Facts) -> str | None:
    """The statement in English, as the attribution is."""
    _, said, _ = _claimed(edition, facts, ENGLISH)
    return said.text if said else None


def recognition(row: Recognition, today: date) -> shapes.RecognitionShape:
    """How an award stands, and whether that is out of date."""
    return shapes.RecognitionShape(
        award=row.award,
        body=row.body,
        category=row.category,
        status=row.status,
        detail=row.detail,
        as_of=row.as_of,
        result_expected=row.result_expected,
        stale=row.is_stale(today),
        url=row.url or None,
    )


def ladder_link(ladder: Ladder, base_url: str) -> dict[str, str]:
    """A ladder that a training works with: where to read it, see it drawn and assess oneself; its credit goes with it (domain.md CP-1)."""
    address = f"{base_url}/v1/ladders/{ladder.slug}"
    return {
        "name": ladder.name,
        "url": address,
        "drawing_url": f"{address}/drawing.svg",
        "assessment_url": f"{address}/assessment",
        "credit": ladder.credit,
        "source_url": ladder.source_url,
    }


def _claimed(edition: Edition, facts: Facts, language: str) -> tuple[Claim, Said | None, tuple[Part, ...]]:
    """The claim, the statement, and the parts that are of this very item."""
    inherited = derived.inherited(edition, facts)
    if inherited:
        claimed, original, changed = inherited
        return claimed, said_of_original(language, original, changed=changed), ()
    made = parts_of(facts.contributions)
    return claim(made), said_in(language, made), made


def _contribution(row: Contribution) -> shapes.ContributionShape:
    return shapes.ContributionShape(
        **{name: getattr(row, name) for name in PUBLIC},
        people=row.people or None,
        recompense_type=row.recompense_type or None,
        recompense_policy_url=row.recompense_policy_url or None,
        evidence_url=row.evidence_url or None,
    )


def _principle(row: PrincipleNote) -> shapes.PrincipleShape | None:
    """A principle that a later version of its scheme does not know any more is not shown."""
    found = find(row.scheme, row.principle)
    if found is None:
        return None
    scheme, principle = found
    return shapes.PrincipleShape(
        scheme=scheme.slug,
        scheme_name=scheme.name,
        source=scheme.source,
        source_url=scheme.source_url,
        version=scheme.version,
        principle=principle.id,
        name=principle.name,
        note=row.note,
        on=row.on,
        evidence_url=row.evidence_url or None,
    )
