"""Faults on a real Kafka, and the proof that nothing is lost under them. `make chaos`."""
