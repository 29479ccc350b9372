"""`python -m crawler` runs the command `warta`."""

from crawler.cli import main

main()
