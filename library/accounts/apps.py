from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "library.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Every area may have kinds of personal links."""
        autodiscover_modules("link_kinds")
