"""Links with parameters that tell no articles apart, and some that do."""

import pytest

from crawler.sites import rules_for
from pipelines.urls import canonical
from tests.support.faults.address_faults import ADDRESS_FAULTS, AddressFault
from tests.support.faults.known_failing import marked


@pytest.mark.parametrize("fault", marked(ADDRESS_FAULTS))
def test_address(fault: AddressFault) -> None:
    assert canonical(fault.address, rules_for(fault.address)) == fault.canonical
