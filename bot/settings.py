"""The settings: from the environment, else from `.env`, checked as a whole. Secrets are never shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from platformdirs import user_data_path

from bot import setting
from bot.privacy import SHORTEST
from bot.setting import PORTS, SettingError

API = "https://api.telegram.org"
_LEAST = 4
"""Characters of a secret that is hidden: fewer stand in many words, and hiding them would hide the sense."""
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_RATES = range(100_001)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator sets; README.vi.md tells what each means.

    `max_rate` is the calls a second, the page's rates are requests a minute, 0 for no limit; what has no default is ""
    or empty where unset.
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
    base_url: str
    trusted_proxies: tuple[str, ...]
    session_rate: int
    address_rate: int
    operator: str
    contact: str

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
    setting.secret("TELEGRAM_BOT_TOKEN", "token", token, fits=bool(_TOKEN.fullmatch(token)))
    setting.secret("HOI_SECRET", "secret", secret, fits=len(secret) >= SHORTEST)
    fits = bool(_WEBHOOK_SECRET.fullmatch(webhook_secret))
    setting.secret("TELEGRAM_WEBHOOK_SECRET", "webhook_secret", webhook_secret, fits=fits)
    return Settings(
        database_url=read("HOI_DATABASE_URL", f"sqlite:///{data_directory() / 'hoi.db'}"),
        secret=secret,
        retention_days=setting.number("HOI_RETENTION_DAYS", read("HOI_RETENTION_DAYS", "90"), range(1, 36_501)),
        token=token,
        api_url=setting.address("TELEGRAM_API_URL", read("TELEGRAM_API_URL", API)).rstrip("/"),
        proxy=setting.address("TELEGRAM_PROXY", read("TELEGRAM_PROXY")),
        max_rate=setting.number("TELEGRAM_MAX_RATE", read("TELEGRAM_MAX_RATE", "30"), _RATES),
        webhook_url=setting.address("TELEGRAM_WEBHOOK_URL", read("TELEGRAM_WEBHOOK_URL")),
        webhook_secret=webhook_secret,
        webhook_port=setting.number("TELEGRAM_WEBHOOK_PORT", read("TELEGRAM_WEBHOOK_PORT", "8443"), PORTS),
        base_url=setting.base("HOI_BASE_URL", read("HOI_BASE_URL")),
        trusted_proxies=setting.networks("HOI_TRUSTED_PROXIES", read("HOI_TRUSTED_PROXIES")),
        session_rate=setting.number("HOI_SESSION_RATE", read("HOI_SESSION_RATE", "30"), _RATES),
        address_rate=setting.number("HOI_ADDRESS_RATE", read("HOI_ADDRESS_RATE", "600"), _RATES),
        operator=read("HOI_OPERATOR"),
        contact=setting.contact("HOI_CONTACT", read("HOI_CONTACT")),
    )


def _kept(file: Path) -> dict[str, str]:
    """What a file sets; nothing where there is none, or none that we may read."""
    try:
        return {key: value for key, value in dotenv_values(file, encoding="utf-8").items() if value}
    except OSError:
        return {}
