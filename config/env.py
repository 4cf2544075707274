"""Every setting that comes from the environment, as a table: the only place that names them.

`read` refuses what it does not know and what is not safe, and says all of it at once. The table in CONTRIBUTING.md is
made from SETTINGS (`manage.py settings`), and a test compares the two.

Names carry no prefix where the world has a usual name (`PORT`, `DATABASE_URL`, `SECRET_KEY`); the prefix `LIBRARY_` is
ours, so that an unknown name under it is a mistake, and so is a name that is nearly one of ours (`PUBLIC_ULR`).
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

ENVIRONMENTS = ("development", "test", "production")
PREFIX = "LIBRARY_"
NOT_OURS = {"LIBRARY_PATH"}  # read by compilers and linkers, set on many machines
NEARLY = 0.88  # likeness from which a name of eight letters or more is taken for a slip

ENCRYPTED_MAIL = {"smtp+tls": 587, "smtp+ssl": 465}
MAIL_SCHEMES = {**ENCRYPTED_MAIL, "smtp": 25}
"""Ways to reach a mail server, with their usual ports."""

type_of = {str: "text", int: "number", bool: "true or false", list: "list, comma between"}
Rule = Callable[[Any], str | None]  # what is wrong with the value, or None


@dataclass(frozen=True)
class Setting:
    """One environment variable: what it means, what it is when unset, and what it may be.

    `valid` holds everywhere; `safe` holds in production only, where it is also asked about the default.
    """

    name: str
    kind: type
    default: Any
    meaning: str
    valid: Rule | None = None
    safe: Rule | None = None


def one_of(*values: str) -> Rule:
    return lambda value: None if value in values else f"must be one of {', '.join(values)}"


def between(low: int, high: int) -> Rule:
    return lambda value: None if low <= value <= high else f"must be between {low} and {high}"


def is_off(value: bool) -> str | None:
    return "must be off: it shows code and settings to whoever causes an error" if value else None


def reaches_nobody_here(value: bool) -> str | None:
    return "must be off: whoever may subscribe could reach what listens on this machine" if value else None


def is_given(value: str) -> str | None:
    return None if value else "must be given"


def is_secret(value: str) -> str | None:
    if len(value) < 50 or len(set(value)) < 10:
        return "must be at least 50 random characters"
    return None


def is_web_address(value: str) -> str | None:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        return "must be an http or https address"
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        return "must be a bare address: scheme, host and port, nothing after them"
    return None


def is_encrypted_address(value: str) -> str | None:
    return None if urlsplit(value).scheme == "https" else "must begin with https://"


def is_postgresql(value: str) -> str | None:
    if value and urlsplit(value).scheme not in ("postgres", "postgresql"):
        return "must be a postgresql:// address"
    return None


def is_mail_server(value: str) -> str | None:
    parts = urlsplit(value)
    if value and (parts.scheme not in MAIL_SCHEMES or not parts.hostname or parts.path not in ("", "/") or parts.query):
        return f"must be the address of a mail server: {', '.join(f'{scheme}://' for scheme in MAIL_SCHEMES)}user:password@host:port"
    try:
        return None if parts.port is None or 0 < parts.port < 65536 else "must name a port between 1 and 65535"
    except ValueError:
        return "must name a port between 1 and 65535"


def is_encrypted_mail_server(value: str) -> str | None:
    if urlsplit(value).scheme not in ENCRYPTED_MAIL:
        return "must be given, and begin with smtp+tls:// or smtp+ssl://: mails carry personal links"
    return None


def is_mail_address(value: str) -> str | None:
    name, address = parseaddr(value)
    local, _, host = address.rpartition("@")
    if value and (not local or "." not in host or " " in address or not (name + address).isprintable()):
        return "must be a mail address, such as Library <library@example.org>"
    return None


def names_each_host(values: list[str]) -> str | None:
    if any("*" in value or value.startswith(".") for value in values):
        return "must name each host; a wildcard accepts any Host header"
    return None


def names_folders(values: list[str]) -> str | None:
    absent = [value for value in values if not Path(value).is_dir()]
    return f"must name folders that exist; {absent[0]} is none" if absent else None


SETTINGS = (
    Setting(
        "LIBRARY_ENV",
        str,
        "development",
        "development, test or production. Production refuses everything that is marked unsafe",
        valid=one_of(*ENVIRONMENTS),
    ),
    Setting(
        "SECRET_KEY",
        str,
        "",
        "Signs sessions of the desk and page tokens, and makes the secrets of webhooks: with another, partners need new ones. "
        "Made once in `.data/secret-key` outside production",
        safe=is_secret,
    ),
    Setting("DEBUG", bool, False, "Django's debug pages", safe=is_off),
    Setting(
        "PUBLIC_URL",
        str,
        "",
        "The address that the world knows, for every link we write. `http://127.0.0.1:PORT` outside production",
        valid=lambda value: is_web_address(value) if value else None,
        safe=is_encrypted_address,
    ),
    Setting(
        "ALLOWED_HOSTS",
        list,
        [],
        "Host headers that are answered, besides PUBLIC_URL's and this machine's own names",
        safe=names_each_host,
    ),
    Setting("PORT", int, 8000, "Where the web process listens", valid=between(1, 65535)),
    Setting(
        "LISTEN_ON", str, "127.0.0.1", "The network address that the web process listens on; `0.0.0.0` in a container"
    ),
    Setting("WEB_PROCESSES", int, 2, "Web processes; one per core is a good start", valid=between(1, 64)),
    Setting(
        "WEB_THREADS",
        int,
        4,
        "Threads of each web process, and the most database connections it holds",
        valid=between(1, 64),
    ),
    Setting(
        "TRUSTED_PROXIES",
        int,
        0,
        "How many proxies of ours stand in front; so many addresses of X-Forwarded-For are believed",
        valid=between(0, 10),
    ),
    Setting(
        "CDN_PURGE",
        bool,
        False,
        "Whether your cache is purged by `Surrogate-Key` when the feed tells of a change; only then may it keep answers longer",
    ),
    Setting(
        "DATABASE_URL",
        str,
        "",
        "The PostgreSQL database. An embedded one in `.data/` when unset, outside production",
        valid=is_postgresql,
        safe=is_given,
    ),
    Setting(
        "PUBLIC_READS_PER_MINUTE",
        int,
        600,
        "Public reads that one address may make, in each web process",
        valid=between(1, 1_000_000),
    ),
    Setting("KEYED_READS_PER_MINUTE", int, 6000, "The same with a valid key, per key", valid=between(1, 1_000_000)),
    Setting(
        "COSTLY_POSTS_PER_HOUR",
        int,
        60,
        "Feedback, requests, exports and other open requests that cost much, from one address, counted over all processes",
        valid=between(1, 100_000),
    ),
    Setting(
        "RENDER_CHILDREN",
        int,
        1,
        "Pages that each web process and worker sets at once, each in a confined process of its own",
        valid=between(1, 64),
    ),
    Setting(
        "RENDER_WAITING",
        int,
        1,
        "Requests of each web process that wait for a page; with RENDER_CHILDREN less than WEB_THREADS, or reads wait too",
        valid=between(0, 64),
    ),
    Setting(
        "RENDER_PATIENCE", int, 2, "Seconds that a request waits before it is told to come back", valid=between(0, 60)
    ),
    Setting("RENDER_SECONDS", int, 10, "Seconds that setting one page may take", valid=between(1, 300)),
    Setting(
        "RENDER_MEGABYTES",
        int,
        512,
        "Memory that setting one page may take, on top of about 100 MB for each process that sets pages",
        valid=between(64, 16_384),
    ),
    Setting(
        "LEAFLET_FONT_PATHS",
        list,
        [],
        "Further folders with fonts, for scripts that FiraGO does not have",
        valid=names_folders,
    ),
    Setting(
        "MEDIA_BUCKET",
        str,
        "",
        "S3 bucket for uploaded files; credentials as usual for S3 (AWS_ACCESS_KEY_ID ...). `MEDIA_ROOT` when unset",
    ),
    Setting("MEDIA_ENDPOINT_URL", str, "", "Address of an S3 service other than Amazon's"),
    Setting("MEDIA_ROOT", str, "", "Folder for uploaded files without a bucket. `.data/media` when unset"),
    Setting(
        "TOMBSTONE_LOG",
        str,
        "",
        "File that withdrawn quotes are written down in, outside the database's backup. `.data/tombstones.ndjson` when unset",
    ),
    Setting("STATIC_ROOT", str, "", "Folder for collected static files. `.data/static` when unset"),
    Setting(
        "MAIL_URL",
        str,
        "",
        "The mail server: `smtp+tls://user:password@host:587` or `smtp+ssl://...`. Files in `.data/mail` when unset, outside production",
        valid=is_mail_server,
        safe=is_encrypted_mail_server,
    ),
    Setting(
        "MAIL_FROM",
        str,
        "",
        "The address that mails come from, such as `Library <library@example.org>`. `library@` and PUBLIC_URL's host when unset",
        valid=is_mail_address,
    ),
    Setting(
        "WEBHOOKS_TO_THIS_MACHINE",
        bool,
        False,
        "Whether webhooks may also go to this machine (`http://127.0.0.1:9000/`), to try a receiver out",
        safe=reaches_nobody_here,
    ),
    Setting("WATCH_LINKS", str, "", "on or off: looks at links. On in production, else off", one_of("", "on", "off")),
    Setting(
        "LOG_FORMAT",
        str,
        "",
        "json, one object per line, or console, for reading. json in production, else console",
        valid=one_of("", "json", "console"),
    ),
    Setting("LOG_LEVEL", str, "INFO", "The least that is logged", valid=one_of("DEBUG", "INFO", "WARNING", "ERROR")),
)
KNOWN = {setting.name: setting for setting in SETTINGS}


def read(environment: Mapping[str, str]) -> dict[str, Any]:
    """Every setting's value by name; empty counts as unset.

    Raises ImproperlyConfigured with one sentence for each unknown, invalid or unsafe setting.
    """
    faults = list(_unknown(environment))
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        try:
            values[setting.name] = _value(setting, environment)
        except ValueError:
            faults.append(f"{setting.name} must be a {type_of[setting.kind]}.")
    faults += _broken_rules(values)
    if faults:
        raise ImproperlyConfigured("\n- ".join(["The environment is not as it must be:", *faults]))
    return values


def _value(setting: Setting, environment: Mapping[str, str]) -> Any:
    text = environment.get(setting.name, "").strip()
    if not text:
        return setting.default
    if setting.kind is bool and text.lower() not in ("true", "false", "1", "0", "on", "off", "yes", "no"):
        raise ValueError(text)
    return environ.Env.parse_value(text, setting.kind)


def _broken_rules(values: Mapping[str, Any]) -> list[str]:
    production = values.get("LIBRARY_ENV") == "production"
    faults = []
    for name, value in values.items():
        setting = KNOWN[name]
        rules = [setting.valid, setting.safe if production else None]
        faults += [f"{name} {fault}." for rule in rules if rule and (fault := rule(value))]
    return faults


def _unknown(environment: Mapping[str, str]) -> list[str]:
    return [
        f"{name} is not a setting.{_did_you_mean(name)}"
        for name in sorted(environment)
        if name not in KNOWN and name not in NOT_OURS and (name.startswith(PREFIX) or _did_you_mean(name))
    ]


def _did_you_mean(name: str) -> str:
    if len(name) < 8 and not name.startswith(PREFIX):
        return ""
    close = difflib.get_close_matches(name, KNOWN, n=1, cutoff=NEARLY)
    return f" Did you mean {close[0]}?" if close else ""


def database(url: str) -> dict[str, Any]:
    """Django's description of the database at `url`."""
    return {"OPTIONS": {}, **environ.Env.db_url_config(url)}


@dataclass(frozen=True)
class MailServer:
    """How to reach it: `starts_tls` begins in the clear and turns to TLS, `is_tls` is TLS from the first byte."""

    host: str
    port: int
    user: str
    password: str
    starts_tls: bool
    is_tls: bool


def mail(url: str) -> MailServer:
    """The mail server at `url`; without one, the usual one of this machine."""
    parts = urlsplit(url or "smtp://localhost")
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or MAIL_SCHEMES[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp+tls",
        is_tls=parts.scheme == "smtp+ssl",
    )


def table() -> str:
    """SETTINGS as a Markdown table, as CONTRIBUTING.md shows it."""
    lines = ["| name | unset | what it is | refused in production |", "|---|---|---|---|"]
    for setting in SETTINGS:
        unsafe = REFUSED.get(setting.safe, "") if setting.safe else ""
        lines.append(f"| `{setting.name}` | {_shown(setting.default)} | {setting.meaning}. | {unsafe} |")
    return "\n".join(lines) + "\n"


REFUSED = {
    is_secret: "unset, or under 50 characters",
    is_off: "on",
    is_encrypted_address: "unset, or without TLS",
    is_encrypted_mail_server: "unset, or without TLS",
    names_each_host: "a wildcard",
    is_given: "unset",
    reaches_nobody_here: "on",
}


def _shown(default: Any) -> str:
    if isinstance(default, bool):
        return "off"
    return f"`{default}`" if default not in ("", []) else ""
