"""What checks of a text answer with, everywhere in the same shape (design.md, section 7)."""

from __future__ import annotations

from pydantic import Field

from api.http.requests import Shape
from library.quality.findings import Finding
from library.quality.readability import ACCEPTABLE, EASY, Readability


class FindingShape(Shape):
    """Something to look at."""

    rule: str
    severity: str = Field(
        description="`block`: it can't be published so. `warn`: look at it. `advise`: it could be better."
    )
    pointer: str = Field(
        description=(
            "JSON pointer into what was checked: a document, or of an adaptation `/details/<key>`, `/sections/<id>`, "
            "`/areas/<number>`, `/next_review_due`; empty for the whole."
        )
    )
    span: list[int] | None = Field(description="First character and the one after the last, in the text at `pointer`.")
    excerpt: str | None
    message: str
    suggestion: str | None
    source: str | None = Field(description="Where the rule comes from.")

    @classmethod
    def of(cls, one: Finding) -> FindingShape:
        return cls(
            rule=one.rule,
            severity=one.severity,
            pointer=one.pointer,
            span=list(one.span) if one.span else None,
            excerpt=one.excerpt,
            message=one.message,
            suggestion=one.suggestion,
            source=one.source,
        )


class ReadabilityShape(Shape):
    """How hard an English text is to read: advice, never a condition."""

    words: int
    sentences: int
    reading_age: float = Field(description="In years, by the Flesch-Kincaid grade.")
    with_terms: float = Field(
        description="The same when the names of illnesses and treatments, which can't be put more simply, count as one short word each."
    )
    longest_sentence: int = Field(description="Words in it; up to 20 are easy to follow.")
    band: str = Field(
        description=f"By `with_terms`: `easy` up to {EASY} years, `acceptable` up to {ACCEPTABLE}, `hard` above."
    )

    @classmethod
    def of(cls, told: Readability | None) -> ReadabilityShape | None:
        if told is None:
            return None
        return cls(
            words=told.words,
            sentences=told.sentences,
            reading_age=told.reading_age,
            with_terms=told.with_terms,
            longest_sentence=told.longest_sentence,
            band=told.band,
        )
