"""How right `pipelines.language.identify` is, by confidence, and how fast.

    python -m benchmarks.language TEXTS.jsonl.gz

Each line of the file is an object with `text`, `lang` (the ISO 639 code it should get) and `length`
(`title`, `para`, `full`). A confidence is good where the share of right answers is close to it.
"""

import argparse
import gzip
import json
import time
from collections import defaultdict
from pathlib import Path

from pipelines.language.identification import identify

BOUNDS = (0.0, 0.35, 0.5, 0.65, 0.75, 0.85, 0.95, 1.01)


def main(path: Path) -> None:
    """Print one line for each band of confidence, then the speed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["length"] != "mixed"]
    identify("", rows[0]["text"])
    start = time.process_time()
    answers = [(row, identify("", row["text"])) for row in rows]
    seconds = time.process_time() - start
    bands: defaultdict[float, list[tuple[float, bool]]] = defaultdict(list)
    for row, answer in answers:
        low = max(bound for bound in BOUNDS if bound <= answer.confidence)
        bands[low].append((answer.confidence, answer.code == row["lang"]))
    print("confidence from  answers  mean confidence  right")
    for low, found in sorted(bands.items()):
        mean = sum(confidence for confidence, _ in found) / len(found)
        right = sum(hit for _, hit in found) / len(found)
        print(f"{low:>15.2f}  {len(found):>7}  {mean:>15.3f}  {right:.3f}")
    print(f"{len(rows) / seconds:.0f} texts per CPU second")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("texts", type=Path, help="texts with their languages, JSON lines, gzipped")
    main(parser.parse_args().texts)
