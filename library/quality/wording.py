"""Every check of wording that this kind of document gets, in one call. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from library.documents.limits import FAULTS
from library.documents.model import CaseStudyDocument, Document, TrainingDocument
from library.quality.absolute_claims import absolute_claims
from library.quality.evidence import undated
from library.quality.findings import Finding
from library.quality.learning_outcomes import outcome_findings
from library.quality.operational_facts import operational_facts
from library.quality.texts import is_english, readable_texts
from library.quality.third_party_names import third_party_names


def wording_findings(
    document: Document, *, staff: Collection[str] = (), allowed: Collection[str] = ()
) -> Iterator[Finding]:
    """What a person should look at, by JSON pointer into the document: at most `FAULTS` of a rule in one text. `staff` and
    `allowed` are as `third_party_names` takes them.
    """
    if isinstance(document, CaseStudyDocument):
        yield from undated(document.details)
        if is_english(document):
            for place, text in readable_texts(document):
                yield from islice(absolute_claims(text, place), FAULTS)
                yield from islice(operational_facts(text, place), FAULTS)
                yield from third_party_names(text, place, staff=staff, allowed=allowed)
    elif isinstance(document, TrainingDocument) and is_english(document):
        yield from outcome_findings(document.details.learning_outcomes)


def quote_findings(text: str, *, staff: Collection[str] = (), allowed: Collection[str] = ()) -> Iterator[Finding]:
    """The same of a quote in English. Spans are in the quote: what is cut there is marked, and the person sees the final wording."""
    yield from islice(absolute_claims(text), FAULTS)
    yield from third_party_names(text, staff=staff, allowed=allowed)
