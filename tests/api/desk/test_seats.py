"""Who sits at the desk, and for whom they act."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from library.accounts import actions
from library.accounts.actors import SYSTEM
from library.accounts.models import Membership
from tests.api.desk.sitting import PASSWORD, address, let_in, list_of
from tests.worlds import World

BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_a_superuser_without_a_membership_reads_reference_data_and_nothing_else(world: World, client: Client) -> None:
    user = actions.create_user(username="root", password=PASSWORD, is_staff=True, by=SYSTEM, at=world.now())
    client.force_login(user, backend=BACKEND)
    seen = [
        client.get(page).status_code
        for page in ("/desk/", list_of("catalogue_topic"), list_of("directory_contactpoint"))
    ]
    refused = [
        client.get(list_of(model)).status_code for model in ("catalogue_item", "publishing_draft", "accounts_user")
    ]
    assert (seen, refused) == ([200, 200, 200], [403, 403, 403])
    assert client.get(reverse("admin:catalogue_topic_add")).status_code == 404


def test_who_has_two_memberships_chooses(world: World, cora: Client) -> None:
    user = world.cast.members["cora"].user
    norfolk = world.cast.organisations["norfolk"]
    actions.add_member(user=user, organisation=norfolk, roles=["editor"], by=SYSTEM, at=world.now())
    item = world.draft().item
    assert cora.get(address(item)).status_code == 200, "the steward's comes first"
    chosen = Membership.objects.get(user=user, organisation=norfolk)
    assert "Norfolk" in cora.get(reverse("admin:act_for_page")).content.decode()
    cora.post(reverse("admin:act_for", args=[chosen.pk]))
    assert cora.get(address(item)).status_code == 404


def test_a_membership_of_somebody_else_is_not_there_to_choose(world: World, cora: Client) -> None:
    assert cora.post(reverse("admin:act_for", args=[world.cast.members["nell"].pk])).status_code == 404


def test_looking_does_not_choose(world: World, cora: Client) -> None:
    assert cora.get(reverse("admin:act_for", args=[world.cast.members["cora"].pk])).status_code == 405


def test_a_membership_that_ends_is_gone_with_the_next_click(world: World, cora: Client) -> None:
    item, member = world.draft().item, world.cast.members["cora"]
    actions.end_membership(membership=member, expected_version=member.version, by=SYSTEM, at=world.now())
    assert cora.get(list_of("catalogue_item")).status_code == 403
    assert cora.get(address(item)).status_code == 404


def test_the_door_takes_a_password(world: World, client: Client) -> None:
    let_in(world, "cora")
    answer = client.post("/desk/login/", {"username": "cora", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_the_door_closes_after_ten_wrong_passwords(world: World, client: Client) -> None:
    let_in(world, "cora")
    answers = [client.post("/desk/login/", {"username": "cora", "password": "wrong"}).status_code for _ in range(10)]
    right = client.post("/desk/login/", {"username": "cora", "password": PASSWORD})
    assert answers[:9] == [200] * 9
    assert right.status_code == 429
    assert "Too many attempts" in right.content.decode()


def test_the_desk_is_never_kept_by_a_cache(cora: Client) -> None:
    assert "no-store" in cora.get("/desk/")["Cache-Control"]


def test_no_script_of_a_page_itself_runs(cora: Client) -> None:
    policy = cora.get("/desk/")["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts == "script-src 'self' 'unsafe-eval'"


def test_ones_own_password_is_changed_with_the_present_one(world: World, cora: Client) -> None:
    new = {"new_password": "another four plain words", "repeated": "another four plain words"}
    refused = cora.post(reverse("admin:password_change"), {"present_password": "wrong", **new})
    done = cora.post(reverse("admin:password_change"), {"present_password": PASSWORD, **new})
    assert (refused.status_code, done.status_code) == (200, 302)
    assert cora.get("/desk/").status_code == 200, "this session goes on"
    world.cast.members["cora"].user.refresh_from_db()
    assert world.cast.members["cora"].user.check_password("another four plain words")
