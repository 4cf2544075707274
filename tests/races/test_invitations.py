"""An invitation is accepted and taken back at the same moment: one of the two holds, and neither is an error of ours."""

from __future__ import annotations

from functools import partial

from library.accounts.models import Invitation, Membership, PersonalLink
from tests.client import Api
from tests.post import deliver, path_in
from tests.races.together import together
from tests.worlds import World

ROUNDS = 8


def test_accepting_and_taking_back_at_one_moment(world: World) -> None:
    api = world.api("ada")
    for number in range(ROUNDS):
        invitation = world.invited(email=f"sam{number}@nhs.example")
        (link,) = [path_in(message) for message in deliver() if message.to == [invitation.email]]
        accepted, revoked = together(
            partial(Api().post, link, {"answers": {}}, idempotency_key=None),
            partial(api.delete, f"/v1/workspace/invitations/{invitation.pk}"),
        )
        found = Invitation.objects.get(pk=invitation.pk)
        joined = Membership.objects.filter(user__email=invitation.email).exists()
        assert (accepted.status, revoked.status, joined) in {(200, 409, True), (404, 204, False)}
        assert (found.accepted_at is not None, found.revoked_at is None) == (joined, joined)
        assert not PersonalLink.objects.filter(subject=invitation.pk, used_at=None, ended_at=None).exists()


def test_a_link_that_is_used_twice_at_one_moment_works_once(world: World) -> None:
    for number in range(ROUNDS):
        invitation = world.invited(email=f"kim{number}@nhs.example")
        (link,) = [path_in(message) for message in deliver() if message.to == [invitation.email]]
        use = partial(Api().post, link, {"answers": {}}, idempotency_key=None)
        assert sorted(answer.status for answer in together(use, use)) == [200, 404]
        assert Membership.objects.filter(user__email=invitation.email).count() == 1
