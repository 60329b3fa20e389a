"""The settings: from the environment, else from `.env`, checked as a whole. Secrets are never shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from platformdirs import user_data_path

from bot.privacy import SHORTEST

API = "https://api.telegram.org"
HIDDEN = "***"
_LEAST = 4
"""Characters of a secret that is hidden: fewer stand in many words, and hiding them would hide the sense."""
_SHOWN = 80
"""Characters of a wrong value that are said again."""
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PORTS = range(1, 65536)


class SettingError(ValueError):
    """A setting that is missing or wrong.

    `reason` is a key below `settings` in cli.yaml; `value` what may be shown of it.
    """

    def __init__(self, key: str, reason: str, value: str = "") -> None:
        super().__init__(f"{key}: {reason}: {value}")
        self.key, self.reason, self.value = key, reason, value


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator sets; README.vi.md tells what each means.

    `max_rate` is the calls a second, 0 for no limit; `proxy`, `secret` and those of the webhook are "" where unset.
    """

    database_url: str
    secret: str = field(repr=False)
    retention_days: int
    token: str = field(repr=False)
    api_url: str
    proxy: str = field(repr=False)
    max_rate: int
    webhook_url: str
    webhook_secret: str = field(repr=False)
    webhook_port: int

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may show. Of the token also the part that counts, as the address may be written otherwise.

        Passwords as they are and as they stand in the address.
        """
        passwords = [urlsplit(address).password or "" for address in (self.proxy, self.database_url)]
        _, _, rest = self.token.partition(":")
        known = (self.token, rest, self.secret, self.webhook_secret, *passwords, *map(unquote, passwords))
        return tuple(dict.fromkeys(secret for secret in known if len(secret) >= _LEAST))

    def need_token(self) -> None:
        """Make sure that there is a token.

        Raises:
            SettingError: there is none.
        """
        if not self.token:
            raise SettingError("TELEGRAM_BOT_TOKEN", "missing")

    def need_webhook(self) -> None:
        """Make sure that there is what a webhook needs.

        Raises:
            SettingError: something is missing.
        """
        for key, value in (
            ("TELEGRAM_WEBHOOK_URL", self.webhook_url),
            ("TELEGRAM_WEBHOOK_SECRET", self.webhook_secret),
        ):
            if not value:
                raise SettingError(key, "missing")


def data_directory() -> Path:
    """Where a person's data lies on this system, for this program."""
    return user_data_path("hoi-ke-hoach", appauthor=False)


def load_settings(environment: Mapping[str, str], file: Path = Path(".env")) -> Settings:
    """The settings. An empty value counts as none.

    Args:
        environment: the variables of the process.
        file: the file that gives those that the environment does not.

    Raises:
        SettingError: one is wrong.
    """
    given = _kept(file) | {key: value for key, value in environment.items() if value}

    def read(key: str, default: str = "") -> str:
        return given.get(key, default).strip()

    token, secret = read("TELEGRAM_BOT_TOKEN"), read("HOI_SECRET")
    webhook_secret = read("TELEGRAM_WEBHOOK_SECRET")
    _check("TELEGRAM_BOT_TOKEN", "token", token, HIDDEN, lambda value: bool(_TOKEN.fullmatch(value)))
    _check("HOI_SECRET", "secret", secret, HIDDEN, lambda value: len(value) >= SHORTEST)
    _check(
        "TELEGRAM_WEBHOOK_SECRET",
        "webhook_secret",
        webhook_secret,
        HIDDEN,
        lambda value: bool(_WEBHOOK_SECRET.fullmatch(value)),
    )
    return Settings(
        database_url=read("HOI_DATABASE_URL", f"sqlite:///{data_directory() / 'hoi.db'}"),
        secret=secret,
        retention_days=_number("HOI_RETENTION_DAYS", read("HOI_RETENTION_DAYS", "90"), range(1, 36_501)),
        token=token,
        api_url=_address("TELEGRAM_API_URL", read("TELEGRAM_API_URL", API)).rstrip("/"),
        proxy=_address("TELEGRAM_PROXY", read("TELEGRAM_PROXY")),
        max_rate=_number("TELEGRAM_MAX_RATE", read("TELEGRAM_MAX_RATE", "30"), range(100_001)),
        webhook_url=_address("TELEGRAM_WEBHOOK_URL", read("TELEGRAM_WEBHOOK_URL")),
        webhook_secret=webhook_secret,
        webhook_port=_number("TELEGRAM_WEBHOOK_PORT", read("TELEGRAM_WEBHOOK_PORT", "8443"), _PORTS),
    )


def _kept(file: Path) -> dict[str, str]:
    """What a file sets; nothing where there is none, or none that we may read."""
    try:
        return {key: value for key, value in dotenv_values(file, encoding="utf-8").items() if value}
    except OSError:
        return {}


def shown(address: str) -> str:
    """An address as it may be shown: without the password in it."""
    return re.sub(r"//[^/@]*@", f"//{HIDDEN}@", address)[:_SHOWN]


def _check(key: str, reason: str, value: str, visible: str, fits: Callable[[str], bool]) -> None:
    if value and not fits(value):
        raise SettingError(key, reason, visible)


def _number(key: str, value: str, allowed: range) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) not in allowed:
        raise SettingError(key, "number", value[:_SHOWN])
    return int(value)


def _address(key: str, value: str) -> str:
    """A web address, or "" where none is set."""

    def fits(address: str) -> bool:
        try:
            parts = urlsplit(address)
            return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) in _PORTS
        except ValueError:  # brackets that are no IPv6 address, a port that is no number
            return False

    _check(key, "address", value, shown(value), fits)
    return value
