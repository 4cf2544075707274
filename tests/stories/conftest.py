"""Stories are played over HTTP with the same cast as the tests of the API."""

from tests.api.conftest import cast, fresh_quotas, public

__all__ = ["cast", "fresh_quotas", "public"]
