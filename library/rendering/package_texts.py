"""What a package says of itself, in plain English, for somebody who works in communications and not with JSON."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from library.rendering.sheet import Imprint, Sheet

_FILES = {
    "text.md": "the text. Open it with any text editor.",
    "document.json": "the text and all that belongs to it, as data for computers. It is exactly what was published.",
    "form.schema.json": "what you fill in for your area, and which sections you may change.",
    "example.json": "an example of what to fill in.",
    "example.md": "the text as it looks with that example. Services and numbers in it are made up: never publish it.",
    "ASSETS.csv": "the pictures and other files, each with its licence. Open it with a spreadsheet.",
    "TESTIMONIALS.json": "quotes whose owners have named you: where you may show each, with which name, and until when.",
    "ATTRIBUTION.txt": "the words that you must print with the text, and the licence.",
    "SHA256SUMS": "checksums, to see whether a file was damaged or changed.",
}

_FOR_ALL = (
    "What is not in it\n-----------------\nThere are no quotes and no logos in this package. The people who said the words "
    "decide\nwho may print them. Logos belong to the organisations. Ask the publisher for both."
)
_FOR_ONE = (
    "For {organisation} alone\n-----------------\nQuotes belong to the people who said them. You have those whose owners have named you; "
    "show each only where\nTESTIMONIALS.json says, with the name that it gives there, and not after its end. text.md has\nthose that you "
    "may print. People may take their words back at any time: then remove them\neverywhere, at once. The feed "
    "says so (testimonial.withdrawn). Do not pass this package on."
)
_NO_TERMS = "terms not stated: ask first"


class Credited(Protocol):
    """A file, as far as it is credited."""

    @property
    def licence(self) -> str: ...
    @property
    def rights_holder(self) -> str: ...


def readme(sheet: Sheet, files: Collection[str], organisation: str = "") -> bytes:
    """What is in the package, and what to do with it. `organisation` is whom it was made for, if it was made for one."""
    imprint, title = sheet.imprint, sheet.document.title
    held = {*files, "SHA256SUMS"}
    listed = [f"- {name}: {purpose}" for name, purpose in _FILES.items() if name in held]
    listed += [f"- {name}: your own logo." for name in sorted(files) if name.startswith("LOGO.")]
    if any(name.startswith("assets/") for name in files):
        listed.append("- assets: a folder with the pictures and other files.")
    paragraphs = [
        f"{title}\n{'=' * len(title)}",
        f"Edition {imprint.edition}, published by {imprint.publisher} on {imprint.published_on.isoformat()}.\n"
        f"Last reviewed on {imprint.last_reviewed.isoformat()}. To be reviewed next by {imprint.next_review_due.isoformat()}.",
        f"The newest edition is always here:\n{imprint.page_url}\nLook there first: this package does not change.",
        "What is in this package\n-----------------------\n" + "\n".join(listed),
        f"What you may do\n---------------\nThe licence is {imprint.licence_name} ({imprint.licence_url}).\n"
        "Print the words in ATTRIBUTION.txt wherever you use the text. Pictures can have licences of their own.",
        _FOR_ONE.format(organisation=organisation) if organisation else _FOR_ALL,
    ]
    if imprint.contact:
        paragraphs.append(f"Questions, and other formats: {imprint.contact}")
    return ("\n\n".join(paragraphs) + "\n").encode()


def attribution(imprint: Imprint, assets: Sequence[tuple[str, Credited]]) -> bytes:
    """The ready line, the licence, how it was made, then each file with its own terms."""
    lines = [imprint.attribution, "", f"Licence: {imprint.licence_name} ({imprint.licence_spdx})", imprint.licence_url]
    lines += [f"Rights holder: {imprint.rights_holder}"] if imprint.rights_holder else []
    lines += ["", imprint.coproduction] if imprint.coproduction else []
    lines += ["", f"Source: {imprint.page_url}", f"Edition {imprint.edition}, {imprint.published_on.isoformat()}"]
    if assets:
        lines += ["", "Files"]
        lines += [
            " ".join(f"- {name}: {', '.join(filter(None, [asset.rights_holder, asset.licence])) or _NO_TERMS}".split())
            for name, asset in assets
        ]
    return ("\n".join(lines) + "\n").encode()


def example_heading() -> bytes:
    """Stands above the example, so that nobody takes it for a leaflet."""
    return b"> This is an example. The services, numbers and addresses in it are made up. Do not publish it.\n\n"
