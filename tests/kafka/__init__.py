"""A real Apache Kafka for the tests and the benchmarks: its jars by Maven, its processes by `Broker`."""
