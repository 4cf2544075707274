from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "library.accounts"
    label = "accounts"
    verbose_name = "Accounts"
