"""The record of a new outlet, from what the outlet shows of itself.

`look` sees robots.txt, feeds, sitemaps, the front page and a few articles, `patterns` tells from
their URLs what an article's looks like, `terms` reads what robots.txt says to scrapers, `infer`
puts the facts together, and `source` writes them down.
"""
