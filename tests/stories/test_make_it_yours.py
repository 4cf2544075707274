"""Norfolk and Suffolk make a leaflet theirs, and stay in step with it.

0. The authority is new to the library. It asks for access, the steward accepts, and Nora makes keys by her invitation.
1. Nell reads the form of "Finding support". She enters the services of her area once and binds them to the details,
   rewords one section, leaves one out with a reason and writes into a slot. A locked section can't be touched: she is
   told why, and by whom it is locked.
2. She asks what is missing, looks at it, and her colleague Nadia publishes it. Readers find it by their postcode and
   among the adaptations; the comparison shows what is local.
3. The steward publishes a second edition. Nell sees what is offered, section by section, takes all that is safe in one
   call, decides the one conflict, and it is published. Nothing of hers is lost, and nothing of theirs is missed.
4. The steward publishes a safety edition that changes a locked section and one that she has reworded. What she shows
   verbatim is out at once as a new edition, while her open draft is untouched; the rest is flagged in public until she
   acts. She can't decline it; she can acknowledge it with a reason, and the steward sees who has and who has not.
5. A service gets another number. She changes it once, a second person confirms it, and one call publishes again
   whatever prints it. A number that was retired can't be printed any more.
6. She offers a better sentence upstream. The steward takes it into the draft, with credit.
7. Her organisation merges with another. The steward sees which adaptations need a new home; nothing moves by itself, and
   old links still lead somewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from library.catalogue.models import Item
from library.leaflets.tasks import follow_all
from tests.client import Api, Response
from tests.post import deliver, path_in
from tests.worlds import World

HERE = "http://127.0.0.1:8000"
LEAFLET = "/v1/leaflets/finding-support"
WORKSPACE = "/v1/workspace"
ODS, CODE = "T6Y0W", "nhs-norfolk-and-suffolk"

BODIES = {
    "what-they-are": "An eating disorder is an illness. Nobody chooses one.",
    "signs": "Food is on your mind all day.\n\nYou feel cold or tired.\n\nYou avoid eating with others.",
    "ask-yourself": "You can ask the service for help yourself.",
    "how-to-ask": "In {{area_name}} ask **{{service.name}}** on {{service.phone}}.",
    "local-words": "",
    "now": (
        "Talk to {{contact:samaritans}} at any time. Or turn to {{contact:emergency-999}}, {{contact:urgent-help}} or "
        "{{contact:condition-line}}."
    ),
}
POLICIES = {"signs": "adaptable", "ask-yourself": "optional", "how-to-ask": "locked", "local-words": "slot"}
OUR_SIGNS = BODIES["signs"].replace("cold or tired", "cold or tired, even by the sea")
DETAILS = [
    {"key": "area_name", "label": "Name of your area", "type": "text", "max_length": 60},
    {"key": "service", "label": "Community service", "type": "service", "role": "community-eating-disorder-service"},
]


class Story:
    """Who is in it, and how they call: with the `ETag` that they have just read."""

    def __init__(self, world: World) -> None:
        self.world, self.public, self.keys = world, Api(), dict[str, Api]()
        self.template = self.publish_template()

    def by(self, name: str) -> Api:
        return self.keys.get(name) or self.world.api(name)

    def do(self, name: str, path: str, body: Any = None, *, method: str = "POST", read: str = "") -> Response:
        api = self.by(name)
        etag = api.get(f"{WORKSPACE}/{read or path}").etag
        headers = {"idempotency_key": f'"{name}-{path}-{etag.strip(chr(34))}"'} if method == "POST" else {}
        return api.request(method, f"{WORKSPACE}/{path}", body=body, if_match=etag, headers=headers)

    def publish_template(self) -> Item:
        draft = self.world.draft(
            kind="leaflet",
            slug="finding-support",
            title="Finding support",
            sections=template_sections({}),
            lines=False,
            details={"local_details": DETAILS, "rules": []},
            governance={"licence": "CC-BY-4.0"},
        )
        return self.world.published(draft)

    def next_edition(self, change_class: str, **bodies: str) -> None:
        """The steward's curator writes, two people sign off, a publisher publishes: all over HTTP."""
        (row,) = self.by("cora").get(f"{WORKSPACE}/drafts", {"item": self.template.pk}).json()["items"]
        draft = f"drafts/{row['id']}"
        written = self.by("cora").get(f"{WORKSPACE}/{draft}").json()["document"]
        new = {section["id"]: section["body"] for section in written["sections"]} | bodies
        self.accepted(
            self.do("cora", draft, {"document": {**written, "sections": template_sections(new)}}, method="PUT")
        )
        self.accepted(self.do("cora", f"{draft}/submit", {}, read=draft))
        document_hash = self.by("cora").get(f"{WORKSPACE}/{draft}").json()["document_hash"]
        for name, kind in (("lila", "lived_experience"), ("clive", "clinical")):
            review = {"kind": kind, "scope": "whole", "decision": "approved", "evidence_checked": True}
            body = {"draft": row["id"], "document_hash": document_hash, **review}
            self.accepted(self.by(name).post(f"{WORKSPACE}/reviews", body))
        note = {"change_class": change_class, "note": "Better words."}
        self.accepted(self.do("petra", f"{draft}/publish", note, read=draft))

    @staticmethod
    def accepted(answer: Response) -> Any:
        assert answer.status in {200, 201, 202}, answer
        return answer.json()


def template_sections(bodies: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": id_,
            "heading": id_.replace("-", " ").capitalize(),
            "policy": POLICIES.get(id_, "locked"),
            "policy_reason": "A clinician has checked these facts." if id_ == "what-they-are" else "",
            "care_level": "urgent" if id_ == "now" else "none",
            "body": body,
        }
        for id_, body in {**BODIES, **bodies}.items()
    ]


def join(story: Story) -> None:
    """Step 0: they ask, the steward accepts, the link in the mail gives a key; then colleagues are invited."""
    asked = story.public.post(
        "/v1/access-requests",
        {
            "organisation_name": "NHS Norfolk and Suffolk ICB",
            "ods_code": ODS,
            "nation": "england",
            "contact_name": "Nora Lead",
            "email": "nora@nhs.example",
        },
        idempotency_key=None,
    )
    assert asked.status == 202, asked
    (request,) = story.by("ada").get(f"{WORKSPACE}/access-requests", {"state": "received"}).json()["items"]
    wanted = {
        "new": {"kind": "health_authority", "code": CODE, "districts": ["NR", "IP"]},
        "roles": ["admin", "editor"],
    }
    path = f"access-requests/{request['id']}"
    story.accepted(story.do("ada", f"{path}/accept", wanted, read=path))
    story.keys["nora"] = Api(key_from(link_for("nora@nhs.example")))
    story.keys["editor"] = invite(story, "Nell Writer", "nell@nhs.example", ["editor"])
    story.keys["approver"] = invite(story, "Nadia Second", "nadia@nhs.example", ["approver", "editor"])


def invite(story: Story, name: str, email: str, roles: list[str]) -> Api:
    story.accepted(story.by("nora").post(f"{WORKSPACE}/invitations", {"name": name, "email": email, "roles": roles}))
    return Api(key_from(link_for(email)))


def link_for(email: str) -> str:
    """The personal link in the mail that has just gone out to them."""
    return next(path_in(message) for message in deliver() if message.to == [email] and "/links/" in str(message.body))


def key_from(link: str) -> str:
    facts = Api().post(link, {"answers": {}}, idempotency_key=None).json()["facts"]
    return next(str(fact["value"]) for fact in facts if fact["name"] == "key")


def make_it_ours(story: Story) -> str:
    """Step 1: the form, the services, the words. Gives the path of the adaptation."""
    form = story.public.get(f"{LEAFLET}/form").json()
    assert form["required"] == ["area_name", "service"]
    assert {row["id"]: row["policy"] for row in form["x-sections"]}["what-they-are"] == "locked"
    editor = story.by("editor")
    line = {"slug": "ns-line", "name": "The service's line", "kind": "e164", "value": "+441603421421"}
    story.accepted(editor.post(f"{WORKSPACE}/contact-points", line))
    service = {
        "slug": "ns-service",
        "name": "Community Service",
        "role": DETAILS[1]["role"],
        "contact_points": ["ns-line"],
    }
    story.accepted(editor.post(f"{WORKSPACE}/services", service))

    begun = editor.post(
        f"{WORKSPACE}/adaptations", {"template": "finding-support", "areas": [ODS], "districts": ["NR", "IP"]}
    )
    adaptation = f"adaptations/{story.accepted(begun)['id']}"
    refused = story.do(
        "editor", adaptation, {"details": {}, "sections": {"what-they-are": {"text": "Ours."}}}, method="PUT"
    )
    assert (refused.status, refused.slug) == (403, "section-locked")
    assert refused.json()["sections"][0]["policy_reason"] == "A clinician has checked these facts."
    assert refused.json()["locked_by"]["name"] == "The SUN Network"
    story.accepted(story.do("editor", adaptation, {"details": {"area_name": "Norfolk"}, "sections": {}}, method="PUT"))
    return adaptation


def our_text() -> dict[str, Any]:
    return {
        "details": {"area_name": "Norfolk and Suffolk", "service": "ns-service"},
        "sections": {
            "signs": {"text": OUR_SIGNS},
            "ask-yourself": {"leave_out": True, "reason": "Here a GP sends people."},
            "local-words": {"text": "Come along on Mondays."},
        },
    }


def publish_it(story: Story, adaptation: str, note: str) -> str:
    """Handed in by one, approved by another. Gives the public path."""
    story.accepted(story.do("editor", f"{adaptation}/submit", read=adaptation))
    own = story.do("editor", f"{adaptation}/publish", {"note": note}, read=adaptation)
    assert own.status == 403
    answer = story.accepted(story.do("approver", f"{adaptation}/publish", {"note": note}, read=adaptation))
    return str(answer["published"]["url"]).removeprefix(HERE)


def shown(story: Story, path: str) -> dict[str, str]:
    return {section["id"]: section["markdown"] for section in story.public.get(path).json()["sections"]}


def check_and_publish(story: Story, adaptation: str) -> str:
    """Step 2: what is missing, a look at it, the door, and how readers find it."""
    editor = story.by("editor")
    missing = editor.get(f"{WORKSPACE}/{adaptation}/checks").json()
    assert (missing["ready"], "/details/service" in {one["pointer"] for one in missing["items"]}) == (False, True)
    story.accepted(story.do("editor", adaptation, our_text(), method="PUT"))
    assert editor.get(f"{WORKSPACE}/{adaptation}/checks").json()["ready"] is True
    preview = editor.get(f"{WORKSPACE}/{adaptation}/preview").json()
    assert preview["missing"] == []
    path = publish_it(story, adaptation, "First edition.")

    words = shown(story, path)
    assert "01603 421421" in words["how-to-ask"]
    assert (words["signs"], words["local-words"], "ask-yourself" in words) == (
        OUR_SIGNS,
        "Come along on Mondays.",
        False,
    )
    assert story.public.get(f"{path}/renditions/a4.pdf").body[:4] == b"%PDF"
    local = story.public.get(f"{LEAFLET}/local", {"postcode": "IP1"}).json()
    assert (local["served_from"], local["url"]) == ("local", HERE + path)
    assert [card["url"] for card in story.public.get("/v1/adaptations").json()["items"]] == [HERE + path]
    compared = story.public.get(f"{path}/comparison").json()
    assert {one["id"]: one["status"] for one in compared["sections"]} == {
        "what-they-are": "verbatim",
        "signs": "reworded",
        "ask-yourself": "left_out",
        "how-to-ask": "filled",
        "local-words": "added",
        "now": "verbatim",
    }
    return path


def take_the_second_edition(story: Story, adaptation: str, path: str) -> None:
    """Step 3: an offer with a conflict; nothing of hers is lost, nothing of theirs is missed."""
    theirs = (
        BODIES["signs"].replace("cold or tired", "cold, tired or faint").replace("with others", "with other people")
    )
    story.next_edition(
        "content", signs=theirs, **{"what-they-are": "An eating disorder is an illness. People get better."}
    )
    assert story.public.get(path).json()["standing"] == "behind"
    waiting = story.by("editor").get(f"{WORKSPACE}/{adaptation}").json()["update"]
    assert (waiting["to_edition"], waiting["change_class"], waiting["conflicts"]) == (2, "content", 1)
    offer = story.by("editor").get(f"{WORKSPACE}/{adaptation}/update").json()
    signs = next(one for one in offer["sections"] if one["id"] == "signs")
    assert (signs["status"], signs["base"], signs["theirs"], signs["mine"]) == (
        "conflict",
        BODIES["signs"],
        theirs,
        OUR_SIGNS,
    )
    assert [place["mine"] for place in signs["conflicts"]] == ["You feel cold or tired, even by the sea."]

    both = OUR_SIGNS.replace("cold or tired,", "cold, tired or faint,").replace("with others", "with other people")
    safe = story.accepted(story.do("editor", f"{adaptation}/update", {"to_edition": 2}))
    assert (safe["update"]["pending"], safe["sections"]["signs"]["text"]) == (1, OUR_SIGNS)
    decided = {"to_edition": 2, "sections": {"signs": {"text": both}}}
    assert story.accepted(story.do("editor", f"{adaptation}/update", decided))["update"] is None
    publish_it(story, adaptation, "The second edition.")
    assert (shown(story, path)["signs"], story.public.get(path).json()["standing"]) == (both, "current")
    assert shown(story, path)["what-they-are"] == "An eating disorder is an illness. People get better."


def a_safety_edition(story: Story, adaptation: str, path: str) -> None:
    """Step 4: followed at once where it can be, flagged where it can't, never declined."""
    before = shown(story, path)
    story.accepted(story.do("editor", adaptation, {**our_text(), "title": "A title in progress"}, method="PUT"))
    open_draft = story.by("editor").get(f"{WORKSPACE}/{adaptation}").json()
    story.next_edition(
        "safety",
        signs="If you faint, ask for help today.",
        **{"what-they-are": "An eating disorder can be dangerous. Ask for help early."},
    )
    flagged = story.public.get(path).json()
    assert (flagged["standing"], bool(flagged["notice"])) == ("behind_safety", True)
    follow_all(story.template.pk, "en-GB")
    now = story.public.get(path).json()
    assert (now["change"]["change_class"], now["standing"]) == ("safety", "behind_safety")
    assert shown(story, path)["what-they-are"] == "An eating disorder can be dangerous. Ask for help early."
    assert shown(story, path)["signs"] == before["signs"]
    after = story.by("editor").get(f"{WORKSPACE}/{adaptation}").json()
    assert (after["title"], after["sections"], after["details"]) == tuple(
        open_draft[name] for name in ("title", "sections", "details")
    )

    declined = {"to_edition": 3, "reason": "We like ours."}
    refused = story.do("editor", f"{adaptation}/update", declined, method="DELETE")
    assert (refused.status, refused.slug) == (409, "safety-cannot-be-declined")
    said = {"reason": "Our panel reads the new words on Monday.", "deadline": "2099-01-31"}
    story.accepted(story.do("editor", f"{adaptation}/update/acknowledge", said, read=adaptation))
    (row,) = story.by("rosa").get(f"{WORKSPACE}/adaptations", {"template": "finding-support"}).json()["items"]
    assert (row["safety"]["status"], row["safety"]["reason"], row["in_progress"]) == (
        "acknowledged",
        said["reason"],
        None,
    )
    taken = {"to_edition": 3, "sections": {"signs": "theirs"}}
    story.accepted(story.do("editor", f"{adaptation}/update", taken))
    publish_it(story, adaptation, "The safety edition, whole.")
    assert (story.public.get(path).json()["standing"], story.public.get(path).json()["notice"]) == ("current", None)
    (row,) = story.by("rosa").get(f"{WORKSPACE}/adaptations", {"template": "finding-support"}).json()["items"]
    assert row["safety"]["status"] == "done"


def another_number(story: Story, adaptation: str, path: str) -> None:
    """Step 5: changed once, confirmed by a second person, and out wherever it is printed."""
    (point,) = [
        row for row in story.by("editor").get(f"{WORKSPACE}/contact-points").json()["items"] if row["slug"] == "ns-line"
    ]
    contact = f"contact-points/{point['id']}"
    proposed = story.accepted(story.do("editor", contact, {"value": "+441603421422"}, method="PATCH"))
    change = {"change": proposed["pending_change"]["id"]}
    alone = story.do("editor", f"{contact}/confirm", change, read=contact)
    assert alone.status == 403
    confirmed = story.accepted(story.do("approver", f"{contact}/confirm", change, read=contact))
    assert [usage["url"] for usage in confirmed["printed_in"]] == [HERE + path]
    assert "01603 421421" in shown(story, path)["how-to-ask"]
    done = story.accepted(story.by("approver").post(f"{WORKSPACE}/{contact}/republish"))
    assert [row["url"] for row in done["published"]] == [HERE + path]
    assert story.public.get(path).json()["change"]["change_class"] == "contact"
    assert "01603 421422" in shown(story, path)["how-to-ask"]
    again = story.accepted(story.by("approver").post(f"{WORKSPACE}/{contact}/republish"))
    assert (again["published"], len(again["unchanged"])) == ([], 1)

    story.world.contact("old-crisis-line", "+448006522865", kind="e164")
    story.world.retire("old-crisis-line")
    typed = our_text() | {"sections": {"local-words": {"text": "Call 0800 652 2865."}}}
    story.accepted(story.do("editor", adaptation, typed, method="PUT"))
    found = story.by("editor").get(f"{WORKSPACE}/{adaptation}/checks").json()
    assert "/sections/local-words" in {one["pointer"] for one in found["items"] if one["severity"] == "block"}


def a_better_sentence(story: Story, adaptation: str) -> None:
    """Step 6: offered upstream, taken into the draft, with credit."""
    offered = {
        "adaptation": adaptation.rpartition("/")[2],
        "section": "what-they-are",
        "text": "An eating disorder can be dangerous. Ask for help early, and ask again.",
        "reason": "Our panel asked for it.",
    }
    made = story.accepted(story.by("editor").post(f"{WORKSPACE}/suggestions", offered))
    (seen,) = story.by("cora").get(f"{WORKSPACE}/suggestions", {"state": "open"}).json()["items"]
    assert (seen["id"], seen["organisation"]["code"]) == (made["id"], CODE)
    path = f"suggestions/{made['id']}"
    story.accepted(story.do("cora", f"{path}/accept", {"answer": "Thank you."}, read=path))
    assert story.by("editor").get(f"{WORKSPACE}/{path}").json()["state"] == "accepted"
    (row,) = story.by("cora").get(f"{WORKSPACE}/drafts", {"item": story.template.pk}).json()["items"]
    draft = story.by("cora").get(f"{WORKSPACE}/drafts/{row['id']}").json()
    assert offered["text"] in {section["body"] for section in draft["document"]["sections"]}
    credited = story.public.get(LEAFLET).json()["coproduction"]["contributions"]
    assert "NHS Norfolk and Suffolk ICB" in {row["group"] for row in credited}


def the_organisation_merges(story: Story, path: str) -> None:
    """Step 7: the steward sees what needs a new home; nothing moves by itself; old addresses still lead somewhere."""
    before = story.public.get(path).json()
    merger = {"predecessors": [CODE], "successors": ["suffolk"], "on": "2026-04-01", "type": "merger"}
    story.accepted(story.by("ada").post(f"{WORKSPACE}/successions", merger))
    (waiting,) = story.by("ada").get(f"{WORKSPACE}/re-homing").json()["items"]
    assert (waiting["url"], [home["code"] for home in waiting["homes"]]) == (HERE + path, ["suffolk"])
    assert story.public.get(path).json()["organisation"] == before["organisation"]
    assert story.public.get(f"{LEAFLET}/local", {"area": ODS}).json()["url"] == HERE + path
    item = f"re-homing/{waiting['id']}"
    story.accepted(story.do("ada", f"items/{waiting['id']}/re-home", {"organisation": "suffolk"}, read=item))
    assert story.public.get(path).json()["organisation"]["code"] == "suffolk"


def test_from_the_first_letter_to_a_new_home(world: World) -> None:
    story = Story(world)
    join(story)
    adaptation = make_it_ours(story)
    path = check_and_publish(story, adaptation)
    take_the_second_edition(story, adaptation, path)
    a_safety_edition(story, adaptation, path)
    another_number(story, adaptation, path)
    a_better_sentence(story, adaptation)
    the_organisation_merges(story, path)
