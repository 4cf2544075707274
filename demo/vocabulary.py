"""Topics with their codes, audiences and licences of the demo library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from library.catalogue.codes import ICD_10, ICD_11, SNOMED_CT


@dataclass(frozen=True)
class DemoTopic:
    """A topic below `parent`, a slug. `codes` are pairs of system and code; what they are called is our name of the topic."""

    slug: str
    name: str
    parent: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    synonyms: tuple[str, ...] = ()

    def coded(self) -> list[dict[str, Any]]:
        """As the catalogue keeps them. Not verified: that takes a terminology server (domain.md, section 15)."""
        return [
            {"system": system, "code": code, "version": None, "display": self.name, "verified_at": None}
            for system, code in self.codes
        ]


TOPICS = (
    DemoTopic("mental-health", "Mental health", synonyms=("wellbeing",)),
    DemoTopic(
        "eating-disorders",
        "Eating disorders",
        parent="mental-health",
        codes=((SNOMED_CT, "72366004"), (ICD_10, "F50")),
        synonyms=("disordered eating", "eating problems", "trouble with eating"),
    ),
    DemoTopic(
        "anorexia-nervosa",
        "Anorexia nervosa",
        parent="eating-disorders",
        codes=((SNOMED_CT, "56882008"), (ICD_10, "F50.0"), (ICD_11, "6B80")),
        synonyms=("anorexia",),
    ),
    DemoTopic(
        "bulimia-nervosa",
        "Bulimia nervosa",
        parent="eating-disorders",
        codes=((SNOMED_CT, "78004001"), (ICD_10, "F50.2"), (ICD_11, "6B81")),
        synonyms=("bulimia",),
    ),
    DemoTopic(
        "binge-eating-disorder",
        "Binge eating disorder",
        parent="eating-disorders",
        # ICD-10 has no code of its own for it.
        codes=((SNOMED_CT, "439960005"), (ICD_11, "6B82")),
        synonyms=("binge eating",),
    ),
    DemoTopic(
        "arfid",
        "Avoidant restrictive food intake disorder (ARFID)",
        parent="eating-disorders",
        # No SNOMED CT code stands in our sources.
        codes=((ICD_11, "6B83"),),
        synonyms=("ARFID", "selective eating"),
    ),
    DemoTopic(
        "osfed",
        "Other specified feeding or eating disorder (OSFED)",
        parent="eating-disorders",
        synonyms=("OSFED",),
    ),
    DemoTopic(
        "crisis-support",
        "Crisis support",
        parent="mental-health",
        synonyms=("mental health crisis", "urgent help", "safe haven"),
    ),
    DemoTopic("carers-and-families", "Carers and families", synonyms=("looking after someone", "relatives")),
    DemoTopic("co-production", "Co-production", synonyms=("coproduction", "lived experience", "working together")),
)

AUDIENCES = (
    ("public", "Everyone"),
    ("adults", "Adults who are looking for support"),
    ("carers", "Carers, family and friends"),
    ("people-with-a-learning-disability", "People with a learning disability"),
    ("professionals", "Health and care staff"),
    ("commissioners", "People who plan and pay for services"),
)

_CC = "https://creativecommons.org"
LICENCES = (
    ("CC0-1.0", "CC0 1.0 Universal", f"{_CC}/publicdomain/zero/1.0/"),
    ("CC-BY-4.0", "Creative Commons Attribution 4.0 International", f"{_CC}/licenses/by/4.0/"),
    ("CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0 International", f"{_CC}/licenses/by-sa/4.0/"),
    ("CC-BY-NC-4.0", "Creative Commons Attribution-NonCommercial 4.0 International", f"{_CC}/licenses/by-nc/4.0/"),
    (
        "CC-BY-NC-SA-4.0",
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
        f"{_CC}/licenses/by-nc-sa/4.0/",
    ),
    ("CC-BY-ND-4.0", "Creative Commons Attribution-NoDerivatives 4.0 International", f"{_CC}/licenses/by-nd/4.0/"),
    (
        "CC-BY-NC-ND-4.0",
        "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International",
        f"{_CC}/licenses/by-nc-nd/4.0/",
    ),
    (
        "OGL-UK-3.0",
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
)
"""SPDX identifier, name and address. What each allows is derived from the identifier (`library.catalogue.licences`)."""
