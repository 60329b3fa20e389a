"""One setting as it is given: whether it can be what it has to be, and what may be shown of it where it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_network
from urllib.parse import urlsplit

HIDDEN = "***"
PORTS = range(1, 65536)
_SHOWN = 80
"""Characters of a wrong value that are said again."""
_MAIL = re.compile(r"[^\s@:/?#]+@[^\s@:/?#]+\.[^\s@:/?#]+")
# Browsers write every host in these letters, and tell it so to us.
_ROOT = re.compile(r"https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d+)?")


class SettingError(ValueError):
    """A setting that is missing or wrong.

    `reason` is a key below `settings` in cli.yaml; `value` what may be shown of it.
    """

    def __init__(self, key: str, reason: str, value: str = "") -> None:
        super().__init__(f"{key}: {reason}: {value}")
        self.key, self.reason, self.value = key, reason, value


def shown(address: str) -> str:
    """An address as it may be shown: without the password in it."""
    return re.sub(r"//[^/@]*@", f"//{HIDDEN}@", address)[:_SHOWN]


def secret(key: str, reason: str, value: str, *, fits: bool) -> None:
    """Make sure that a secret is one; "" is none, and needs not fit.

    Raises:
        SettingError: it does not fit.
    """
    if value and not fits:
        raise SettingError(key, reason, HIDDEN)


def number(key: str, value: str, allowed: range) -> int:
    """A whole number.

    Raises:
        SettingError: it is none, or not within what is allowed.
    """
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) not in allowed:
        raise SettingError(key, "number", value[:_SHOWN])
    return int(value)


def address(key: str, value: str) -> str:
    """A web address, or "" where none is set.

    Raises:
        SettingError: it is none.
    """
    _check(key, "address", value, shown(value), _is_address)
    return value


def base(key: str, value: str) -> str:
    """The page's own address, without a stroke at its end: the page stands at the root of a host.

    Raises:
        SettingError: it is none, or goes further than the host.
    """
    root = address(key, value).rstrip("/").lower()
    _check(key, "base", root, shown(value), lambda root: bool(_ROOT.fullmatch(root)))
    return root


def networks(key: str, value: str) -> tuple[str, ...]:
    """Addresses and networks, with commas between.

    Raises:
        SettingError: one is neither.
    """

    def fits(networks: str) -> bool:
        try:
            return bool([ip_network(network.strip()) for network in networks.split(",")])
        except ValueError:
            return False

    _check(key, "networks", value, value[:_SHOWN], fits)
    return tuple(network.strip() for network in value.split(",") if network)


def contact(key: str, value: str) -> str:
    """An e-mail address or a web address, or "" where none is set.

    Raises:
        SettingError: it is neither.
    """
    if not _MAIL.fullmatch(value):
        _check(key, "contact", value, shown(value), _is_address)
    return value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) in PORTS
    except ValueError:  # brackets that are no IPv6 address, a port that is no number
        return False


def _check(key: str, reason: str, value: str, visible: str, fits: Callable[[str], bool]) -> None:
    if value and not fits(value):
        raise SettingError(key, reason, visible)
