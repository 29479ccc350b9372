"""Every Scrapy setting that warta changes, in groups, each with its reason.

`scrapy` finds this module through `scrapy.cfg`; `warta crawl` loads it by name. What an operator is
meant to set comes from the environment (`WARTA_CONTACT`, `WARTA_DB`) or from `-s NAME=VALUE`.
"""

import os
from importlib.metadata import PackageNotFoundError, version


def user_agent(contact: str) -> str:
    """Return the User-Agent: the product, its version and whom to write to."""
    try:
        release = version("warta")
    except PackageNotFoundError:
        release = "0"
    return f"warta/{release} (+{contact})" if contact else f"warta/{release}"


# --- Who we are -----------------------------------------------------------------------------------
BOT_NAME = "warta"
# A URL or mail address of the operator: a publisher must be able to reach whoever crawls.
WARTA_CONTACT = os.environ.get("WARTA_CONTACT", "")
USER_AGENT = user_agent(WARTA_CONTACT)
# The product token that robots.txt is read for, whatever the User-Agent says besides.
ROBOTSTXT_USER_AGENT = "warta"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",
}

# --- Spiders: one for each record in crawler.sites ------------------------------------------------
SPIDER_LOADER_CLASS = "crawler.loader.SiteSpiderLoader"
# A folder of further records; unset it is warta/sites in the user's folder for data.
WARTA_SITES = os.environ.get("WARTA_SITES")
# `scrapy crawl` ends with 0 even when the spider could not open its database.
COMMANDS_MODULE = "crawler.commands"

# --- Manners --------------------------------------------------------------------------------------
# crawler.http.robots applies it: Scrapy's own middleware takes a 503 for permission and ignores
# Crawl-delay.
ROBOTSTXT_OBEY = True
# One request at a time; each outlet is one download slot whatever the number of its hosts.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# One in transfer, one that waits for its turn: a stop or a pause has nothing long to wait for.
CONCURRENT_REQUESTS = 2
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
# A page that says "reload me elsewhere" in markup is no article; following it led off the site.
METAREFRESH_ENABLED = False
# Listings that lead to listings: a sitemap loop ran 681 requests without a limit.
DEPTH_LIMIT = 4
# Decoded bytes of responses on their way through the spider and the item pipelines.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 16 * 1024 * 1024

# --- Safety ---------------------------------------------------------------------------------------
# The default accepts any certificate.
DOWNLOAD_VERIFY_CERTIFICATES = True
# Nothing but the web: a <loc>file:///etc/passwd</loc> was fetched with the default handlers.
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
# Refuses private, loopback and link-local addresses after the name was resolved.
TWISTED_DNS_RESOLVER = "crawler.http.guards.PublicResolver"
# Hosts and addresses that are fetched although they are not public; for tests and intranets.
WARTA_ALLOW_ADDRESSES: list[str] = []
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
# A page that became no article is in the table drops; in the log it is no warning.
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
WARTA_DB = os.environ.get("WARTA_DB", "warta.db")
# A folder for WARC files of all that is fetched, and WARC files to read instead of the network.
WARTA_ARCHIVE = ""
WARTA_REPLAY: list[str] = []
# Worker processes for extraction; 0 means one for each processor.
WARTA_WORKERS = 0
# Outcomes are committed when there are so many, or when the oldest has waited so many seconds.
WARTA_BATCH = 32
WARTA_BATCH_SECONDS = 5.0
# Pages fetched and not yet stored, at most; the crawl waits for extraction beyond it.
WARTA_IN_FLIGHT = 32
# A URL that is due again within so many seconds is waited for; the next run has the others.
WARTA_WAIT = 60.0
# So many answers of 401 or 403 in a row, or one challenge page, and the site is left alone.
WARTA_BLOCKED_AFTER = 3
# So many errors of the server (5xx, silence) in a row, and it is left alone until the next run.
WARTA_FAILING_AFTER = 10
# Sitemaps found on the way, in robots.txt and in other sitemaps, asked for in one run, at most.
WARTA_MAX_LISTINGS = 500
# Pages of one listing, for one day where it lists by day, read in one run, at most.
WARTA_MAX_PAGES = 1000
# The same for a listing that is not by day, the first time, in a crawl that asks for no dates.
WARTA_FIRST_PAGES = 5

# --- Scrapy itself --------------------------------------------------------------------------------
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LOG_LEVEL = "INFO"
# Colour codes end up in cron mails and journals.
LOG_COLOR = False
LOG_VERSIONS: list[str] = []
LOG_SHORT_NAMES = True
