"""Reminding people of their duties, once a day at most; who wants no letters; who arrived where the watch can't look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from library.accounts import mail
from library.accounts.actors import Actor, check_role
from library.accounts.models import Membership, User
from library.accounts.queries import actor_of
from library.editions.review_status import uk_day
from library.errors import Conflict, NotFound
from library.history.actions import Subject, record
from library.upkeep.duties import duties_at
from library.upkeep.duty import Duty
from library.upkeep.letters import LISTED, digest_text
from library.upkeep.link_words import standing_words
from library.upkeep.links import watched_for
from library.upkeep.models import Arrival, Digest, LettersOff, Reminder, WatchedAddress
from library.upkeep.rules import RULES, Kind
from library.upkeep.stages import stage_on
from library.upkeep.watching import ARRIVAL_HOLDS, OPENED_BY_HAND, State

OPENERS = RULES[Kind.LINK].owners


class NothingToOpen(Conflict):
    """The watch can tell by itself. `state` says how the address stands."""

    slug = "link-not-to-be-opened"
    title = "Nobody need open this address"
    explanation = (
        "A person says that readers arrive only where the watch can't look: while the address is `unreachable` or `refused`. One that is "
        "`broken` or has `moved` is put right in the text or the record that names it; one that is `well` or `new` needs nobody. Read "
        "`/v1/workspace/links` again."
    )


def remind(*, at: datetime) -> int:
    """Write to everybody who has not been told of the present stage of a duty of theirs; to how many.

    Safe to repeat at any time: a person gets one letter a day and is told of no stage twice; what could not be told today is
    told by the next run, with the stage that it has then. Whoever has left, has no address or wants no letters, gets none.
    """
    people = _people()
    theirs: defaultdict[UUID, list[Duty]] = defaultdict(list)
    for duty in duties_at(at):
        for user in _recipients(duty, people.get(duty.organisation, ())):
            theirs[user].append(duty)
    members = {member.user_id: member for found in people.values() for member, _ in found}
    names = {member.organisation_id: member.organisation.name for found in people.values() for member, _ in found}
    off = set(LettersOff.objects.values_list("user", flat=True))
    written = 0
    for user, duties in theirs.items():
        if user not in off and members[user].user.email:
            written += _write(members[user].user, duties, names, at=at)
    return written


@transaction.atomic
def choose_letters(*, wanted: bool, by: Actor, at: datetime) -> bool:
    """Whether one gets reminders by letter from now on. Raises `Forbidden` for a key that is no person's."""
    user = User.objects.select_for_update().get(pk=by.person)
    if wanted:
        changed = LettersOff.objects.filter(user=user).delete()[0] > 0
    else:
        changed = LettersOff.objects.get_or_create(user=user, defaults={"since": at})[1]
    if changed:
        type = "reminders.turned_on" if wanted else "reminders.turned_off"
        subject = Subject(id=user.pk, kind="user", organisation=by.organisation_id)
        record(type, subject=subject, actor=by.id, at=at)
    return wanted


@transaction.atomic
def arrive(*, address: WatchedAddress, by: Actor, at: datetime) -> Arrival:
    """A person opened it, and it is as it should be. For half a year nothing waits for their organisation because of it, unless the
    watch then fails in another way, which may be worse. Again, to begin anew.

    Raises `NotFound` for an address that nothing of theirs names, `NothingToOpen`, `Forbidden`, also for a key that is no person's.
    """
    check_role(by, *OPENERS)
    who, home, on = by.person, by.home, uk_day(at)
    row = WatchedAddress.objects.select_for_update().filter(pk=address.pk).first()
    if row is None or not watched_for(by, on).filter(pk=row.pk).exists():
        raise NotFound()
    if State(row.state) not in OPENED_BY_HAND:
        raise NothingToOpen(standing_words(row.standing), state=row.state)
    facts = {
        "opened_by": who,
        "opened_at": at,
        "holds_until": on + ARRIVAL_HOLDS,
        "state": row.state,
        "problem": row.problem,
    }
    arrival, _ = Arrival.objects.update_or_create(address=row, organisation_id=home, defaults=facts)
    subject = Subject(id=row.pk, kind="watched_address", organisation=home)
    record("link.opened", subject=subject, actor=by.id, at=at, state=row.state)
    return arrival


People = dict[UUID, list[tuple[Membership, Actor]]]


def _people() -> People:
    """Everybody who is a member of something today, by organisation."""
    found: defaultdict[UUID, list[tuple[Membership, Actor]]] = defaultdict(list)
    rows = Membership.objects.filter(ended_at__isnull=True, user__is_active=True)
    for member in rows.select_related("user", "organisation").order_by("pk"):
        found[member.organisation_id].append((member, actor_of(member)))
    return dict(found)


def _recipients(duty: Duty, people: Iterable[tuple[Membership, Actor]]) -> list[UUID]:
    """Whose it is. Where there is nobody whose it could be, it is at once of those to whom it would go in the end."""
    people = list(people)
    own = [member.user_id for member, actor in people if duty.is_of(actor)]
    return own or [member.user_id for member, actor in people if actor.has_role(*duty.rule.escalated_to)]


@transaction.atomic
def _write(user: User, duties: Sequence[Duty], names: dict[UUID, str], *, at: datetime) -> int:
    """The letter of the day, if there is something to tell that was not told; the day is taken first, so that two runs write one."""
    on = uk_day(at)
    staged = [(duty, stage) for duty in duties if (stage := stage_on(duty.rule, duty.due_on, on)) is not None]
    told = set(
        Reminder.objects.filter(user=user, subject__in=[duty.subject for duty in duties]).values_list(
            "kind", "subject", "due_on", "stage"
        )
    )
    fresh = {
        key: (duty, stage)
        for duty, stage in staged
        if (key := (duty.kind.value, duty.subject, duty.due_on, stage)) not in told
    }
    if not fresh:
        return 0
    digest = Digest(user=user, day=on, sent_at=at)
    if not Digest.objects.bulk_create([digest], ignore_conflicts=True) or not _is_ours(digest):
        return 0
    # What the letter does not name is not told: the next day's letter does.
    Reminder.objects.bulk_create(
        Reminder(digest=digest, user=user, kind=duty.kind, subject=duty.subject, due_on=duty.due_on, stage=stage)
        for duty, stage in list(fresh.values())[:LISTED]
    )
    letter = digest_text([duty for duty, _ in fresh.values()], names, f"{settings.PUBLIC_URL}{settings.DESK_PREFIX}")
    mail.send(to=user.email, subject=letter.subject, text=letter.text, at=at)
    return 1


def _is_ours(digest: Digest) -> bool:
    """Whether this run took the day, and none before it or beside it."""
    return Digest.objects.filter(pk=digest.pk).exists()
