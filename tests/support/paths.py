"""Where things are in the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(__file__).with_name("pages")
