"""Records from outside warta: from a folder and from installed packages."""

import logging
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from crawler import sites
from crawler.registry import outside
from crawler.registry.contracts import problems
from crawler.site import Site
from pipelines.records import Rules
from tests.support.outside_records import RECORD, write


class TestFolder:
    def test_a_record_of_it_is_an_outlet(self, outside_folder: Path) -> None:
        path = write(outside_folder)
        site = sites.get("korancoba")
        assert site in sites.all_sites() and len(sites.all_sites()) == len(sites.built_in()) + 1
        assert sites.source("korancoba") == str(path)
        assert sites.source("republika") == sites.BUILT_IN
        assert problems(site) == [] and sites.broken() == ()
        rules = sites.rules_for("https://korancoba.example/berita/1/x")
        assert rules == site.rules and rules.host_map == (
            ("korancoba.example", "www.korancoba.example"),
        )
        text = "Baca di korancoba.example\nIkuti https://www.korancoba.example/x"
        assert sites.for_text(text) == site.rules

    def test_it_replaces_the_record_that_comes_with_warta(self, outside_folder: Path) -> None:
        path = write(outside_folder, "republika", "republika.co.id")
        assert sites.get("republika").title == "Koran Coba"
        assert sites.for_url("https://www.republika.co.id/x") is sites.get("republika")
        assert sites.source("republika") == str(path)
        assert len(sites.all_sites()) == len(sites.built_in())

    def test_it_has_the_first_say_on_a_host(self, outside_folder: Path) -> None:
        write(outside_folder, "aaarepublika", "republika.co.id")
        write(outside_folder, "zzztempo", "tempo.co")
        for name, host in (("aaarepublika", "republika.co.id"), ("zzztempo", "www.tempo.co")):
            found = sites.for_url(f"https://{host}/x")
            assert found is not None and found.name == name

    def test_files_that_begin_with_an_underscore_are_not_records(
        self, outside_folder: Path
    ) -> None:
        (outside_folder / "_helper.py").write_text("raise ValueError")
        assert sites.all_sites() == sites.built_in() and sites.broken() == ()

    @pytest.mark.parametrize(
        ("source", "said"),
        [
            ("x = (\n", "line 1: '(' was never closed"),
            ("\n\nimport tidak_ada\n", "line 3: ModuleNotFoundError: No module named 'tidak_ada'"),
            ("NAME = 1\n", "it has no SITE"),
            ("SITE = {}\n", "SITE is of type dict"),
            (RECORD.format(name="lain", host="k.example"), "rename the file to lain.py"),
            (
                RECORD.replace('("www.{host}", "{host}")', '"k.id"').replace("{name}", "koran"),
                "hosts is 'k.id': it must be a tuple of str",
            ),
            (RECORD.replace("hosts=", "host="), "unexpected keyword argument 'host'"),
            (
                RECORD.replace("{name}", "koran").replace("/\\d+/", "(").replace("{host}", "k.id"),
                "rules.article_url is not a regular expression",
            ),
            (
                RECORD.replace("{name}", "koran")
                .replace('Evidence(what="feed", seen="2026-11")', '"feed"'),
                "evidence is ('feed',): it must be a tuple of Evidence",
            ),
        ],
    )  # fmt: skip
    def test_a_broken_file_is_named_and_the_others_are_read(
        self, source: str, said: str, outside_folder: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        path = outside_folder / "koran.py"
        path.write_text(source, encoding="utf-8")
        write(outside_folder)
        with caplog.at_level(logging.ERROR):
            assert sites.get("korancoba").title == "Koran Coba"
        (broken,) = sites.broken()
        assert (broken.name, broken.source) == ("koran", str(path))
        assert said in broken.reason
        assert str(broken) in caplog.text
        with pytest.raises(sites.UnknownSite, match=r"koran\.py.*correct or remove it"):
            sites.get("koran")

    def test_a_broken_file_hides_the_record_that_comes_with_warta(
        self, outside_folder: Path
    ) -> None:
        """The operator means another record: crawling by the old one would go unnoticed."""
        (outside_folder / "republika.py").write_text("SITE = None")
        with pytest.raises(sites.BrokenSite, match="it has no SITE"):
            sites.get("republika")
        assert sites.for_url("https://republika.co.id/x") is None

    def test_a_name_of_other_letters_is_refused(self, outside_folder: Path) -> None:
        write(outside_folder, "Koran-Coba")
        (broken,) = sites.broken()
        assert "lower-case letters and digits" in broken.reason

    def test_a_folder_that_is_missing_is_named(
        self, outside_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("WARTA_SITES", str(outside_folder / "tidak-ada"))
        sites.forget()
        (broken,) = sites.broken()
        assert "tidak-ada: there is no such folder" in str(broken)
        assert sites.all_sites() == sites.built_in()

    def test_without_the_variable_it_is_in_the_user_s_folder_for_data(
        self, outside_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("WARTA_SITES")
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        sites.forget()
        assert outside.folder() == tmp_path / "data" / "warta" / "sites"
        assert sites.broken() == (), "it need not exist"
        place = tmp_path / "data" / "warta" / "sites"
        place.mkdir(parents=True)
        write(place)
        sites.forget()
        assert sites.get("korancoba")
        monkeypatch.delenv("XDG_DATA_HOME")
        monkeypatch.setenv("HOME", str(tmp_path))
        assert outside.folder() == tmp_path / ".local" / "share" / "warta" / "sites"

    def test_the_setting_names_the_folder(
        self, outside_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from scrapy.settings import Settings

        from crawler.loader import SiteSpiderLoader

        other = tmp_path / "other"
        other.mkdir()
        write(other)
        monkeypatch.setenv("WARTA_SITES", str(outside_folder))
        loader = SiteSpiderLoader.from_settings(Settings({"WARTA_SITES": str(other)}))
        assert "korancoba" in loader.list()
        assert loader.load("korancoba").name == "korancoba"


class TestEntryPoints:
    @pytest.fixture
    def give(
        self, outside_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[dict[str, object]]:
        """Return what the entry points of installed packages load, by name; empty at first."""
        given: dict[str, object] = {}

        class Point(EntryPoint):
            def load(self) -> object:
                loaded = given[self.name]
                if isinstance(loaded, Exception):
                    raise loaded
                return loaded

        def points(group: str) -> list[EntryPoint]:
            assert group == "warta.sites"
            return [Point(name, "x", group) for name in given]

        monkeypatch.setattr(outside, "entry_points", points)
        yield given

    def test_a_site_or_a_module_with_one(self, give: dict[str, object]) -> None:
        module = ModuleType("luar")
        module.SITE = site("luar")  # type: ignore[attr-defined]
        give.update(lain=site("lain"), luar=module)
        assert {"lain", "luar"} <= {each.name for each in sites.all_sites()}
        assert sites.source("lain") == "entry point lain of a package"

    def test_one_that_does_not_load_is_named(self, give: dict[str, object]) -> None:
        give.update(rusak=ImportError("no module named x"), lain=site("lain"), angka=3)
        assert sites.get("lain")
        assert [str(broken) for broken in sites.broken()] == [
            "entry point angka of a package: SITE is of type int: it must be a crawler.site.Site",
            "entry point rusak of a package: ImportError: no module named x",
        ]

    def test_a_file_of_the_folder_replaces_it(
        self, give: dict[str, object], outside_folder: Path
    ) -> None:
        give.update(korancoba=site("korancoba"))
        path = write(outside_folder)
        assert sites.source("korancoba") == str(path)


def site(name: str) -> Site:
    return Site(name=name, title=name, hosts=(f"{name}.example",), rules=Rules())
