"""What is connected once Django is set up: checks, and who may read from another site."""

from corsheaders.signals import check_request_enabled
from django.apps import AppConfig

from api.http.edge import may_be_read_from_anywhere
from config import durability  # noqa: F401 - registers its check


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        check_request_enabled.connect(may_be_read_from_anywhere, dispatch_uid="public reads")
