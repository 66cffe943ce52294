"""News feeds: reading them, telling new entries from known ones, deciding when to ask again. Pure functions over
values.

`services.feeds.follower` is the shell around it: HTTP, processes, Kafka.
"""
