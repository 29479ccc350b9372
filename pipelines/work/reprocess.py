"""Reads archived pages again with today's code and rules: what would change, and what did.

The pages go the way of `pipelines.work.ingest`, with a store that counts changes before it writes
them, or writes nothing. Pages that this warta and these rules have read already are left out, so a
run that was stopped goes on where it was.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pipelines.inputs.files import Item
from pipelines.provenance import made_by, page_hash
from pipelines.records import Added, Article, Change, Drop, Limits, Outcome, Page, Rules
from pipelines.work.ingest import Progress, Report, RulesFor, RulesForText, ingest

EXAMPLES = 3  # kept for each outlet and field
KEPT = ("unchanged", "new", "revised")


class Store(Protocol):
    """The methods of `pipelines.store.ArticleStore` that are used here."""

    def start_run(self, command: str, sites: Iterable[str] = ()) -> int: ...
    def commit(self, outcomes: Sequence[Outcome], run_id: int | None) -> list[Added | None]: ...
    def finish_run(self, run_id: int, reason: str) -> None: ...
    def preview(self, batch: Iterable[Article]) -> list[Change]: ...
    def is_read(self, page_hash: str, made_by: str) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One value that changes: the article's URL, what the value is now and what it would be."""

    url: str
    now: str
    then: str


@dataclass(slots=True, kw_only=True)
class Changes:
    """What reading pages again changes, by outlet.

    `kinds` counts articles by site and kind (`new`, `reprocessed`, ...; `dropped` for pages that
    are no article now), `fields` the changed fields by site and name, `examples` has some of each.
    `left` counts pages that this warta and these rules had read before.
    """

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], list[Example]] = field(default_factory=dict)
    left: int = 0

    def add(self, change: Change) -> None:
        """Count a change and keep an example of each of its fields."""
        self.kinds[change.site, change.kind] += 1
        for name, now, then in change.fields:
            self.fields[change.site, name] += 1
            kept = self.examples.setdefault((change.site, name), [])
            if len(kept) < EXAMPLES:
                kept.append(Example(url=change.url, now=now, then=then))


def reprocess(
    paths: Iterable[Path | str],
    store: Store,
    rules_for: RulesFor,
    for_text: RulesForText,
    *,
    site: str | None = None,
    since: datetime | None = None,
    dry_run: bool = False,
    workers: int | None = None,
    limits: Limits | None = None,
    on_progress: Progress | None = None,
) -> tuple[Report, Changes]:
    """Read the pages of archives and saved files again, and return the counts and the changes.

    Only pages of `site` and fetched from `since` on. With `dry_run` nothing is written. Raises
    `StoreError`.
    """
    counting = _Counting(store, dry_run=dry_run)

    def wanted(item: Item, rules: Rules) -> bool:
        if not isinstance(item, Page):
            return False
        if (site and rules.site != site) or (since and item.fetched_at < since):
            return False
        if store.is_read(page_hash([item.html]), made_by(rules)):
            counting.changes.left += 1
            return False
        return True

    report = ingest(
        paths,
        counting,
        rules_for,
        for_text,
        wanted=wanted,
        workers=workers,
        limits=limits,
        on_progress=on_progress,
    )
    return replace(report, skipped=report.skipped - counting.changes.left), counting.changes


class _Counting:
    """A store that counts what each commit changes before it writes it, if it does."""

    def __init__(self, store: Store, *, dry_run: bool) -> None:
        self.changes = Changes()
        self._store = store
        self._dry_run = dry_run

    def start_run(self, command: str, sites: Iterable[str] = ()) -> int:
        return -1 if self._dry_run else self._store.start_run("reprocess", sites)

    def finish_run(self, run_id: int, reason: str) -> None:
        if not self._dry_run:
            self._store.finish_run(run_id, reason)

    def commit(self, outcomes: Sequence[Outcome], run_id: int | None) -> list[Added | None]:
        articles = [o.result for o in outcomes if isinstance(o.result, Article)]
        changes = iter(self._store.preview(articles))
        added: list[Added | None] = []
        for outcome in outcomes:
            if isinstance(outcome.result, Article):
                change = next(changes)
                self.changes.add(change)
                added.append(Added(article_id=0, kind=change.kind))
                continue
            if isinstance(outcome.result, Drop):
                drop = outcome.result
                self.changes.add(Change(url=drop.url, site=outcome.site, kind="dropped"))
            added.append(None)
        return added if self._dry_run else self._store.commit(outcomes, run_id)
