"""Whom a key stands for."""

from tests.cast import Cast


def test_it_says_who_i_am(cast: Cast) -> None:
    me = cast.api("lila").get("/v1/workspace/me").json()
    assert me["name"] == "Lila Example"
    assert me["organisation"] == {"code": "sun", "name": "The SUN Network", "kind": "steward"}
    assert (me["roles"], me["review_kinds"]) == (["reviewer"], ["lived_experience"])
    assert me["is_person"] is True
