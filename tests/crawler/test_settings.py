"""The settings that keep a crawl polite, safe and lean; a change to one of them is a decision."""

import os
import subprocess
import sys

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler.loader import SiteSpiderLoader, spider_class
from crawler.settings import user_agent
from crawler.site import Site
from crawler.sites import UnknownSite, all_sites
from pipelines.records import Rules
from tests.support.paths import ROOT

SITE = Site(name="koran", title="Koran", hosts=("koran.example",), rules=Rules(), delay=3.0)


@pytest.fixture
def settings() -> Settings:
    loaded = Settings()
    loaded.setmodule("crawler.settings")
    return loaded


def of_spider(settings: Settings, site: Site = SITE) -> Settings:
    return Crawler(spider_class(site), settings).settings


def test_polite(settings: Settings) -> None:
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings["ROBOTSTXT_USER_AGENT"] == "warta"
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert settings.getfloat("DOWNLOAD_DELAY") >= 1
    assert settings.getfloat("DOWNLOAD_DELAY_JITTER") > 0
    assert not settings.getbool("COOKIES_ENABLED")
    assert not settings.getbool("RETRY_ENABLED")


def test_safe(settings: Settings) -> None:
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}
    assert settings.getint("DOWNLOAD_MAXSIZE") <= 10 * 1024 * 1024
    assert settings.getint("DOWNLOAD_TIMEOUT") <= 30
    assert 3 <= settings.getint("DEPTH_LIMIT") <= 10
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert settings["TWISTED_DNS_RESOLVER"] == "crawler.http.guards.PublicResolver"
    for name in ("TELNETCONSOLE", "REMOTE_CONTROL", "HTTPPROXY", "METAREFRESH", "HTTPCACHE"):
        assert not settings.getbool(f"{name}_ENABLED"), name


def test_lean(settings: Settings) -> None:
    assert settings.getint("CONCURRENT_ITEMS") == 1
    middlewares = {
        str(path).rpartition(".")[2]
        for name in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES")
        for path, order in settings.get_component_priority_dict_with_base(name).items()
        if order is not None
    }
    assert middlewares == {
        "BackoffMiddleware",
        "GuardMiddleware",
        "RobotsMiddleware",
        "DownloadTimeoutMiddleware",
        "DefaultHeadersMiddleware",
        "UserAgentMiddleware",
        "MetaRefreshMiddleware",
        "HttpCompressionMiddleware",
        "QuietRedirectMiddleware",
        "CookiesMiddleware",
        "HttpProxyMiddleware",
        "DownloaderStats",
        "HttpCacheMiddleware",
    }


def test_every_name_is_scrapy_s_or_ours(settings: Settings) -> None:
    from scrapy.settings import default_settings

    ours = {name for name in settings if settings.getpriority(name) == 20}
    unknown = {n for n in ours if not n.startswith("WARTA_") and not hasattr(default_settings, n)}
    assert not unknown


def test_user_agent_names_the_product_and_the_contact() -> None:
    assert user_agent("mailto:redaksi@koran.example").startswith("warta/")
    assert user_agent("mailto:redaksi@koran.example").endswith("(+mailto:redaksi@koran.example)")
    assert "+" not in user_agent("")


def test_an_outlet_is_one_slot_and_the_delay_is_the_larger_one(settings: Settings) -> None:
    slot = of_spider(settings)["DOWNLOAD_SLOTS"]["koran"]
    assert slot["concurrency"] == 1
    assert slot["delay"] * (1 - slot["jitter"]) == pytest.approx(3.0)
    settings.set("DOWNLOAD_DELAY", 10, "cmdline")
    slot = of_spider(settings)["DOWNLOAD_SLOTS"]["koran"]
    assert slot["delay"] * (1 - slot["jitter"]) == pytest.approx(10.0)


def test_a_replay_has_no_delay_and_no_network(settings: Settings) -> None:
    settings.set("WARTA_REPLAY", ["a.warc.gz"], "cmdline")
    spider = of_spider(settings)
    assert spider["DOWNLOAD_SLOTS"]["koran"]["delay"] == 0
    handlers = spider.getwithbase("DOWNLOAD_HANDLERS")
    assert {s: h for s, h in handlers.items() if h} == dict.fromkeys(
        ("http", "https"), "crawler.http.replay.ReplayHandler"
    )


def test_the_loader_makes_a_spider_of_each_record() -> None:
    loader = SiteSpiderLoader()
    assert loader.list() == [site.name for site in all_sites()]
    assert loader.load("republika").name == "republika"
    with pytest.raises(UnknownSite, match="republika"):
        loader.load("republica")
    with pytest.raises(KeyError):
        loader.load("republica")


def test_scrapy_list() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"],
        cwd=ROOT,
        env={**os.environ, "WARTA_CONTACT": "x"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert result.stdout.split() == [site.name for site in all_sites()]
