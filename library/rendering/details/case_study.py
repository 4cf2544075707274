"""A case study's details in words (domain.md CP-2 to CP-4): what did not work stands beside what did."""

from __future__ import annotations

from collections.abc import Iterator

from library.documents.details.case_study import CaseStudyDetails, Participants, SaidDid, StageRecord
from library.documents.markdown import escape
from library.rendering.composing import items, labelled, lines, prose, stack, table
from library.rendering.words import Words


def case_study(details: CaseStudyDetails, words: Words) -> Iterator[tuple[str, str]]:
    """Name of the detail and its Markdown, empty if it says nothing, in the order in which to read them."""
    yield "context", prose(details.context)
    yield "aim", prose(details.aim)
    yield "participants", items(_participants(group, words) for group in details.participants)
    yield "methods", prose(details.methods)
    yield "access_support", prose(details.access_support)
    yield "recompense", prose(details.recompense)
    yield "stages", items(_stage(record, words) for record in details.stages)
    yield "what_we_did", prose(details.what_we_did)
    yield "said_did", items(_said_did(pair, words) for pair in details.said_did)
    yield "results_positive", prose(details.results_positive)
    yield "results_negative", prose(details.results_negative)
    yield "influence", prose(details.influence)
    yield "went_well", prose(details.went_well)
    yield "went_less_well", prose(details.went_less_well)
    yield "outcomes", _outcomes(details, words)
    yield "adoption", prose(details.adoption)
    yield "testimonials", "\n\n".join(f"{{{{quote:{testimonial}}}}}" for testimonial in details.testimonials)


def _participants(group: Participants, words: Words) -> str:
    name = words.name(group.group)
    return labelled(f"{name} ({group.count})" if group.count else name, escape(group.description))


def _stage(record: StageRecord, words: Words) -> str:
    """No row of a table: who took part, and what shows it, may be paragraphs."""
    return stack(
        [
            f"**{escape(words.name(record.stage))}** · {escape(words.name(record.approach))}",
            labelled(words.who, lines(record.who)),
            labelled(words.evidence, lines(record.evidence)),
        ]
    )


def _said_did(pair: SaidDid, words: Words) -> str:
    status = [f"**{escape(words.name(pair.status))}**"]
    if pair.as_of:
        status.append(escape(words.as_of.format(date=words.format_date(pair.as_of))))
    return stack(
        [
            labelled(words.you_said, escape(pair.said)),
            labelled(words.we_did, lines(pair.did)),
            labelled(words.reason, lines(pair.reason)),
            " · ".join(status),
        ]
    )


def _outcomes(details: CaseStudyDetails, words: Words) -> str:
    dated = any(outcome.date for outcome in details.outcomes)
    rows = [
        (
            escape(outcome.measure),
            escape(outcome.value),
            escape(words.format_date(outcome.date)) if outcome.date else "",
        )
        for outcome in details.outcomes
    ]
    heads = (words.measure, words.result, words.date)
    return table(heads, rows) if dated else table(heads[:2], [row[:2] for row in rows])
