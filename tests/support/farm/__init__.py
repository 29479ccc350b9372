"""A farm of outlets on this machine: the real records, made-up articles, one server for all."""
