"""Requests and responses: guards, robots.txt, download delay, backoff, archive, replay."""
