"""A database in which three outlets have come to different points of a crawl."""

from datetime import datetime, timedelta
from pathlib import Path

from pipelines.records import Candidate, Drop, Failure, Kind, Outcome, Reason, State
from pipelines.store import ArticleStore

THREE = ("republika", "idntimes", "tempo")


def three_outlets(path: Path, now: datetime) -> Path:
    """Make a database in which one outlet has ended, one is being crawled and one waits."""
    with ArticleStore(path) as store:
        first = store.start_run("crawl republika", ["republika"])
        links = tuple(Candidate(url=f"https://republika.co.id/berita/{n}") for n in range(4))
        feed = Outcome(
            url="https://republika.co.id/rss", result=None, site="republika", kind=Kind.FEED,
            links=links, fetched_at=now, state=State.DONE, next_try_at=now + timedelta(days=2),
        )  # fmt: skip
        results = [
            Drop(url=links[0].url, reason=Reason.TOO_SHORT, step="quality", site="republika"),
            *(Failure(url=c.url, error="404", gone=True) for c in links[1:]),
        ]
        articles = [
            Outcome(url=result.url, result=result, site="republika", state=State.GONE)
            for result in results
        ]
        store.commit([feed], first)
        store.commit(articles, first)
        store.finish_run(first, "blocked")
        second = store.start_run("crawl idntimes", ["idntimes"])
        store.commit(
            [Outcome(url="https://www.idntimes.com/x", result=results[0], site="idntimes")], second
        )
    return path
