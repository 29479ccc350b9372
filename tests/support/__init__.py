"""What tests and benchmarks share: servers, recordings, made-up pages, the command in a process."""
