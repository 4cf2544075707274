"""A training's details in words (domain.md TN-1)."""

from __future__ import annotations

from collections.abc import Iterator

from library.documents.details.training import Material, Trainer, TrainingDate, TrainingDetails
from library.documents.fields import duration_seconds
from library.documents.markdown import escape
from library.rendering.composing import items, labelled, link, prose, table
from library.rendering.words import Words


def training_at_a_glance(details: TrainingDetails, words: Words) -> str:
    """How it is held, how long it takes and for how many."""
    length = words.length(duration_seconds(details.duration)) if details.duration else ""
    facts = {
        words.delivery: words.name(details.delivery),
        words.duration: length,
        words.group_size: _group_size(details, words),
    }
    return items(labelled(label, escape(fact)) for label, fact in facts.items())


def training(details: TrainingDetails, words: Words) -> Iterator[tuple[str, str]]:
    """Name of the detail and its Markdown, empty if it says nothing, in the order in which to read them."""
    yield "learning_outcomes", _learning_outcomes(details, words)
    yield "audience", prose(details.audience)
    yield "agenda", _agenda(details, words)
    yield "trainers", items(_trainer(trainer) for trainer in details.trainers)
    yield "prerequisites", prose(details.prerequisites)
    yield "accessibility", prose(details.accessibility)
    yield "cost", prose(details.cost)
    yield "materials", items(_material(material) for material in details.materials)
    yield "dates", items(_date(date, words) for date in details.dates)
    yield "booking", details.booking
    yield "evaluation", prose(details.evaluation)


def _group_size(details: TrainingDetails, words: Words) -> str:
    size = details.group_size
    bounds = ((words.at_least, size.at_least), (words.at_most, size.at_most)) if size else ()
    return ", ".join(form.format(people=words.count("people", number)) for form, number in bounds if number)


def _learning_outcomes(details: TrainingDetails, words: Words) -> str:
    outcomes = items(map(escape, details.learning_outcomes))
    return f"{escape(words.learning_intro)}\n\n{outcomes}" if outcomes else ""


def _agenda(details: TrainingDetails, words: Words) -> str:
    rows = [(escape(item.title), str(item.minutes)) for item in details.agenda]
    if len(rows) > 1:
        rows.append((f"**{escape(words.total)}**", f"**{sum(item.minutes for item in details.agenda)}**"))
    return table((words.activity, words.minutes), rows, figures=True)


def _trainer(trainer: Trainer) -> str:
    if not trainer.lived_experience.strip():
        return escape(trainer.role)
    return labelled(trainer.role, escape(trainer.lived_experience))


def _material(material: Material) -> str:
    return link(material.title, material.url) if material.url else escape(material.title)


def _date(date: TrainingDate, words: Words) -> str:
    day = words.format_date(date.date)
    booking = f" · {link(words.book_this.format(date=day), date.url)}" if date.url else ""
    return f"**{escape(day)}** · {escape(date.place)}{booking}"
