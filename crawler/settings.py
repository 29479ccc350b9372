"""Every Scrapy setting that warta changes, in groups, each with its reason.

`scrapy` finds this module through `scrapy.cfg`; `warta crawl` loads it by name. The settings of our
own, `WARTA_...`, are those of `crawler.setting_table`, with the values that the environment gives.
"""

import os
import sys
from importlib.metadata import PackageNotFoundError, version

from crawler.setting_table import SettingError, from_environment


def user_agent(contact: str) -> str:
    """Return the User-Agent: the product, its version and whom to write to."""
    try:
        release = version("warta")
    except PackageNotFoundError:
        release = "0"
    return f"warta/{release} (+{contact})" if contact else f"warta/{release}"


# --- Our own --------------------------------------------------------------------------------------
try:
    _ours = from_environment(os.environ)
except SettingError as _error:  # `scrapy` loads this module where it explains no error
    sys.stderr.write(f"warta: {_error}\n")
    raise SystemExit(2) from None
globals().update(_ours)

# --- Who we are -----------------------------------------------------------------------------------
BOT_NAME = "warta"
# A URL or mail address of the operator: a publisher must be able to reach whoever crawls.
USER_AGENT = user_agent(_ours["WARTA_CONTACT"])
# The product token that robots.txt is read for, whatever the User-Agent says besides.
ROBOTSTXT_USER_AGENT = "warta"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",
}

# --- Spiders: one for each record in crawler.sites ------------------------------------------------
SPIDER_LOADER_CLASS = "crawler.loader.SiteSpiderLoader"
# `scrapy crawl` ends with 0 even when the spider could not open its database.
COMMANDS_MODULE = "crawler.commands"

# --- Manners --------------------------------------------------------------------------------------
# crawler.http.robots applies it: Scrapy's own middleware takes a 503 for permission and ignores
# Crawl-delay.
ROBOTSTXT_OBEY = True
# One request at a time; each outlet is one download slot whatever the number of its hosts.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# The next one is asked for when the last one has its response: what that says (a refusal, a
# Retry-After) holds for the next one already. The download delay passes meanwhile; without any
# delay, at 100 ms of latency, it costs an eighth of the requests per second.
CONCURRENT_REQUESTS = 1
# Seconds between two requests to an outlet at least; its record and its robots.txt may raise it.
DOWNLOAD_DELAY = 1.0
# Regular gaps look like an attack and make crawlers meet. The delay is raised so that the shortest
# gap is still the whole delay.
DOWNLOAD_DELAY_JITTER = 0.2
# No logging in, no tracking: a page is what a new reader sees.
COOKIES_ENABLED = False
# A publisher need not be told where a link was found.
REFERER_ENABLED = False

# --- Bounds on what one response may cost ---------------------------------------------------------
# The default is 1 GiB: a 300 MB gzip bomb took 679 MB of memory, with 8 MiB 92 MB.
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
# The default is 180 s. A page that takes longer than this is tried again later.
DOWNLOAD_TIMEOUT = 30
DNS_TIMEOUT = 15
REDIRECT_MAX_TIMES = 5
# A page that redirects in its markup is not an article; following it led off the site.
METAREFRESH_ENABLED = False
# Listings that lead to listings: a sitemap loop ran 681 requests without a limit.
DEPTH_LIMIT = 4
# Decoded bytes of responses on their way through the spider and the item pipelines.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 16 * 1024 * 1024

# --- Stopping -------------------------------------------------------------------------------------
# Scrapy's own waits for a request that waits for its turn, for robots.txt or for a slow response.
DOWNLOADER = "crawler.http.downloader.StoppableDownloader"

# --- Safety ---------------------------------------------------------------------------------------
# The default accepts any certificate.
DOWNLOAD_VERIFY_CERTIFICATES = True
# Nothing but the web: a <loc>file:///etc/passwd</loc> was fetched with the default handlers.
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
# Refuses private, loopback and link-local addresses after the name was resolved.
TWISTED_DNS_RESOLVER = "crawler.http.guards.PublicResolver"
# Both listen on a port and run what they are sent.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
# A proxy would resolve names itself, out of reach of the check of addresses.
HTTPPROXY_ENABLED = False

# --- Lean: what is not needed costs a fifth of the CPU of a crawl ---------------------------------
# Scrapy would parse the source of each callback, for each response.
WARN_ON_GENERATOR_RETURN_VALUE = False
# Scrapy starts this many tasks for each response; a response gives one item here.
CONCURRENT_ITEMS = 1
# Drops are in the table drops; the log needs no warning for each.
DEFAULT_DROPITEM_LOG_LEVEL = "INFO"
DOWNLOADER_MIDDLEWARES = {
    "crawler.http.backoff.BackoffMiddleware": 20,  # sees what all others have left of a response
    "crawler.http.guards.GuardMiddleware": 40,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard knows the hosts
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # crawler.http.robots
    "crawler.http.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # the frontier retries
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.http.guards.QuietRedirectMiddleware": 600,  # without a word about missing referers
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # the spider takes every status
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # depth is counted across runs
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
EXTENSIONS = {
    "crawler.http.archiving.Archiver": 0,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.memdebug.MemoryDebugger": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
    "scrapy.extensions.logstats.LogStats": None,
}
RETRY_ENABLED = False
HTTPCACHE_ENABLED = False
# The frontier knows what was found; a second filter would refuse what it asks for again.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# --- From page to database ------------------------------------------------------------------------
ITEM_PIPELINES = {
    "pipelines.item_pipelines.StorePipeline": 200,
}
# `scrapy crawl NAME -o out.jsonl` writes what `warta export` does of the articles that it stored.
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {"csv": "crawler.feed_export.CsvExporter"}

# --- Scrapy itself --------------------------------------------------------------------------------
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LOG_LEVEL = "INFO"
# Colour codes end up in cron mails and journals.
LOG_COLOR = False
LOG_VERSIONS: list[str] = []
LOG_SHORT_NAMES = True
