"""robots.txt that names the crawler in other ways than by its bare token."""

import pytest

from crawler.http.robots import read_robots
from tests.support.faults.feed_faults import HOST, ROBOTS_FAULTS, RobotsFault
from tests.support.faults.known_failing import marked


@pytest.mark.parametrize("fault", marked(ROBOTS_FAULTS))
def test_robots(fault: RobotsFault) -> None:
    robots = read_robots(200, fault.body.encode(), "warta")
    assert robots.allows(f"{HOST}{fault.path}") is fault.allowed
