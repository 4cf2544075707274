"""What a new edition of a template offers to an adaptation of it: section by section, base, theirs, mine and a merge.

Pure. An offer decides nothing; `decisions` applies what somebody decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from library.documents.merge import merge
from library.documents.model import LeafletDocument, Section
from library.documents.sentences import joined
from library.documents.vocabulary import Policy
from library.leaflets.recipe import Choice, Recipe, Templates, section_of


class Status(StrEnum):
    """`unchanged`: by nobody. `upstream`: by them. `local`: by me. `merged`: by both, in different places. `conflict`: by
    both, and somebody has to decide. `added`, `removed`: by them.
    """

    UNCHANGED = "unchanged"
    UPSTREAM = "upstream"
    LOCAL = "local"
    MERGED = "merged"
    CONFLICT = "conflict"
    ADDED = "added"
    REMOVED = "removed"


SETTLED = frozenset({Status.UNCHANGED, Status.LOCAL})
"""Nothing came from them."""
SAFE = frozenset({Status.UPSTREAM, Status.ADDED, Status.MERGED})
"""Can be taken without losing or overlooking a word of mine."""


@dataclass(frozen=True)
class Disputed:
    """One place of a section that both changed, as Markdown; empty where a side took it out."""

    base: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class SectionOffer:
    """`base`, `theirs`, `mine` and `proposed` are Markdown, or None: not there, left out, or nothing to propose.

    `since` is the edition that `base` is of. `declined` tells that this change was declined before, `must_follow` that
    the authors no longer allow what I did, so that only theirs can stand.
    """

    id: str
    heading: str
    policy: Policy
    status: Status
    since: int
    base: str | None
    theirs: str | None
    mine: str | None
    proposed: str | None
    conflicts: tuple[Disputed, ...] = ()
    declined: bool = False
    must_follow: bool = False


@dataclass(frozen=True)
class DetailOffer:
    """A blank of the form: `added`, `removed`, `upstream` (asked for otherwise) or `unchanged`. `missing`: it must be filled."""

    key: str
    label: str
    status: Status
    required: bool
    missing: bool


@dataclass(frozen=True)
class Offer:
    from_edition: int
    to_edition: int
    sections: tuple[SectionOffer, ...]
    details: tuple[DetailOffer, ...]

    @property
    def pending(self) -> tuple[SectionOffer, ...]:
        """What came from them and is neither taken nor declined."""
        return tuple(offer for offer in self.sections if offer.status not in SETTLED and not offer.declined)


def offer(recipe: Recipe, templates: Templates, to_edition: int) -> Offer:
    """What edition `to_edition` brings to the recipe, in its order; sections that it no longer has come last."""
    newest = templates[to_edition]
    now = {section.id for section in newest.sections}
    gone = [section for section in templates[recipe.edition].sections if section.id not in now]
    kept_only_here = [id_ for id_ in recipe.sections if id_ not in now and id_ not in {section.id for section in gone}]
    sections = [_section(section, recipe, templates, to_edition) for section in newest.sections]
    sections += [
        _removed(id_, recipe, templates, to_edition) for id_ in [*(section.id for section in gone), *kept_only_here]
    ]
    return Offer(
        recipe.edition, to_edition, tuple(sections), tuple(_details(templates[recipe.edition], newest, recipe.details))
    )


def _section(theirs: Section, recipe: Recipe, templates: Templates, to_edition: int) -> SectionOffer:
    choice = recipe.sections.get(theirs.id)
    since = choice.base if choice else recipe.edition
    base = section_of(templates[since], theirs.id)
    status, proposed, conflicts = _status(base, theirs, choice)
    return SectionOffer(
        id=theirs.id,
        heading=theirs.heading,
        policy=theirs.policy,
        status=status,
        since=since,
        base=None if base is None else base.body,
        theirs=theirs.body,
        mine=_mine(choice, base),
        proposed=proposed,
        conflicts=conflicts,
        declined=to_edition in (recipe.declined, choice.declined if choice else None),
        must_follow=theirs.policy is Policy.LOCKED or not _may_stand(choice, theirs),
    )


def _status(
    base: Section | None, theirs: Section, choice: Choice | None
) -> tuple[Status, str | None, tuple[Disputed, ...]]:
    """What happened, what is proposed, and what has to be decided."""
    if base is None:
        return Status.ADDED, theirs.body, ()
    if not _may_stand(choice, theirs):
        return Status.UPSTREAM, theirs.body, ()
    if _same(base, theirs):
        is_local = choice is not None and not choice.is_verbatim
        return (Status.LOCAL if is_local else Status.UNCHANGED), _mine(choice, base), ()
    if choice is None or choice.is_verbatim:
        return Status.UPSTREAM, theirs.body, ()
    if choice.text is None:
        # Left out here: whether what is new makes it needed is for a person to say.
        return Status.CONFLICT, None, (Disputed(base.body, theirs.body, ""),)
    merged = merge(base.body, theirs.body, choice.text)
    disputed = tuple(
        Disputed(*(joined(side).strip("\n ") for side in (one.base, one.theirs, one.mine))) for one in merged.conflicts
    )
    return (Status.CONFLICT if disputed else Status.MERGED), merged.text, disputed


def _removed(id_: str, recipe: Recipe, templates: Templates, to_edition: int) -> SectionOffer:
    choice = recipe.sections.get(id_)
    since = choice.base if choice else recipe.edition
    base = section_of(templates[since], id_) or section_of(templates[recipe.edition], id_)
    mine = _mine(choice, base)
    return SectionOffer(
        id=id_,
        heading=base.heading if base else id_,
        policy=base.policy if base else Policy.ADAPTABLE,
        status=Status.REMOVED,
        since=since,
        base=base.body if base else None,
        theirs=None,
        mine=mine,
        proposed=None,
        declined=recipe.declined == to_edition,
    )


def _mine(choice: Choice | None, base: Section | None) -> str | None:
    if choice is not None and choice.left_out:
        return None
    if choice is not None and choice.text is not None:
        return choice.text
    return None if base is None else base.body


def _may_stand(choice: Choice | None, section: Section) -> bool:
    return choice is None or choice.is_verbatim or choice.may_stand(section.policy)


def _same(one: Section, other: Section) -> bool:
    """Whether a reader would meet the same section."""
    return (one.heading, one.care_level, one.body) == (other.heading, other.care_level, other.body)


def _details(old: LeafletDocument, new: LeafletDocument, filled: Mapping[str, object]) -> Iterator[DetailOffer]:
    before = {detail.key: detail for detail in old.details.local_details}
    after = {detail.key: detail for detail in new.details.local_details}
    for key, detail in after.items():
        status = Status.ADDED if key not in before else Status.UNCHANGED if detail == before[key] else Status.UPSTREAM
        yield DetailOffer(key, detail.label, status, detail.required, detail.required and filled.get(key) in (None, ""))
    for key, detail in before.items():
        if key not in after:
            yield DetailOffer(key, detail.label, Status.REMOVED, detail.required, missing=False)
