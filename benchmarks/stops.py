"""Stops crawl, ingest and reprocess by a signal in every state: seconds to first word and end.

    python -m benchmarks.stops [--only TEXT] [--times 1]

Real processes, real signals, a server on loopback. Exits 1 when a stop takes longer than five
seconds, is not acknowledged within one, ends with a wrong exit code, or leaves a run that does not
say `interrupted`.
"""

import argparse
import signal
import sys
import tempfile
from itertools import cycle
from pathlib import Path

from tests.support.stopping import CRAWL_STATES, INGEST_STATES, Stopped, stopped

MOST = 5.0
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
HEAD = f"{'command':16}{'state':24}{'signal':9}{'word':>7}{'end':>7}  {'code':6}run"


def faults(got: Stopped, sign: signal.Signals, state: str) -> list[str]:
    """Return what is wrong with a stop."""
    found = []
    if got.ended > MOST:
        found.append("too late")
    if got.acknowledged is None or got.acknowledged > 1:
        found.append("not acknowledged")
    if got.code != CODES[sign]:
        found.append("exit code")
    # Where the database stays locked nothing can be written: the next run calls this one killed.
    runs = [[None]] if "locked" in state else [["interrupted"]]
    runs += [[]] if state in ("just_begun", "reads_from_a_pipe") else []
    if got.reasons not in runs:
        found.append("run")
    if got.stored != got.counted:
        found.append("counts")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--times", type=int, default=1)
    options = parser.parse_args()
    jobs = [("warta crawl", state) for state in CRAWL_STATES]
    # Before a command of its own runs, Scrapy has no handler of signals.
    jobs += [("scrapy crawl", state) for state in CRAWL_STATES if state != "just_begun"]
    jobs += [("warta ingest", state) for state in INGEST_STATES]
    jobs += [("warta reprocess", s) for s in INGEST_STATES if s != "reads_from_a_pipe"]
    wrong = 0
    signs = cycle((signal.SIGINT, signal.SIGTERM))
    print(HEAD)
    for command, state in jobs * options.times:
        sign = next(signs)
        if options.only not in f"{command} {state}":
            continue
        with tempfile.TemporaryDirectory() as folder:
            got = stopped(command, state, sign, Path(folder))
        said = "-" if got.acknowledged is None else f"{got.acknowledged:.2f}"
        found = faults(got, sign, state)
        wrong += bool(found)
        run = ", ".join(map(str, got.reasons)) or "none"
        print(
            f"{command:16}{state:24}{sign.name:9}{said:>7}{got.ended:>7.2f}  {got.code:<6}{run}"
            f"{'  WRONG: ' + ', '.join(found) if found else ''}",
            flush=True,
        )
        if found:
            print(got.errors)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
