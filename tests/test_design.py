"""docs/design.md has a place for every package and module, and names none that is gone."""

import re
from pathlib import Path

import pytest

from tests.support.paths import ROOT

TEXT = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
PACKAGES = ("pipelines", "crawler")
# A record per outlet (docs/outlets.md), a file per migration, the entry points of packages.
LISTED_ELSEWHERE = re.compile(r"crawler/sites/.+|.+/m\d{3}_\w+\.py|.+/schema/__main__\.py")


def named(text: str = TEXT) -> dict[str, list[str]]:
    """Return what each section names: file names and folders in code marks, by top package."""
    found: dict[str, list[str]] = {package: [] for package in PACKAGES}
    for part in re.split(r"^## ", text, flags=re.M):
        package = part.partition(":")[0]
        if package in found:
            found[package] += re.findall(r"`([\w/]+(?:\.py|/))`", part)
    return found


def modules(package: str) -> list[str]:
    paths = sorted((ROOT / package).rglob("*.py"))
    relative = [path.relative_to(ROOT).as_posix() for path in paths if path.name != "__init__.py"]
    return [path for path in relative if not LISTED_ELSEWHERE.fullmatch(path)]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_has_a_place(package: str) -> None:
    places = named()[package]
    for module in modules(package):
        name = module.removeprefix(f"{package}/")
        known = {place for place in places if name == place or name.endswith(f"/{place}")}
        assert known, f"docs/design.md has no place for {module}"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_has_a_place(package: str) -> None:
    for folder in sorted(path.parent for path in (ROOT / package).rglob("__init__.py")):
        name = folder.relative_to(ROOT / package).as_posix()
        section = TEXT.partition(f"\n## {package}:")[2]
        assert name == "." or re.search(rf"\b{folder.name}\b", section), name


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_named_that_is_gone(package: str) -> None:
    files = [path.as_posix() for path in (ROOT / package).rglob("*")]
    for place in named()[package]:
        end = f"/{place.rstrip('/')}"
        assert any(path.endswith(end) for path in files), f"docs/design.md names {place}"


def test_paths_in_the_text_exist() -> None:
    for path in re.findall(r"`((?:pipelines|crawler|tests)/[\w/.]+)`", TEXT):
        assert Path(ROOT / path).exists(), path
