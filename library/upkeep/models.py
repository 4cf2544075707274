"""What people were told of, who wants no letters, and what was seen at the addresses that readers are sent to. Nothing of people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.accounts.models import Organisation, User
from library.catalogue.models import Entry
from library.directory.models import ContactPoint, Service
from library.ids import new_id
from library.syndication.models import Subscription
from library.upkeep.watching import MATTERS, OPENED_BY_HAND, Sight, Standing, State


class Digest(models.Model):
    """The one letter that a person gets on a day, about everything that there is to tell."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "day"], name="digest_is_one_a_day")]

    def __str__(self) -> str:
        return str(self.day)


class Reminder(models.Model):
    """A person was told of a stage of a duty. Never told again of the same. `gone_since`: see `forgetting`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    subject = models.UUIDField()
    due_on = models.DateField()
    stage = models.CharField(max_length=20)
    gone_since = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "subject", "kind", "due_on", "stage"], name="reminder_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}: {self.stage}"


class WebhookReminder(models.Model):
    """A webhook was told of a status of a duty of its organisation. Never told again of the same. `gone_since`: see `forgetting`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    subject = models.UUIDField()
    due_on = models.DateField()
    stage = models.CharField(max_length=20)
    gone_since = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subscription", "subject", "kind", "due_on", "stage"], name="webhook_is_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}: {self.stage}"


class LettersOff(models.Model):
    """A person who wants no reminders by letter: they look at the desk by themselves."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="letters_off")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.since)


MATTER = [state.value for state in MATTERS]


class WatchedAddress(models.Model):
    """An address that readers are sent to, or on which a contact point was verified; once, whoever names it (`watching`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    url = models.TextField(help_text="Without what follows `#`.")
    url_sha256 = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255)
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in State], default=State.NEW.value
    )
    since = models.DateField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=20, blank=True)
    moved_to = models.CharField(max_length=2000, blank=True)
    failed_days = models.PositiveIntegerField(default=0)
    same_days = models.PositiveIntegerField(default=0)
    first_failed_on = models.DateField(null=True)
    last_failed_on = models.DateField(null=True)
    looked_at = models.DateTimeField(null=True)
    next_look_at = models.DateTimeField()

    FACTS = tuple(Standing.__dataclass_fields__)

    class Meta:
        verbose_name_plural = "watched addresses"
        indexes: ClassVar = [
            models.Index(fields=["next_look_at", "host"], name="watched_address_by_turn"),
            models.Index(fields=["host", "looked_at"], name="watched_address_by_host"),
            # Few of many: duties begin from these.
            models.Index(fields=["state"], name="watched_address_matters", condition=Q(state__in=MATTER)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="watched_address_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="moved") & ~Q(moved_to="") | ~Q(state="moved") & Q(moved_to=""),
                name="watched_address_moved_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(failed_days=0, same_days=0, first_failed_on=None, last_failed_on=None)
                | Q(failed_days__gte=1, same_days__gte=1, last_failed_on__gte=models.F("first_failed_on")),
                name="watched_address_failures_dated",
            ),
            models.CheckConstraint(
                condition=Q(state="new") | Q(since__isnull=False, looked_at__isnull=False),
                name="watched_address_state_was_seen",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def standing(self) -> Standing:
        facts = {name: getattr(self, name) for name in self.FACTS}
        return Standing(**{**facts, "state": State(self.state)})


class Arrival(models.Model):
    """A person of an organisation opened an address that the watch can't look at, and readers arrive there. It holds until a day, and only
    while the watch fails in the very way in which it did (`state`, `problem`): what gets worse is looked at again. An address that is
    changed is another one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    address = models.ForeignKey(WatchedAddress, on_delete=models.CASCADE, related_name="arrivals")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    opened_by = models.UUIDField(help_text="Opaque: the person's id.")
    opened_at = models.DateTimeField()
    holds_until = models.DateField(help_text="The last day.")
    state = models.CharField(max_length=12)
    problem = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["address", "organisation"], name="arrival_is_one_an_organisation"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(state.value for state in OPENED_BY_HAND)) & ~Q(problem=""),
                name="arrival_where_the_watch_fails",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address_id} until {self.holds_until}"


class LinksRead(models.Model):
    """Up to which edition of an entry its addresses are written down here."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="+")
    edition = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.entry_id} up to {self.edition}"


class Link(models.Model):
    """Who names an address: an entry in an edition, or a record of the directory, `written` so in it. It counts only while that is so
    (`links.naming`): what was changed since is no matter of theirs any more, before anything was looked at again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    address = models.ForeignKey(WatchedAddress, on_delete=models.CASCADE, related_name="links")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="+")
    edition = models.PositiveIntegerField(null=True)
    contact_point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, null=True, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, related_name="+")
    written = models.CharField(max_length=2000)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False, edition__isnull=False, contact_point=None, service=None)
                | Q(entry=None, edition=None, contact_point__isnull=False, service=None)
                | Q(entry=None, edition=None, contact_point=None, service__isnull=False),
                name="link_is_named_by_one",
            ),
            models.UniqueConstraint(fields=["entry", "address"], name="link_once_an_entry"),
            models.UniqueConstraint(fields=["contact_point", "written"], name="link_once_a_contact_point"),
            models.UniqueConstraint(fields=["service", "written"], name="link_once_a_service"),
        ]

    def __str__(self) -> str:
        return self.written


class Sighting(models.Model):
    """Whether the number of a contact point stood on the page where it was verified (`watching.Sight`). It counts while the contact point
    has this `number` and this `page`.
    """

    contact_point = models.OneToOneField(ContactPoint, on_delete=models.CASCADE, primary_key=True, related_name="+")
    number = models.CharField(max_length=300)
    page = models.CharField(max_length=500)
    seen_on = models.DateField(null=True)
    missing_since = models.DateField(null=True)
    missed_on = models.DateField(null=True)
    decided = models.BooleanField(default=False)

    FACTS = tuple(Sight.__dataclass_fields__)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(missing_since=None, missed_on=None) | Q(missed_on__gte=models.F("missing_since")),
                name="sighting_missed_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} on {self.page}"

    @property
    def sight(self) -> Sight:
        return Sight(**{name: getattr(self, name) for name in self.FACTS})
