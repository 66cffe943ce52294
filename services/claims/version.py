"""The version of the extractor, part of every claim. It changes with every release that may change a claim."""

EXTRACTOR_VERSION = "0.1.0"
