"""What to do about each reason."""

from crawler.cli.problem_advice import OF_LISTINGS, OF_STEPS, advice


def test_listings_and_steps_have_advice_of_their_own() -> None:
    assert advice("not_found") != advice("not_found", is_listing=True) == OF_LISTINGS["not_found"]
    assert advice("no_text", step="clean") == OF_STEPS["no_text", "clean"]
    assert advice("no_text", step="extract") == advice("no_text")


def test_commands_name_the_page_and_the_outlet() -> None:
    assert "`warta try 'https://a.example/?x=1&y'`" in advice(
        "not_article", url="https://a.example/?x=1&y"
    )
    assert "`warta crawl koran --retry-failed`" in advice("server_error", site="koran")
