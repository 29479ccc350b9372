"""`scrapy bench`: Scrapy's own benchmark against its server on this machine, with our settings.

The manners of a crawl would measure the download delay; here nobody's server is asked.
"""

import argparse

from scrapy.commands.bench import Command as ScrapyBench

from crawler import settings

BENCH_SETTINGS = {
    "WARTA_ALLOW_ADDRESSES": ["localhost", "127.0.0.1"],
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_DELAY": 0,
    "EXTENSIONS": {**settings.EXTENSIONS, "scrapy.extensions.logstats.LogStats": 0},
    **ScrapyBench.default_settings,
}


class Command(ScrapyBench):
    """Fetches pages of a server on loopback for ten seconds, as fast as it goes."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Put the settings of the benchmark above those of the project, and `-s` above them."""
        assert self.settings is not None
        self.settings.setdict(BENCH_SETTINGS, priority="spider")
        super().process_options(args, opts)
