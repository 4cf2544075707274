"""Why a rendition can't be made. Each is a fact with a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterable

from library.errors import Fault, Incomplete, Unavailable


class MissingGlyphs(Incomplete):
    """No font has a sign for a character. `errors` names each character and the place where it stands first;
    `characters` lists their code points.
    """

    slug = "missing-glyphs"
    title = "Some characters can't be printed"
    explanation = (
        "The fonts have no sign for some characters of the text, so that they would be missing on paper. `errors` names "
        "each with its code point and where it stands. Write it in another way, or ask the library to add a font that has it."
    )

    def __init__(self, errors: Iterable[Fault], *, characters: Iterable[str]) -> None:
        faults, code_points = list(errors), list(characters)
        count = "1 character has" if len(code_points) == 1 else f"{len(code_points)} characters have"
        super().__init__(f"{count} no sign in any font.", errors=faults, characters=code_points)


class RenderFailed(Incomplete):
    """The typesetter refused the page. The detail is its own sentence, which names no path."""

    slug = "render-failed"
    title = "This can't be set as a page"
    explanation = (
        "The text was read, but no page came of it. The detail says why, in the words of the typesetter. Make the text "
        "simpler where it is unusual (very deep lists, very wide tables), and tell the library: this should not happen."
    )


class DoesNotFit(Incomplete):
    """There is more text than paper. `section` is the id of the section that runs over (`title`, `summary` or `imprint`
    outside the sections), `panel` where the room ends, `overflow_mm` how many millimetres of a column are missing,
    `suggested_max_chars` to how many characters to cut the text of the section (0: leave it out; none for the imprint).
    `sections` has the same for each section that runs over.
    """

    slug = "does-not-fit"
    title = "The text is too long for this format"
    explanation = (
        "Even in the smallest type that people can read well, there is more text than the paper has room for. `section` "
        "names the section that runs over, `panel` the panel on which the room ends, `overflow_mm` how many millimetres of "
        "a column are missing, `suggested_max_chars` to how many characters its text would have to be cut (0: leave it "
        "out). `sections` has the same for every section that runs over. Shorten it, or use a format with more pages: the "
        "text can be published as it is."
    )


class TooDemanding(Incomplete):
    """Setting it used up the time or the memory that one page may use, and was stopped."""

    slug = "too-demanding"
    title = "This takes too much to set as a page"
    explanation = (
        "Setting the page took more time or memory than one page may take, so it was stopped. Nothing was stored. Shorten the "
        "text, or take out what is unusual in it (very deep lists, very long tables, very large pictures)."
    )


class PressBusy(Unavailable):
    """All places for setting pages are taken, and so are those for waiting."""

    slug = "press-busy"
    title = "Too many pages are being set just now"
    explanation = (
        "The places for setting pages are all taken. Repeat after `Retry-After` seconds. All else works, and what was "
        "set before is at hand."
    )
