"""Who am I to the library?"""

from __future__ import annotations

from rest_framework.request import Request

from api.http.operations import operation
from api.http.permissions import ANY_MEMBER
from api.http.views import Answer, WorkspaceView
from api.workspace.accounts.shapes import Me
from library.accounts.queries import key_by_id


class MeView(WorkspaceView):
    @operation(
        id="get_me",
        summary="See whom your key stands for",
        description="Your organisation, your roles and the key that you are using. The first thing to try with a new key.",
        roles=ANY_MEMBER,
        answer=Me,
    )
    def get(self, request: Request) -> Answer:
        key = key_by_id(self.caller.key, by=self.actor)
        return Answer(Me.of(key, self.actor))
