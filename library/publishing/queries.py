"""Reading the workshop: only what belongs to the actor's organisation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Lower

from library.accounts.actors import Actor
from library.accounts.models import User
from library.catalogue.models import Entry, Item
from library.catalogue.queries import visible_items
from library.editions.models import Edition, Waiver
from library.errors import NotFound
from library.history.queries import actors_of
from library.publishing.models import Draft, Import, Review, ReviewInvitation
from library.publishing.signoff import Opinion, missing_kinds, required_kinds, valid_sign_offs
from library.quality.review_criteria import Criterion, criteria_for

WRITING = ("draft.started", "draft.saved")


def visible_drafts(by: Actor) -> QuerySet[Draft]:
    """The drafts of the actor's organisation."""
    return Draft.objects.filter(item__owner=by.organisation_id).select_related("item")


def get_draft(draft_id: UUID, *, by: Actor) -> Draft:
    """One visible draft. Raises `NotFound`, also when it belongs to somebody else."""
    draft = visible_drafts(by).filter(pk=draft_id).first()
    if draft is None:
        raise NotFound()
    return draft


def visible_reviews(by: Actor) -> QuerySet[Review]:
    """The reviews of the organisation's items."""
    found = Review.objects.filter(item__owner=by.organisation_id)
    return found.select_related("item", "edition", "invitation__reviewer")


def get_review(review_id: UUID, *, by: Actor) -> Review:
    """One visible review. Raises `NotFound`, also when it belongs to somebody else."""
    review = visible_reviews(by).filter(pk=review_id).first()
    if review is None:
        raise NotFound()
    return review


def visible_waivers(by: Actor) -> QuerySet[Waiver]:
    """What may stand in texts of the organisation's items."""
    return Waiver.objects.filter(item__owner=by.organisation_id).select_related("item")


def get_waiver(waiver_id: UUID, *, by: Actor) -> Waiver:
    """One of them. Raises `NotFound`, also when it belongs to somebody else."""
    waiver = visible_waivers(by).filter(pk=waiver_id).first()
    if waiver is None:
        raise NotFound()
    return waiver


def visible_review_invitations(by: Actor) -> QuerySet[ReviewInvitation]:
    """Who outside was asked to review the organisation's drafts. It holds names and addresses: for those who write and publish."""
    found = ReviewInvitation.objects.filter(item__owner=by.organisation_id)
    return found.select_related("item", "reviewer", "draft", "review")


def get_review_invitation(invitation_id: UUID, *, by: Actor) -> ReviewInvitation:
    """One visible invitation. Raises `NotFound`, also when it belongs to somebody else."""
    found = visible_review_invitations(by).filter(pk=invitation_id).first()
    if found is None:
        raise NotFound()
    return found


def opinions_on(draft: Draft) -> list[Opinion]:
    """What reviewers have said of a draft, in order."""
    said = list(reviews_with_reviewers().filter(draft=draft).order_by("created_at", "id"))
    people = people_behind(said, writers=draft.contributors)
    return [opinion(review, people) for review in said]


def reviews_with_reviewers() -> QuerySet[Review]:
    """With what says whose word each is, in the same query."""
    return Review.objects.select_related("invitation__reviewer")


def reviewer_of(review: Review) -> UUID:
    """Whose word a review is: an account's, or somebody's outside."""
    if review.invitation is not None:
        return review.invitation.reviewer.identity
    if review.reviewer_id is None:
        raise TypeError("a review is by an account or by somebody outside")
    return review.reviewer_id


def people_behind(reviews: Collection[Review], *, writers: Collection[UUID]) -> dict[UUID, UUID]:
    """Who they are that reviewed from outside, by whom their word was noted as: the account of the same address that reviewed or wrote,
    or one of them for all who have the address. Looked up each time that it counts, for they may join after they answered, and are asked
    anew where an item has a new home.
    """
    rows = {review.invitation.reviewer for review in reviews if review.invitation is not None}
    outside = sorted((row for row in rows if row.email), key=lambda row: (row.account_id is None, row.pk))
    if not outside:
        return {}
    accounts = {*writers, *(review.reviewer_id for review in reviews if review.reviewer_id)}
    known = User.objects.filter(pk__in=accounts).annotate(address=Lower("email")).exclude(email="").order_by("pk")
    people = dict(known.values_list("address", "pk"))
    for row in outside:
        people.setdefault(row.email, row.identity)
    return {row.pk: people[row.email] for row in outside if row.account_id is None}


def criteria_of(item: Item, kind: str) -> tuple[Criterion, ...]:
    """What a reviewer of this kind is asked about the item."""
    return criteria_for(kind, item_kind=item.kind, is_health_content=item.is_health_content)


def opinion(review: Review, people: Mapping[UUID, UUID]) -> Opinion:
    """What sign-off counts of a review; `people` as `people_behind` tells."""
    noted = reviewer_of(review)
    return Opinion(
        reviewer=people.get(noted, noted),
        kind=review.kind,
        scope=review.scope,
        approved=review.decision == Review.Decision.APPROVED,
        document_hash=review.document_hash,
        at=review.created_at,
    )


def sign_offs_of(draft: Draft) -> dict[str, Opinion]:
    """The sign-offs that hold for the draft as it stands, by kind."""
    return valid_sign_offs(opinions_on(draft), draft.document_hash, draft.contributors)


def missing_sign_offs(draft: Draft) -> list[str]:
    """The kinds of sign-off that the draft still needs."""
    return missing_kinds(required_kinds(draft.item.is_health_content), sign_offs_of(draft))


def authors_of(edition: Edition) -> set[UUID]:
    """Who wrote in the text of an edition: in its draft, from the edition before on."""
    before = Edition.objects.filter(item=edition.item_id, language=edition.language, number=edition.number - 1).first()
    return actors_of(
        WRITING,
        subject=edition.item_id,
        language=edition.language,
        since=before.published_at if before else None,
        until=edition.published_at,
    )


def find_items(
    by: Actor,
    *,
    kind: str | None = None,
    standing: str | None = None,
    state: str | None = None,
    title: str | None = None,
) -> QuerySet[Item]:
    """The items of the actor's organisation with their drafts and entries: those of a kind and standing, with a draft in
    a state, and with these words in the title of a draft or of what is out.
    """
    items = visible_items(by).prefetch_related(
        Prefetch("drafts", Draft.objects.defer("document").order_by("created_at")),
        Prefetch("entries", Entry.objects.only("item_id", "language", "state", "title", "edition", "is_original")),
    )
    given = {"kind": kind, "standing": standing}
    items = items.filter(**{name: value for name, value in given.items() if value is not None})
    drafts = Draft.objects.filter(item=OuterRef("pk"))
    if state is not None:
        items = items.filter(Exists(drafts.filter(state=state)))
    if title is not None:
        entries = Entry.objects.filter(item=OuterRef("pk"), title__icontains=title)
        items = items.filter(Exists(drafts.filter(title__icontains=title)) | Exists(entries))
    return items


def get_whole_item(item_id: UUID, *, by: Actor) -> Item:
    """One visible item with its drafts and entries. Raises `NotFound`, also when it belongs to somebody else."""
    item = find_items(by).filter(pk=item_id).first()
    if item is None:
        raise NotFound()
    return item


def visible_imports(by: Actor) -> QuerySet[Import]:
    """What became of files that drafts of the organisation were made from."""
    return Import.objects.filter(draft__item__owner=by.organisation_id).select_related("draft__item")


def get_import(import_id: UUID, *, by: Actor) -> Import:
    """One of them. Raises `NotFound`, also when it belongs to somebody else."""
    report = visible_imports(by).filter(pk=import_id).first()
    if report is None:
        raise NotFound()
    return report


def visible_editions(by: Actor) -> QuerySet[Edition]:
    """The editions of the organisation's items, without their texts."""
    return Edition.objects.filter(item__owner=by.organisation_id).select_related("item").defer("document", "source")


def get_edition(edition_id: UUID, *, by: Actor) -> Edition:
    """One visible edition with its text. Raises `NotFound`, also when it belongs to somebody else."""
    edition = visible_editions(by).defer(None).filter(pk=edition_id).first()
    if edition is None:
        raise NotFound()
    return edition
