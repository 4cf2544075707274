"""The line to print wherever a text is shown: Title, Author, Source, Licence (domain.md, LIC-4). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from library.catalogue.licences import RESTRICTED, terms_of


@dataclass(frozen=True)
class Credit:
    """What an attribution is made of. `coproduction` is the sentence on who made it together, if there is one."""

    title: str
    rights_holder: str
    publisher: str
    url: str
    licence_spdx: str
    licence_name: str
    licence_url: str
    coproduction: str | None = None


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
        credit.coproduction,
    )


def attribution_html(credit: Credit) -> str:
    """The same words, with links."""
    author = escape(credit.rights_holder)
    if credit.rights_holder != credit.publisher:
        author += f", published by {escape(credit.publisher)}"
    work = f'<a href="{escape(credit.url)}">{escape(credit.title)}</a>'
    licence = f'<a rel="license" href="{escape(credit.licence_url)}">{escape(_terms(credit))}</a>'
    coproduction = escape(credit.coproduction) if credit.coproduction else None
    return f"<p>{_join(f'‘{work}’ by {author}.', f'{licence}.', coproduction)}</p>"


def _terms(credit: Credit) -> str:
    if terms_of(credit.licence_spdx) is RESTRICTED:
        return f"Used by permission: {credit.licence_name}"
    return f"Licensed under {credit.licence_name}"


def _join(*sentences: str | None) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
