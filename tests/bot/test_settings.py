"""Settings: from the environment, else from a file; wrong ones are named, secrets are not shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.setting import SettingError, shown
from bot.settings import load_settings

NONE = Path("none")
TOKEN = "123:abc-DEF_9"  # noqa: S105  # of the test


def test_defaults() -> None:
    """Nothing need be set to look at the data; the bot needs its token, the webhook its address and secret."""
    settings = load_settings({}, NONE)
    assert settings.api_url == "https://api.telegram.org"
    assert (settings.max_rate, settings.retention_days, settings.webhook_port) == (30, 90, 8443)
    assert settings.database_url.startswith("sqlite:////")
    with pytest.raises(SettingError) as missing:
        settings.need_token()
    assert (missing.value.key, missing.value.reason) == ("TELEGRAM_BOT_TOKEN", "missing")
    with pytest.raises(SettingError, match="TELEGRAM_WEBHOOK_URL"):
        settings.need_webhook()
    with pytest.raises(SettingError, match="TELEGRAM_WEBHOOK_SECRET"):
        load_settings({"TELEGRAM_WEBHOOK_URL": "https://bot.example.org/hook"}, NONE).need_webhook()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """What stands empty in either counts as not set."""
    file = tmp_path / ".env"
    file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nTELEGRAM_MAX_RATE=5\nTELEGRAM_PROXY=\n", encoding="utf-8")
    settings = load_settings({"TELEGRAM_MAX_RATE": "7", "TELEGRAM_BOT_TOKEN": ""}, file)
    settings.need_token()
    assert (settings.token, settings.max_rate, settings.proxy) == (TOKEN, 7, "")


def test_a_file_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts as none: it may be another user's, where the bot happens to be started."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("bot.settings.dotenv_values", refuse)
    assert load_settings({"TELEGRAM_BOT_TOKEN": TOKEN}, Path(".env")).token == TOKEN


def test_an_own_server() -> None:
    """Its address is taken without the stroke at its end; 0 switches the limit off."""
    settings = load_settings({"TELEGRAM_API_URL": "http://127.0.0.1:8081/", "TELEGRAM_MAX_RATE": "0"}, NONE)
    assert (settings.api_url, settings.max_rate) == ("http://127.0.0.1:8081", 0)


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("TELEGRAM_BOT_TOKEN", "no token", "token"),
        ("TELEGRAM_API_URL", "127.0.0.1:8081", "address"),
        ("TELEGRAM_API_URL", "http://[bad", "address"),
        ("TELEGRAM_API_URL", "http://server:99999", "address"),
        ("TELEGRAM_PROXY", "socks5://127.0.0.1:1080", "address"),
        ("TELEGRAM_MAX_RATE", "fast", "number"),
        ("TELEGRAM_MAX_RATE", "-1", "number"),
        ("TELEGRAM_MAX_RATE", "٣", "number"),
        ("TELEGRAM_WEBHOOK_URL", "bot.example.org", "address"),
        ("TELEGRAM_WEBHOOK_SECRET", "với dấu", "webhook_secret"),
        ("TELEGRAM_WEBHOOK_PORT", "0", "number"),
        ("HOI_SECRET", "short", "secret"),
        ("HOI_RETENTION_DAYS", "0", "number"),
        ("HOI_BASE_URL", "hoi.example.vn", "address"),
        ("HOI_BASE_URL", "https://example.vn/hoi", "base"),
        ("HOI_BASE_URL", "https://example.vn?hoi", "base"),
        ("HOI_BASE_URL", '"https://example.vn"', "address"),
        ("HOI_BASE_URL", "https://example.vn'", "base"),
        ("HOI_BASE_URL", "https://exam ple.vn", "base"),
        ("HOI_BASE_URL", "https://hỏi.vn", "base"),
        ("HOI_TRUSTED_PROXIES", "proxy", "networks"),
        ("HOI_TRUSTED_PROXIES", "10.0.0.1/8", "networks"),
        ("HOI_TRUSTED_PROXIES", "127.0.0.1,", "networks"),
        ("HOI_SESSION_RATE", "-1", "number"),
        ("HOI_ADDRESS_RATE", "many", "number"),
        ("HOI_CONTACT", "phòng 101", "contact"),
        ("HOI_CONTACT", "javascript:alert(1)@x.vn", "contact"),
    ],
)
def test_what_is_wrong_is_named(key: str, value: str, reason: str) -> None:
    """The key and why; the value too where it is no secret."""
    with pytest.raises(SettingError) as error:
        load_settings({key: value}, NONE)
    assert (error.value.key, error.value.reason) == (key, reason)
    assert (error.value.value == value) == (reason in {"address", "base", "contact", "networks", "number"})


def test_the_page() -> None:
    """What it is called outside, whom it trusts, how often it may be asked, who runs it; nothing need be set."""
    bare = load_settings({}, NONE)
    assert (bare.base_url, bare.trusted_proxies, bare.operator, bare.contact) == ("", (), "", "")
    assert (bare.session_rate, bare.address_rate) == (30, 600)
    settings = load_settings(
        {
            "HOI_BASE_URL": "https://hoi.example.vn/",
            "HOI_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8,::1",
            "HOI_SESSION_RATE": "0",
            "HOI_ADDRESS_RATE": "100",
            "HOI_OPERATOR": "Sở Tài chính tỉnh Thanh Hóa",
            "HOI_CONTACT": "hoi@example.vn",
        },
        NONE,
    )
    assert settings.base_url == "https://hoi.example.vn"
    assert settings.trusted_proxies == ("127.0.0.1", "10.0.0.0/8", "::1")
    assert (settings.session_rate, settings.address_rate) == (0, 100)
    assert (settings.operator, settings.contact) == ("Sở Tài chính tỉnh Thanh Hóa", "hoi@example.vn")
    for root in ("http://127.0.0.1:8922", "http://[::1]:8922", "https://hoi_page"):
        assert load_settings({"HOI_BASE_URL": root}, NONE).base_url == root
    assert load_settings({"HOI_CONTACT": "https://example.vn/lien-he"}, NONE).contact == "https://example.vn/lien-he"


def test_passwords_in_addresses_are_hidden() -> None:
    """Where an address is shown, and in the settings' own representation."""
    assert shown("http://user:secret@proxy:3128") == "http://***@proxy:3128"
    settings = load_settings(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_PROXY": "http://user:pass%20word@proxy:3128",
            "TELEGRAM_WEBHOOK_SECRET": "webhook-secret",
            "HOI_SECRET": "0123456789abcdef",
        },
        NONE,
    )
    assert {TOKEN, "abc-DEF_9", "pass word", "pass%20word", "webhook-secret", "0123456789abcdef"} <= set(
        settings.secrets
    )
    assert not [secret for secret in settings.secrets if secret in repr(settings)]


def test_what_is_too_short_is_no_secret() -> None:
    """Hidden wherever it stands, it would leave no sense in a log."""
    assert load_settings({"TELEGRAM_PROXY": "http://a:b@proxy:1"}, NONE).secrets == ()
