"""Which reports are about one event."""
