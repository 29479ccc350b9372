"""What is known of an outlet, for those who query the database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet as the table `outlets` has it: a row for each, filled from the records of outlets.

    `name` is what `articles.site` holds, `title` how it calls itself, `media_group` its owner or
    network, `language` the one it writes in (ISO 639), `province` where it reports from, empty for
    a national outlet, `status` what is known of its pages (`active`, `listed`, `unverified`,
    `blocked`), `hosts` its hosts, `permission` what its robots.txt or terms say of scrapers.
    """

    name: str
    title: str
    media_group: str = ""
    language: str = ""
    province: str = ""
    status: str = ""
    hosts: tuple[str, ...] = ()
    permission: str = ""
