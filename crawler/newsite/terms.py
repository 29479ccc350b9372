"""What a publisher says to crawlers: which agents its robots.txt singles out, and its signals."""

import re
from collections.abc import Iterable
from datetime import date

GATHERERS = (
    "AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot",
    "ChatGPT-User", "ClaudeBot", "Claude-Web", "cohere-ai", "Diffbot", "FacebookBot", "fundus",
    "Google-Extended", "GPTBot", "ImagesiftBot", "magpie-crawler", "Meta-ExternalAgent",
    "news-please", "newspaper", "Nutch", "OAI-SearchBot", "omgili", "PerplexityBot",
    "python-requests", "Scrapy", "Timpibot", "trafilatura", "warta", "YouBot",
)  # fmt: skip
"""Agents that gather text: scrapers, and those that feed language models and archives."""

NAMED = 6
SIGNAL = re.compile(r"^\s*content-signal\s*:\s*(.+)$", re.I | re.M)
LINE = re.compile(r"^\s*(user-agent|disallow|allow)\s*:\s*([^#\r\n]*)", re.I | re.M)


def permission(robots: str | None, reserved: Iterable[str], day: date) -> str:
    """Return what robots.txt and pages say about scrapers and AI use, with the day it was read.

    `robots` is None where it could not be read, `reserved` what pages state beside it.
    """
    if robots is None:
        return ""
    refused = refused_agents(robots)
    known = {name.lower() for name in GATHERERS}
    gatherers = [name for name in refused if name.lower() in known]
    facts = []
    if gatherers:
        shown = ", ".join(gatherers[:NAMED])
        among = f"{len(refused)} named agents, among them {shown}"
        facts.append(f"disallows {among if len(refused) > len(gatherers[:NAMED]) else shown}")
    signals = [match.strip() for match in SIGNAL.findall(robots)]
    facts += [
        f"states the signal {signal!r}" for signal in dict.fromkeys(signals) if "=no" in signal
    ]
    said = " and ".join(facts) or "names no scraper"
    more = "".join(f" {statement}." for statement in reserved)
    ask = ": ask first." if facts else "."
    return f"robots.txt (read {day}) {said}{ask}{more}"


def refused_agents(robots: str) -> list[str]:
    """Return the named agents that may read nothing, as robots.txt spells them."""
    refused: dict[str, str] = {}
    agents: list[str] = []
    ended = False
    for match in LINE.finditer(robots):
        field, value = match[1].lower(), match[2].strip()
        if field == "user-agent":
            agents = [value] if ended else [*agents, value]
            ended = False
            continue
        ended = True
        if field == "disallow" and value in ("/", "/*"):
            refused.update((agent.lower(), agent) for agent in agents if agent not in ("*", ""))
    return list(refused.values())


def sitemaps_of(robots: str) -> list[str]:
    """Return the sitemaps that robots.txt names."""
    return re.findall(r"^\s*sitemap\s*:\s*(\S+)", robots, re.I | re.M)
