"""The line to print wherever a text is shown: Title, Author, Source, Licence; of an adaptation also what it was made from,
generation by generation, what was changed, and that it speaks for nobody else (domain.md, LIC-4, LIC-6). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from library.catalogue.licences import RESTRICTED, terms_of


@dataclass(frozen=True)
class Adapted:
    """One step back: what a text was adapted from, and what `by` changed in it, in words, on a day."""

    title: str
    rights_holder: str
    url: str
    licence_name: str
    licence_url: str
    changes: str
    by: str
    on: date


@dataclass(frozen=True)
class Credit:
    """What an attribution is made of. `coproduction` is the sentence on who made it together, if there is one.
    `adapted_from` goes back to the first original, the latest step first.
    """

    title: str
    rights_holder: str
    publisher: str
    url: str
    licence_spdx: str
    licence_name: str
    licence_url: str
    coproduction: str | None = None
    adapted_from: tuple[Adapted, ...] = ()


def attribution_text(credit: Credit) -> str:
    """One paragraph of plain text."""
    author = (
        credit.rights_holder
        if credit.rights_holder == credit.publisher
        else f"{credit.rights_holder}, published by {credit.publisher}"
    )
    return _join(
        f"‘{credit.title}’ by {author} ({credit.url}).",
        f"{_terms(credit)} ({credit.licence_url}).",
        *(
            f"Adapted from ‘{one.title}’ by {one.rights_holder} ({one.url}, {one.licence_name}, {one.licence_url}). {_made(one)}"
            for one in credit.adapted_from
        ),
        _disclaimer(credit),
        credit.coproduction,
    )


def attribution_html(credit: Credit) -> str:
    """The same words, with links."""
    author = escape(credit.rights_holder)
    if credit.rights_holder != credit.publisher:
        author += f", published by {escape(credit.publisher)}"
    work = f'<a href="{escape(credit.url)}">{escape(credit.title)}</a>'
    licence = f'<a rel="license" href="{escape(credit.licence_url)}">{escape(_terms(credit))}</a>'
    rest = [*map(_adapted_html, credit.adapted_from), escape(_disclaimer(credit)), escape(credit.coproduction or "")]
    return f"<p>{_join(f'‘{work}’ by {author}.', f'{licence}.', *rest)}</p>"


def _adapted_html(one: Adapted) -> str:
    work = f'<a href="{escape(one.url)}">{escape(one.title)}</a>'
    licence = f'<a href="{escape(one.licence_url)}">{escape(one.licence_name)}</a>'
    return f"Adapted from ‘{work}’ by {escape(one.rights_holder)} ({licence}). {escape(_made(one))}"


def _made(one: Adapted) -> str:
    return f"Changes made: {one.changes}, by {one.by}, {one.on.day} {one.on:%B %Y}."


def _disclaimer(credit: Credit) -> str:
    """An adaptation speaks for whoever made it, and for nobody before them."""
    if not credit.adapted_from:
        return ""
    earlier = list(
        dict.fromkeys(one.rights_holder for one in credit.adapted_from if one.rights_holder != credit.publisher)
    )
    alone = f"{credit.publisher} alone is responsible for this version"
    return f"{alone}; it is not endorsed by {' or '.join(earlier)}." if earlier else f"{alone}."


def _terms(credit: Credit) -> str:
    if terms_of(credit.licence_spdx) is RESTRICTED:
        return f"Used by permission: {credit.licence_name}"
    return f"Licensed under {credit.licence_name}"


def _join(*sentences: str | None) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
