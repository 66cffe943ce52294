"""The shell around `services.feeds`: HTTP, processes that parse, Kafka, and the loop that polls."""
