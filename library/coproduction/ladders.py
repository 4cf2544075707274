"""Ladders of co-production: versioned reference data (domain.md, section 8, CP-1). Rungs run from the bottom to the top."""

from __future__ import annotations

from dataclasses import dataclass

from library.coproduction.questions import ARNSTEIN_THEMES, TLAP_THEMES, Question, questions_of


@dataclass(frozen=True)
class Rung:
    """One step. `meaning` is our own short wording, not the scheme's text."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Ladder:
    """A published scheme with its source and the credit that it asks for. `questions` are ours: the self-assessment."""

    slug: str
    version: str
    name: str
    source: str
    source_url: str
    credit: str
    rungs: tuple[Rung, ...]
    questions: tuple[Question, ...]


TLAP = Ladder(
    slug="tlap",
    version="1",
    name="Ladder of co-production",
    source="Think Local Act Personal (TLAP)",
    source_url="https://www.thinklocalactpersonal.org.uk/co-production-in-commissioning-tool/co-production/In-more-detail/what-makes-co-production-different/",
    credit="The Ladder of co-production is by Think Local Act Personal (TLAP). See the TLAP website for the original.",
    rungs=(
        Rung("Coercion", "People attend a service and are told what will happen to them."),
        Rung("Educating", "Services explain themselves so that people understand them. People have no say."),
        Rung("Informing", "Services tell people what they do and why, and how they work."),
        Rung("Consultation", "Services ask people what they think, and decide for themselves what to do about it."),
        Rung("Engagement", "People have more chances to give their views and can influence some decisions."),
        Rung("Co-design", "People help to design a service from their experience. They do not help to run it."),
        Rung(
            "Co-production",
            "People and services share power and work together from the first idea to running and judging it.",
        ),
    ),
    questions=questions_of(TLAP_THEMES),
)

ARNSTEIN = Ladder(
    slug="arnstein",
    version="1969",
    name="A ladder of citizen participation",
    source="Sherry R. Arnstein, Journal of the American Institute of Planners 35(4), 1969",
    source_url="https://doi.org/10.1080/01944366908977225",
    credit="The rungs are those of Sherry R. Arnstein, 'A Ladder of Citizen Participation', 1969.",
    rungs=(
        Rung("Manipulation", "People are placed on committees so that they approve what was decided."),
        Rung("Therapy", "People's views are treated as something to put right."),
        Rung("Informing", "People are told of their rights and options, with no way to answer."),
        Rung("Consultation", "People are asked, with no promise that it counts."),
        Rung("Placation", "A few people advise; others keep the right to decide."),
        Rung("Partnership", "Power is shared through rules that both sides agreed."),
        Rung("Delegated power", "People have the deciding vote over a plan or service."),
        Rung("Citizen control", "People run it."),
    ),
    questions=questions_of(ARNSTEIN_THEMES),
)

LADDERS = {ladder.slug: ladder for ladder in (TLAP, ARNSTEIN)}
