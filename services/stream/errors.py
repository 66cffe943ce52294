"""Errors whose message is meant for the operator: one clear line that says what is wrong and what to do."""

from __future__ import annotations


class OperatorError(Exception):
    """Something outside the program is not as it should be (broker, topics, rights, ports, settings).

    Commands print the message without a traceback and exit with 1.
    """
