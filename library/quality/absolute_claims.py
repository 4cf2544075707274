"""Claims that leave no room for anything else: "never any negative feedback", "100%", "best practice" (domain.md CP-5). Pure.

They may be true. Then there is something that shows it: an address and a date in the same paragraph. Without those a person
is asked to look. Only English is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from library.quality.findings import Finding
from library.quality.texts import paragraphs

RULE = "absolute-claim"
SOURCE = "GRIPP2, BMJ 2017;358:j3453: report what did not work as well as what did"
SUGGESTION = (
    "Say what was counted, and put the address and the date of the evidence beside it; or say it more modestly."
)

_CRITICISM = r"(?:negative|bad|critical|poor|unhappy|complaint|complaints|complained|criticism|criticised)"
_PEOPLE = r"(?:participants?|carers?|patients?|families|people|members|attendees|staff|parents|service users|clients)"
_FELT = (
    r"(?:loved?|loves|agree[sd]?|recover(?:s|ed)|enjoy(?:s|ed)|benefit(?:s|ed|ted)?|said|says|recommend(?:s|ed)|"
    r"improve[sd]|gets better|got better|felt better|(?:is|was|were) (?:happy|delighted|satisfied))"
)
_CLAIM = re.compile(
    "|".join(
        (
            rf"\bnever\b(?:\W+\w+){{0,4}}?\W+{_CRITICISM}\b(?:\W+(?:feedback|comments?|reviews?|words?|experiences?))?",
            rf"\b(?:no|zero|not (?:a|one) single)\W+(?:{_CRITICISM}\W+(?:feedback|comments?|reviews?)|complaints?|criticism)\b",
            r"\b(?:nobody|no one|no-one)\b(?:\W+\w+){0,2}?\W+(?:complained|complains|dropped out|relapsed|disagreed)\b",
            r"\b(?:100|one hundred|a hundred)\s?(?:%|per\s?cent\b|percent\b)",
            r"\bbest[- ]practice\b",
            r"\bgold[- ]standard\b",
            r"\bworld[- ](?:class|leading|beating)\b",
            r"\bsecond to none\b",
            r"\bfirst of its kind\b",
            r"\bthe (?:very )?best (?:\w+ ){0,3}in (?:the (?:country|world|UK|county|region)|England|Wales|Scotland|Britain)\b",
            r"\bthe only (?:\w+ ){0,3}(?:that|which) (?:works?|helps?|cares?)\b",
            r"\bworks? (?:for|with) (?:everyone|everybody|all|anyone|anybody)\b",
            r"\b(?:always works?|never fails?|cannot fail|can't fail)\b",
            r"\b(?:guarantees?|guaranteed) (?:\w+ ){0,2}(?:recovery|success|results?|improvement|help|to)\b",
            r"\b(?:completely|totally|fully|permanently) (?:cured|safe|effective|recovered)\b",
            r"\bwithout exception\b",
            rf"\b(?:everyone|everybody|every single \w+|each and every \w+)(?: who \w+(?: \w+){{0,2}})? {_FELT}\b",
            rf"\ball (?:of )?(?:the |our |them )?(?:{_PEOPLE} )?{_FELT}\b",
            r"\b(?:scientifically|clinically) proven\b",
            r"\bproven to (?:work|cure|prevent|help)\b",
        )
    ),
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s)\]]+")
_DATE = re.compile(r"\b(?:19|20)\d\d\b")


def absolute_claims(text: str, pointer: str = "") -> Iterator[Finding]:
    """Each claim without evidence in its paragraph; `pointer` is where the text stands."""
    unshown = (span for span in paragraphs(text) if not _is_shown(text[slice(*span)]))
    for found in chain.from_iterable(_CLAIM.finditer(text, *span) for span in unshown):
        yield Finding(
            rule=RULE,
            severity="warn",
            pointer=pointer,
            span=found.span(),
            excerpt=found[0],
            message=f"“{found[0]}” leaves no room for anything else, and nothing beside it shows that it is so.",
            suggestion=SUGGESTION,
            source=SOURCE,
        )


def _is_shown(paragraph: str) -> bool:
    """An address and a year: what shows it, and of when. A year inside the address says nothing of when."""
    return bool(_ADDRESS.search(paragraph)) and bool(_DATE.search(_ADDRESS.sub("", paragraph)))
