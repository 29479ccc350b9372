"""`warta serve`: how it starts, what it refuses, how it ends."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.support.browsing import fill, served
from tests.support.command import warta
from tests.support.paths import ROOT


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("serve") / "berita.db")


def start(db: Path, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", "from crawler.cli import main; main()", "serve", "--db", str(db),
         *options],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_it_prints_its_address_in_one_line(db: Path) -> None:
    with served(db) as base:
        with urllib.request.urlopen(base) as answer:
            assert answer.status == 200 and "Tarif Feri" in answer.read().decode()
        slow = urllib.request.Request(f"{base}/search?q={'a' * 900_000}")
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(slow)
        assert error.value.code == 414
        error.value.close()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_at_once(db: Path, number: signal.Signals, code: int) -> None:
    process = start(db, "--port", "0")
    assert process.stdout is not None
    url = process.stdout.readline().split(" is at ")[1].split()[0]
    # A connection that stays open and a query that would take long do not keep it.
    with urllib.request.urlopen(url) as answer:
        answer.read()
    host, port = url.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port))) as waiting:
        query = (
            "with+recursive+n(x)+as+(select+1+union+all+select+x+1+from+n)+select+count(*)+from+n"
        )
        waiting.sendall(f"GET /warta?sql={query} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        time.sleep(0.3)
        sent = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert process.returncode == code, err
    assert time.monotonic() - sent < 3.5
    assert "the server is ending" in err and "Traceback" not in out + err


def test_a_port_in_use(db: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = warta("serve", "--db", db, "--port", port)
    assert result.exit_code == 2
    assert f"port {port} of 127.0.0.1 is in use" in result.stderr and "--port" in result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "warta.example", "10.1.1.1"])
def test_other_machines_are_kept_out(db: Path, host: str) -> None:
    result = warta("serve", "--db", db, "--host", host)
    assert result.exit_code == 2
    assert f"--host {host}" in result.stderr and "password" in result.stderr


@pytest.mark.parametrize("name", ["tidak-ada.db", ".", "kosong.db", "teks.db"])
def test_no_database(tmp_path: Path, name: str) -> None:
    (tmp_path / "kosong.db").touch()
    (tmp_path / "teks.db").write_text("bukan basis data " * 100)
    result = warta("serve", "--db", tmp_path / name, "--port", 0)
    assert result.exit_code == 2
    assert str(tmp_path / name) in result.stderr and "Traceback" not in result.output


def test_without_datasette(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("crawler.browser")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "datasette"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "datasette", None)
    result = warta("serve", "--db", db)
    assert result.exit_code == 2
    assert "pip install 'warta[serve]'" in result.stderr and "Traceback" not in result.output


@pytest.mark.parametrize("path", ["news", "https://x.example/", "/a?b"])
def test_a_base_that_is_no_path(db: Path, path: str) -> None:
    result = warta("serve", "--db", db, "--base-url", path)
    assert result.exit_code == 2 and path in result.stderr


def test_metadata_for_datasette_itself(db: Path, tmp_path: Path) -> None:
    target = tmp_path / "metadata.json"
    result = warta("serve", "--db", db, "--write-metadata", target)
    assert result.exit_code == 0, result.output
    tables = json.loads(target.read_text())["databases"]["berita"]["tables"]
    assert tables["_bands"]["hidden"] and tables["articles"]["columns"]["published_on"]
    done = subprocess.run(
        [sys.executable, "-m", "datasette", str(db), "-m", str(target), "--get",
         "/berita/articles.json?_shape=array&_search=feri"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert len(json.loads(done.stdout)) == 3, done.stderr
