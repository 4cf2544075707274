"""Pages of other sites may read what is public, and a cache keeps one copy for all of them."""

from __future__ import annotations

from tests.client import Api


def test_the_answer_is_the_same_for_every_site_and_for_none(public: Api) -> None:
    answers = [
        public.get("/v1/topics", **headers) for headers in ({}, {"origin": "https://one.example"}, {"origin": "null"})
    ]
    for name in ("Access-Control-Allow-Origin", "Vary"):
        assert {answer.headers[name] for answer in answers} == {{"Vary": "Authorization"}.get(name, "*")}


def test_a_refusal_can_be_read_by_the_page_that_asked(public: Api) -> None:
    assert public.get("/v1/topics?x=1", origin="https://one.example").headers["Access-Control-Allow-Origin"] == "*"


def test_the_workspace_is_closed_to_other_sites(public: Api) -> None:
    answer = public.get("/v1/workspace/me", origin="https://one.example")
    assert "Access-Control-Allow-Origin" not in answer.headers
