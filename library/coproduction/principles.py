"""Principles of co-production, as versioned reference data (domain.md, section 8). The names are the schemes'; what each asks is in our
words. A principle that has an id keeps its meaning: to change it, write a new version of its scheme.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Principle:
    """`asks` is what somebody who looks at an item in its light may ask themselves."""

    id: str
    name: str
    asks: str


@dataclass(frozen=True)
class Scheme:
    """Principles that belong together, with their source."""

    slug: str
    version: str
    name: str
    source: str
    source_url: str
    principles: tuple[Principle, ...]

    def principle(self, id: str) -> Principle | None:
        return next((one for one in self.principles if one.id == id), None)


SCIE = Scheme(
    slug="scie",
    version="1",
    name="Four principles of co-production",
    source="Social Care Institute for Excellence (SCIE)",
    source_url="https://www.scie.org.uk/co-production/",
    principles=(
        Principle("equality", "Equality", "Did everybody's word weigh the same, whoever they were?"),
        Principle("diversity", "Diversity", "Who was missing, and what was done so that they would come?"),
        Principle("accessibility", "Accessibility", "Could everybody take part in a way that suited them?"),
        Principle("reciprocity", "Reciprocity", "What did people get for what they gave?"),
    ),
)
NEF = Scheme(
    slug="nef",
    version="1",
    name="Six principles of co-production",
    source="New Economics Foundation (NEF)",
    source_url="https://neweconomics.org/",
    principles=(
        Principle("assets", "Assets", "Were people seen for what they bring, rather than for what they lack?"),
        Principle(
            "capabilities", "Capacity and capabilities", "What did people learn to do that they could not do before?"
        ),
        Principle("mutuality", "Mutuality and reciprocity", "Did both sides answer for it, and both gain?"),
        Principle("networks", "Networks", "Whom do people know now who they did not know before?"),
        Principle("shared_roles", "Shared roles", "Where did the line between staff and others blur?"),
        Principle("catalysts", "Catalysts", "Did the service help things to happen, rather than do them by itself?"),
    ),
)
NIHR = Scheme(
    slug="nihr",
    version="1",
    name="Principles of co-producing research",
    source="National Institute for Health and Care Research (NIHR)",
    source_url="https://www.learningforinvolvement.org.uk/",
    principles=(
        Principle("sharing_power", "Sharing power", "Who decided, and could anybody be overruled?"),
        Principle("perspectives", "Including all perspectives and skills", "Whose view is in it, and whose is not?"),
        Principle(
            "knowledge", "Respecting and valuing knowledge", "Did what people know from life count as knowledge?"
        ),
        Principle("reciprocity", "Reciprocity", "What did people get for what they gave?"),
        Principle("relationships", "Building and maintaining relationships", "Do people still know each other?"),
    ),
)
SCHEMES = {scheme.slug: scheme for scheme in (SCIE, NEF, NIHR)}


def find(scheme: str, principle: str) -> tuple[Scheme, Principle] | None:
    """A principle with its scheme, by their ids."""
    found = SCHEMES.get(scheme)
    one = found.principle(principle) if found else None
    return (found, one) if found and one else None
