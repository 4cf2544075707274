"""Personal links over HTTP: as JSON, and as a page."""

from __future__ import annotations

import io
import json
import logging
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from config import logging as lines
from library.accounts import actions
from library.accounts.models import Invitation, Membership
from tests.client import Api
from tests.post import only_link
from tests.state import state
from tests.worlds import World

PAGE = {"accept": "text/html"}
UNKNOWN = "/links/" + "A" * 43


@pytest.fixture
def invitation(world: World) -> Invitation:
    return world.invited(roles=["admin", "editor"], opens_desk=True)


@pytest.fixture
def path(invitation: Invitation) -> str:
    return only_link()


def use(path: str, **answers: Any) -> Any:
    return Api().post(path, {"answers": answers})


def test_looking_says_what_it_is_for(path: str) -> None:
    before = state()
    offer = Api().get(path).json()
    assert (offer["kind"], offer["title"]) == ("invitation", "Join Norfolk and Waveney")
    assert {fact["name"]: fact["value"] for fact in offer["facts"]}["email"] == "sam@nhs.example"
    assert [question["name"] for question in offer["questions"]] == ["password"]
    assert Api().head(path).status == 200
    assert state() == before


def test_using_it_answers_with_a_key_that_works(path: str) -> None:
    facts = {fact["name"]: fact for fact in use(path).json()["facts"]}
    assert facts["key"]["secret"] is True
    me = Api(facts["key"]["value"]).get("/v1/workspace/me").json()
    assert (me["organisation"]["code"], me["roles"]) == ("norfolk", ["admin", "editor"])


def test_who_has_a_password_is_not_asked_for_another_and_is_told_who_decides(world: World) -> None:
    nell = world.cast.members["nell"]
    password = "a password of her own"
    actions.set_password(user=nell.user, password=password, by=world.by("ada"), at=world.now())
    actions.end_membership(membership=nell, expected_version=1, by=world.by("nora"), at=world.now())
    world.invited(email=nell.user.email, opens_desk=True)
    path = only_link()
    assert Api().get(path).json()["questions"] == []
    said = use(path).json()
    assert "it stays as it is" in str(said["text"])
    assert "username" not in {fact["name"] for fact in said["facts"]}


def test_it_works_once(path: str) -> None:
    assert use(path).status == 200
    before = state()
    assert [use(path).status, Api().get(path).status] == [404, 404]
    assert state() == before


def used(world: World, path: str, invitation: Invitation) -> None:
    use(path)


def taken_back(world: World, path: str, invitation: Invitation) -> None:
    actions.revoke_invitation(invitation=invitation, by=world.by("ada"), at=invitation.invited_at)


def replaced(world: World, path: str, invitation: Invitation) -> None:
    world.invited()


@pytest.mark.parametrize("ended", [used, taken_back, replaced])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_what_works_no_more_is_as_unknown_as_what_never_was(
    world: World, path: str, invitation: Invitation, ended: Any, method: str, accept: str
) -> None:
    ended(world, path, invitation)
    headers = {"accept": accept, "x-request-id": "the-same"}
    old, never = (
        Client().generic(method, address, b"{}", content_type="application/json", headers=headers)
        for address in (path, UNKNOWN)
    )
    assert (old.status_code, never.status_code) == (404, 404)
    assert old.content == never.content
    assert dict(old.headers) == dict(never.headers)


@pytest.mark.parametrize(
    "address", ["/links/x", "/links/" + "A" * 42, "/links/" + "A" * 1500, "/links/%00", "/links/ä"]
)
def test_what_is_no_token_is_404(db: None, address: str) -> None:
    assert Api().get(address).status == 404


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT"])
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_no_answer_is_kept_sent_on_or_shown_to_other_sites(path: str, method: str, accept: str) -> None:
    for address in (path, UNKNOWN):
        answer = Client().generic(method, address, headers={"accept": accept, "origin": "https://evil.example"})
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"].startswith("noindex")
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]
        assert not answer.cookies


@pytest.mark.parametrize("form", ["json", "console"])
def test_the_token_is_in_no_line_of_the_log(path: str, form: str) -> None:
    out = io.StringIO()
    settings = lines.configuration(form, "DEBUG")["formatters"]["lines"]
    maker = settings.pop("()")
    handler = logging.StreamHandler(out)
    handler.setFormatter(maker(**settings))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        Api().get(path)
        use(path)
        use(path)
    finally:
        root.removeHandler(handler)
    assert "/links/..." in out.getvalue()
    assert path not in out.getvalue()


def test_a_weak_password_is_refused_and_the_link_stays(path: str) -> None:
    before = state()
    refused = use(path, password="short")
    assert (refused.status, set(refused.pointers)) == (400, {"/answers/password"})
    assert state() == before
    assert use(path, password="correct horse battery").status == 200


@pytest.mark.parametrize(
    "body",
    [
        {"answers": {"roles": "steward_admin"}},
        {"answers": {"email": "other@nhs.example"}},
        {"answers": {"password": True}},
        {"answers": {"password": ["x"]}},
        {"roles": ["steward_admin"]},
        {"answers": []},
    ],
)
def test_nobody_makes_more_of_an_invitation_than_it_says(path: str, body: dict[str, Any]) -> None:
    before = state()
    assert Api().post(path, body).status == 400
    assert state() == before


def test_a_key_of_somebody_else_makes_no_difference(world: World, path: str) -> None:
    assert world.api("sadie").get(path).json() == Api().get(path).json()
    world.api("sadie").post(path, {"answers": {}})
    assert Membership.objects.filter(organisation__code="norfolk", user__email="sam@nhs.example").exists()


def test_a_browser_gets_a_page_with_a_form(path: str) -> None:
    page = Client().get(path, headers=PAGE)
    text = page.content.decode()
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>Join Norfolk and Waveney</h1>" in text
    assert '<form method="post"' in text
    assert "<script" not in text


def test_the_page_lets_nothing_in_and_sends_its_form_home_only(path: str) -> None:
    policy = Client().get(path, headers=PAGE).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "form-action 'self'; frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def send_form(path: str, body: str, content_type: str = "application/x-www-form-urlencoded") -> Any:
    return Client().generic("POST", path, body, content_type=content_type, headers=PAGE)


def test_the_form_accepts_the_invitation(path: str) -> None:
    page = send_form(path, "password=correct+horse+battery")
    assert page.status_code == 200
    assert "<h1>Welcome</h1>" in page.content.decode()
    assert "sam@nhs.example" in page.content.decode()


def test_what_is_wrong_in_the_form_stands_beside_it(path: str) -> None:
    page = send_form(path, "password=short")
    text = page.content.decode()
    assert page.status_code == 400
    assert "<title>Error: Join" in text
    assert '<a href="#password">' in text
    assert 'aria-describedby="password-help password-fault" aria-invalid="true"' in text
    assert "value=" not in text.partition("<form")[2]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("password=a&password=b", "application/x-www-form-urlencoded", 400),
        ("password=%FF", "application/x-www-form-urlencoded", 400),
        ("password=%00", "application/x-www-form-urlencoded", 400),
        ("x" * 600_000, "application/x-www-form-urlencoded", 413),
        ("&".join(f"f{n}=1" for n in range(130)), "application/x-www-form-urlencoded", 400),
        ("password=ä", "application/x-www-form-urlencoded", 400),
        ("roles=steward_admin", "application/x-www-form-urlencoded", 400),
        ("x", "text/plain", 415),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(path: str, body: str, content_type: str, status: int) -> None:
    before = state()
    page = send_form(path, body, content_type)
    assert page.status_code == status
    assert page.headers["Content-Type"].startswith("text/html")
    assert state() == before


def test_names_are_text_on_the_page(world: World) -> None:
    world.invited(name='<script>alert("x")</script>')
    text = Client().get(only_link(), headers=PAGE).content.decode()
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_it_at_once_one_gets_in() -> None:
    World().invited()
    path, start = only_link(), Barrier(6)
    answers: list[int] = []

    def try_it() -> None:
        try:
            start.wait(10)
            answer = Client().post(path, json.dumps({"answers": {}}), content_type="application/json")
            answers.append(answer.status_code)
        finally:
            connections.close_all()

    threads = [Thread(target=try_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 404, 404, 404, 404, 404]
    assert Membership.objects.filter(user__email="sam@nhs.example").count() == 1
