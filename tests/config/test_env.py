"""Settings from the environment: what is unknown, unreadable or unsafe is refused, all of it at once."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

SAFE = {
    "LIBRARY_ENV": "production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "PUBLIC_URL": "https://library.example.org",
    "DATABASE_URL": "postgresql://library:secret@database/library",
    "MAIL_URL": "smtp+tls://library:secret@mail.example.org",
}


def refusal(environment: dict[str, str]) -> str:
    with pytest.raises(ImproperlyConfigured) as refused:
        env.read(environment)
    return str(refused.value)


def test_an_empty_environment_is_a_development_machine() -> None:
    values = env.read({})
    assert values == {setting.name: setting.default for setting in env.SETTINGS}
    assert values["LIBRARY_ENV"] == "development"


def test_a_safe_production_is_accepted() -> None:
    assert env.read(SAFE)["PUBLIC_URL"] == "https://library.example.org"


@pytest.mark.parametrize("setting", env.SETTINGS, ids=lambda setting: setting.name)
def test_empty_is_unset(setting: env.Setting) -> None:
    assert env.read({setting.name: "  "})[setting.name] == setting.default


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("PORT", "8001", 8001),
        ("DEBUG", "true", True),
        ("DEBUG", "off", False),
        ("ALLOWED_HOSTS", "a.example.org,b.example.org", ["a.example.org", "b.example.org"]),
        ("PUBLIC_URL", " https://library.example.org ", "https://library.example.org"),
    ],
)
def test_a_value_is_read(name: str, text: str, value: object) -> None:
    assert env.read({name: text})[name] == value


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("LIBRARY_ENV", "prod", "LIBRARY_ENV must be one of development, test, production"),
        ("PORT", "eighty", "PORT must be a number"),
        ("PORT", "70000", "PORT must be between 1 and 65535"),
        ("DEBUG", "perhaps", "DEBUG must be a true or false"),
        ("PUBLIC_URL", "library.example.org", "PUBLIC_URL must be an http or https address"),
        ("PUBLIC_URL", "https://a@library.example.org", "PUBLIC_URL must be an http or https address"),
        ("PUBLIC_URL", "https://library.example.org/api?x", "PUBLIC_URL must be a bare address"),
        ("DATABASE_URL", "sqlite:///library.sqlite3", "DATABASE_URL must be a postgresql:// address"),
        ("MAIL_URL", "mail.example.org", "MAIL_URL must be the address of a mail server"),
        ("MAIL_URL", "https://mail.example.org", "MAIL_URL must be the address of a mail server"),
        ("MAIL_URL", "smtp+tls://", "MAIL_URL must be the address of a mail server"),
        ("MAIL_URL", "smtp://mail.example.org/box", "MAIL_URL must be the address of a mail server"),
        ("MAIL_URL", "smtp://mail.example.org:99999", "MAIL_URL must name a port between 1 and 65535"),
        ("MAIL_FROM", "library", "MAIL_FROM must be a mail address"),
        ("MAIL_FROM", "Library <library@example>", "MAIL_FROM must be a mail address"),
        ("LOG_FORMAT", "xml", "LOG_FORMAT must be one of"),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES must be between 0 and 10"),
        ("RENDER_MEGABYTES", "10", "RENDER_MEGABYTES must be between 64 and 16384"),
        ("LEAFLET_FONT_PATHS", "/,/no/such/fonts", "must name folders that exist; /no/such/fonts is none"),
    ],
)
def test_nonsense_is_refused_everywhere(name: str, text: str, sentence: str) -> None:
    assert sentence in refusal({name: text})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 80),
        ("DEBUG", "1"),
        ("PUBLIC_URL", ""),
        ("PUBLIC_URL", "http://library.example.org"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "library.example.org,.example.org"),
        ("DATABASE_URL", ""),
        ("MAIL_URL", ""),
        ("MAIL_URL", "smtp://mail.example.org"),
    ],
)
def test_what_is_unsafe_is_refused_in_production(name: str, text: str) -> None:
    assert f"{name} must" in refusal({**SAFE, name: text})


def test_what_is_unsafe_serves_at_home() -> None:
    assert env.read({"DEBUG": "1", "PUBLIC_URL": "http://library.test", "ALLOWED_HOSTS": "*"})["DEBUG"] is True


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("PUBLIC_ULR", "PUBLIC_URL"),
        ("DATABASE_URI", "DATABASE_URL"),
        ("ALLOWED_HOST", "ALLOWED_HOSTS"),
        ("TRUSTED_PROXYS", "TRUSTED_PROXIES"),
    ],
)
def test_a_slip_of_the_pen_is_refused(name: str, meant: str) -> None:
    told = refusal({name: "x"})
    assert f"{name} is not a setting." in told
    assert f"Did you mean {meant}" in told


@pytest.mark.parametrize("name", ["LIBRARY_ENVIRONMENT", "LIBRARY_PUBLIC_URL", "LIBRARY_X"])
def test_what_is_unknown_under_our_prefix_is_refused(name: str) -> None:
    assert f"{name} is not a setting." in refusal({name: "x"})


@pytest.mark.parametrize("name", ["LIBRARY_PATH", "LD_LIBRARY_PATH", "HOSTNAME", "PATH", "LOGNAME", "SUPPORT_URL"])
def test_other_programs_variables_are_left_alone(name: str) -> None:
    env.read({name: "x"})


def test_every_fault_is_told_at_once() -> None:
    told = refusal({"LIBRARY_ENV": "production", "DEBUG": "1", "PORT": "x", "LIBRARY_FOO": "1"})
    named = re.findall(r"^- (\w+) ", told, re.MULTILINE)
    assert named == ["LIBRARY_FOO", "PORT", "SECRET_KEY", "DEBUG", "PUBLIC_URL", "DATABASE_URL", "MAIL_URL"]


def test_a_secret_is_never_told() -> None:
    assert "hunter2" not in refusal({**SAFE, "SECRET_KEY": "hunter2"})


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("", ("localhost", 25, "", "", False, False)),
        ("smtp://mail.example.org", ("mail.example.org", 25, "", "", False, False)),
        ("smtp+tls://u:p%40ss@mail.example.org", ("mail.example.org", 587, "u", "p@ss", True, False)),
        ("smtp+ssl://u:p@mail.example.org:2465", ("mail.example.org", 2465, "u", "p", False, True)),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, meant: tuple[object, ...]) -> None:
    server = env.mail(url)
    assert (server.host, server.port, server.user, server.password, server.starts_tls, server.is_tls) == meant
