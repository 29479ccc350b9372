"""Running the chain: worker processes, a queue that is fair to outlets, batches of files."""
