"""Settings of our own: what the environment and `--set` give, and what is refused."""

from typing import Any

import pytest
from scrapy.settings import Settings, default_settings

from crawler.setting_table import (
    FIXED,
    FOR_A_PAGE,
    OURS,
    SCRAPY,
    SettingError,
    check,
    from_environment,
    from_pairs,
)

VALUES: dict[str, tuple[str, Any]] = {
    "text": ("WARTA_CONTACT=mailto:a@koran.example", "mailto:a@koran.example"),
    "empty text": ("WARTA_CONTACT=", ""),
    "an equals sign": ("WARTA_CONTACT=https://a.example/?x=1", "https://a.example/?x=1"),
    "whole number": ("WARTA_BATCH= 8 ", 8),
    "none": ("WARTA_WORKERS=0", 0),
    "seconds": ("WARTA_WAIT=2.5", 2.5),
    "list": ("WARTA_REPLAY=a.warc.gz, b", ["a.warc.gz", "b"]),
    "hosts": ("WARTA_ALLOW_ADDRESSES=127.0.0.1,intra.example", ["127.0.0.1", "intra.example"]),
    "level": ("LOG_LEVEL=info", "INFO"),
    "of Scrapy": ("DOWNLOAD_DELAY=4", 4.0),
}

REFUSED = {
    "no value": ("WARTA_BATCH", "write it as NAME=VALUE"),
    "no number": ("WARTA_BATCH=abc", "WARTA_BATCH=abc: not a whole number of 1 or more"),
    "below the least": ("WARTA_BATCH=0", "1 or more"),
    "negative": ("WARTA_WAIT=-1", "0 or more"),
    "not finite": ("WARTA_WAIT=inf", "number of seconds"),
    "not a number": ("WARTA_WAIT=nan", "number of seconds"),
    "a network": ("WARTA_ALLOW_ADDRESSES=10.0.0.0/8", "10.0.0.0/8 is not a host"),
    "unknown of ours": ("WARTA_BACH=3", "did you mean WARTA_BATCH?"),
    "unknown of Scrapy": ("DOWNLOAD_DELAI=3", "did you mean DOWNLOAD_DELAY?"),
    "nothing like it": ("XYZZY=3", "docs/settings.md"),
    "lower case": ("warta_batch=3", "did you mean WARTA_BATCH?"),
    "robots.txt": ("ROBOTSTXT_OBEY=false", "ROBOTSTXT_OBEY is fixed: robots.txt is always obeyed"),
    "disguise": ("USER_AGENT=Mozilla/5.0", "USER_AGENT is fixed"),
    "a short delay": ("DOWNLOAD_DELAY=0.1", "DOWNLOAD_DELAY=0.1: not a number of seconds, 1"),
    "middlewares": ("DOWNLOADER_MIDDLEWARES={}", "does not take DOWNLOADER_MIDDLEWARES"),
    "log level": ("LOG_LEVEL=loud", "DEBUG, INFO"),
}


@pytest.mark.parametrize(("pair", "value"), VALUES.values(), ids=VALUES.keys())
def test_a_pair_gives_a_typed_value(pair: str, value: Any) -> None:
    assert list(from_pairs([pair]).values()) == [value]


@pytest.mark.parametrize(("pair", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_wrong_pair_is_named(pair: str, said: str) -> None:
    with pytest.raises(SettingError) as caught:
        from_pairs([pair])
    assert str(caught.value).startswith(f"--set {pair}: ")
    assert said in str(caught.value)


def test_the_last_pair_of_a_name_counts() -> None:
    assert from_pairs(["WARTA_BATCH=1", "WARTA_BATCH=2"]) == {"WARTA_BATCH": 2}


def test_a_page_takes_only_what_matters_to_it() -> None:
    assert from_pairs(["DOWNLOAD_TIMEOUT=9"], a_page=True) == {"DOWNLOAD_TIMEOUT": 9}
    with pytest.raises(SettingError, match="WARTA_BATCH matters only to `warta crawl`"):
        from_pairs(["WARTA_BATCH=2"], a_page=True)


def test_the_environment_wins_over_the_default() -> None:
    values = from_environment({"WARTA_BATCH": "7", "WARTA_CONTACT": "", "PATH": "/bin"})
    assert values["WARTA_BATCH"] == 7
    assert values == {s.name: values[s.name] for s in OURS}
    assert values["WARTA_CONTACT"] == ""
    assert values["WARTA_IN_FLIGHT"] == 32


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        (("WARTA_BATCH", "abc"), "WARTA_BATCH=abc in the environment: not a whole number"),
        (("WARTA_ALOW_ADDRESSES", "x"), "did you mean WARTA_ALLOW_ADDRESSES?"),
    ],
)
def test_a_wrong_variable_is_named(variable: tuple[str, str], said: str) -> None:
    with pytest.raises(SettingError, match=said.replace("?", r"\?")):
        from_environment(dict([variable]))


def test_a_default_is_not_shared() -> None:
    from_environment({})["WARTA_REPLAY"].append("a")
    assert from_environment({})["WARTA_REPLAY"] == []


def test_scrapy_s_option_is_checked_too() -> None:
    check("WARTA_BATCH", "3")
    check("BOT_NAME", "anything")
    for name, text in (("WARTA_BATCH", "x"), ("WARTA_BACH", "3")):
        with pytest.raises(SettingError, match=f"{name}={text}"):
            check(name, text)


def test_the_settings_module_has_the_values_of_the_table() -> None:
    loaded = Settings()
    loaded.setmodule("crawler.settings")
    for setting in (*OURS, *SCRAPY):
        assert loaded[setting.name] == (
            list(setting.default) if isinstance(setting.default, tuple) else setting.default
        ) or (setting.name == "LOG_LEVEL"), setting.name
    assert {name for name in loaded if name.startswith("WARTA_")} == {s.name for s in OURS}


def test_names_of_scrapy_are_scrapy_s() -> None:
    for name in (*FIXED, *(setting.name for setting in SCRAPY)):
        assert hasattr(default_settings, name), name
    assert {s.name for s in (*OURS, *SCRAPY)} >= FOR_A_PAGE
