"""Organisations, members, accounts and keys at the desk."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from library.accounts.models import ApiKey, Membership, Organisation, OrganisationCode, Succession, User
from library.accounts.queries import caller_for_key
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import PASSWORD, address, newest_event, sit_down
from tests.worlds import World

ADD_KEY = "/desk/accounts/apikey/add/"
ADD_MEMBER = "/desk/accounts/membership/add/"


def test_an_organisation_is_added_changed_and_given_a_code(ada: Client, world: World) -> None:
    fill_in(
        ada,
        "/desk/accounts/organisation/add/",
        name="NHS Central East",
        code="central-east",
        kind="health_authority",
        districts="cb\r\npe",
    )
    organisation = Organisation.objects.get(code="central-east")
    fill_in(ada, address(organisation), name="NHS Central East ICB", website="https://example.org/")
    fill_in(ada, address(organisation, "code"), scheme="ods", value="S1Y5D", valid_from="2026-04-01")
    organisation.refresh_from_db()
    assert (organisation.name, organisation.districts) == ("NHS Central East ICB", ["CB", "PE"])
    code = OrganisationCode.objects.get(value="S1Y5D")
    fill_in(ada, address(organisation, "end-code"), code=str(code.pk), valid_to="2030-03-31")
    code.refresh_from_db()
    assert str(code.valid_to) == "2030-03-31"
    assert newest_event().type == "organisation.code_ended"


def test_an_organisation_that_is_renamed_is_so_in_public_at_once(ada: Client, world: World) -> None:
    world.published()
    fill_in(ada, address(world.cast.organisations["sun"]), name="The Sun and Moon Network")
    assert "The Sun and Moon Network" in ada.get("/v1/catalogue").content.decode()


def test_a_succession_is_recorded_and_stands_in_the_feed(ada: Client, world: World) -> None:
    norfolk, suffolk = (world.cast.organisations[name] for name in ("norfolk", "suffolk"))
    fill_in(ada, address(norfolk, "succession"), successor=str(suffolk.pk), on="2026-04-01", type="merger")
    assert Succession.objects.get().successor == suffolk
    assert ada.get("/v1/changes").status_code == 200


def test_a_curator_reads_organisations_and_changes_none(cora: Client, world: World) -> None:
    page = cora.get(address(world.cast.organisations["norfolk"]))
    assert (page.context["form"], page.context["steps"]) == (None, [])


def test_an_administrator_adds_a_member_by_name_and_address(world: World) -> None:
    nora = sit_down(world, "nora")
    fill_in(nora, ADD_MEMBER, name="Nina New", email="nina@norfolk.example", roles=["editor"])
    member = Membership.objects.latest("started_at")
    assert (member.organisation.code, member.roles, member.user.email) == (
        "norfolk",
        ["editor"],
        "nina@norfolk.example",
    )


def test_an_administrator_gives_nobody_a_role_of_the_steward(world: World) -> None:
    nora = sit_down(world, "nora")
    page = fill_in(nora, ADD_MEMBER, name="Nina New", email="nina@norfolk.example", roles=["curator"])
    assert page.status_code != 302
    assert not User.objects.filter(email="nina@norfolk.example").exists()


def test_an_administrator_sees_only_her_own_members(world: World) -> None:
    nora = sit_down(world, "nora")
    assert nora.get(address(world.cast.members["nell"])).status_code == 200
    assert nora.get(address(world.cast.members["cora"])).status_code == 404


def test_roles_are_changed_and_a_membership_ends(ada: Client, world: World) -> None:
    member = world.cast.members["nell"]
    fill_in(ada, address(member), roles=["editor", "approver"])
    member.refresh_from_db()
    assert member.roles == ["approver", "editor"]
    fill_in(ada, address(member, "end"))
    member.refresh_from_db()
    assert member.ended_at is not None


def test_nobody_changes_their_own_membership(ada: Client, world: World) -> None:
    page = fill_in(ada, address(world.cast.members["ada"]), roles=["curator"])
    assert "ask a colleague" in page.content.decode()


def test_an_account_is_added_let_in_and_given_a_password(ada: Client, client: Client, world: World) -> None:
    fill_in(ada, "/desk/accounts/user/add/", username="nina", name="Nina New")
    user = User.objects.get(username="nina")
    fill_in(ada, address(user, "password-for"), new_password=PASSWORD, repeated=PASSWORD)
    user.refresh_from_db()
    assert (user.is_staff, user.check_password(PASSWORD)) == (True, True)
    assert client.post("/desk/login/", {"username": "nina", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("new", "repeated"), [("short", "short"), (PASSWORD, "something else altogether"), ("password1234", "password1234")]
)
def test_a_bad_password_is_refused(ada: Client, world: World, new: str, repeated: str) -> None:
    user = world.cast.members["nell"].user
    page = fill_in(ada, address(user, "password-for"), new_password=new, repeated=repeated)
    assert "repeated" in page.context["form"].errors


def test_nobody_shuts_themselves_out(ada: Client, world: World) -> None:
    page = fill_in(ada, address(world.cast.members["ada"].user), is_active=None)
    assert "is_active" in page.context["form"].errors


def test_a_key_is_shown_once_and_works(cora: Client, world: World) -> None:
    page = fill_in(cora, ADD_KEY, whose="mine", name="For my script", roles=["curator"])
    text = re.search(r'id="new-key" type="text" readonly value="([^"]+)"', page.content.decode())
    assert text
    caller = caller_for_key(text[1], at=world.clock)
    assert caller
    assert caller.actor.roles == {"curator"}
    key = ApiKey.objects.get(name="For my script")
    assert text[1].partition(".")[2] not in cora.get(address(key)).content.decode()
    fill_in(cora, address(key, "revoke"))
    assert caller_for_key(text[1], at=world.clock) is None


def test_a_key_carries_no_more_than_its_person(cora: Client, world: World) -> None:
    page = fill_in(cora, ADD_KEY, whose="mine", name="Too much", roles=["publisher"])
    assert "roles" in page.context["form"].errors
    assert not ApiKey.objects.exists()


def test_a_service_key_is_an_administrators_to_issue(world: World) -> None:
    nora = sit_down(world, "nora")
    norfolk = world.cast.organisations["norfolk"]
    fill_in(nora, ADD_KEY, whose="service", organisation=str(norfolk.pk), name="Website", roles=["reader"])
    key = ApiKey.objects.get(name="Website")
    assert (key.organisation, key.roles) == (norfolk, ["reader"])


def test_a_colleagues_key_is_not_there(world: World, cora: Client) -> None:
    world.cast.key("petra")
    assert cora.get(address(ApiKey.objects.latest("created"))).status_code == 404
