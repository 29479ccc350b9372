"""The wheel: what is in it, and that it works where there is no checkout."""

import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from crawler.demo import SAMPLE
from tests.support.paths import ROOT

# The first release that builds wheels without the package `wheel`.
SETUPTOOLS = (70, 1)
SOURCES = ("setup.cfg", "pyproject.toml", "README.md", "LICENSE")
FOLDERS = ("crawler", "pipelines", "tests", "benchmarks")


def run(*command: object, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command without the checkout on its path and without the operator's settings."""
    kept = {
        name: text
        for name, text in os.environ.items()
        if name != "PYTHONPATH" and not name.startswith("WARTA_")
    }
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=kept,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from a copy of the checkout, which stays as it is."""
    try:
        version = importlib.metadata.version("setuptools").split(".")
    except importlib.metadata.PackageNotFoundError:
        version = ["0", "0"]
    if tuple(int(part) for part in version[:2]) < SETUPTOOLS:
        pytest.skip("building a wheel needs setuptools 70.1 or later: pip install -e '.[dev]'")
    source = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        shutil.copy2(ROOT / name, source)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    build = "from setuptools import build_meta; print(build_meta.build_wheel('dist'))"
    built = run(sys.executable, "-c", build, cwd=source)
    assert built.returncode == 0, built.stderr
    (path,) = (source / "dist").glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an environment with the wheel; the dependencies are those in use."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    python = folder / "bin" / "python"
    done = run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps",
        "--no-index", "--disable-pip-version-check", wheel, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (packages,) = folder.glob("lib/python*/site-packages")
    # A path in a .pth file is only a path: the checkout's own .pth file there is not read.
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return folder / "bin"


def test_contents(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    demo = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "crawler" / "demo").rglob("*")
        if path.suffix in (".gz", ".jsonl", ".html")
    }
    assert len(demo) >= 3
    assert names >= {"crawler/py.typed", "pipelines/py.typed", "crawler/__main__.py", *demo}
    assert names >= {"pipelines/language/word_weights.txt", "pipelines/language/stems.txt"}
    browser = {
        path.relative_to(ROOT).as_posix()
        for folder in ("templates", "static")
        for path in (ROOT / "crawler" / "browser" / folder).iterdir()
    }
    assert len(browser) >= 15
    assert names >= browser
    modules = {
        path.relative_to(ROOT).as_posix()
        for folder in ("crawler", "pipelines")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert names >= modules
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"crawler", "pipelines"}


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    code = "import crawler, pipelines; print(crawler.__file__); print(pipelines.__file__)"
    done = run(installed / "python", "-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.split():
        assert Path(line).is_relative_to(installed.parent), line


def test_demo(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "warta", "demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "republika" in done.stdout
    assert (tmp_path / "warta-demo.db").is_file()


def test_ingest_search_and_try(installed: Path, tmp_path: Path) -> None:
    warta = installed / "warta"
    done = run(warta, "ingest", SAMPLE, "--workers", 1, cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    found = run(warta, "search", "cabai rawit", cwd=tmp_path)
    assert (found.returncode, "1 hidden duplicate" in found.stdout) == (0, True), found.stderr
    tried = run(warta, "try", SAMPLE, "--json", cwd=tmp_path)
    assert (tried.returncode, '"outcome"' in tried.stdout) == (0, True), tried.stderr


@pytest.mark.parametrize("command", ["sites republika", "stats --help", "--version"])
def test_as_a_module_and_as_a_command(command: str, installed: Path, tmp_path: Path) -> None:
    module = run(installed / "python", "-m", "crawler", *command.split(), cwd=tmp_path)
    alone = run(installed / "warta", *command.split(), cwd=tmp_path)
    assert (module.returncode, alone.returncode) == (0, 0), module.stderr + alone.stderr
    assert module.stdout.replace("python -m crawler", "warta") == alone.stdout
    assert list(tmp_path.iterdir()) == []


def test_serve(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "warta", "demo", cwd=tmp_path).returncode == 0
    process = subprocess.Popen(
        [str(installed / "warta"), "serve", "--db", "warta-demo.db", "--port", "0"],
        cwd=tmp_path, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        url = process.stdout.readline().split(" is at ")[1].split()[0]
        for path, shown in (("", b"articles"), ("-/warta/warta.css", b"--accent")):
            with urllib.request.urlopen(url + path) as answer:
                assert shown in answer.read()
    finally:
        process.terminate()
        process.communicate(timeout=20)
