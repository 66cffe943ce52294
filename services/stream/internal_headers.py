"""Kafka headers by which the stages tell one another what is of no use to subscribers."""

from __future__ import annotations

from typing import Final

# On `articles.fingerprinted`: where the article was in `articles.raw` (`arrival_order.Origin`).
ORIGIN: Final = "rasd_origin"
# On a revision in `articles.normalized`: the article that it revises (`services.dedup.records.kept_text`), so that
# whichever worker takes the revision finds the claims that were made before; absent where there were none. In base64:
# the CloudEvents SDK of Python decodes every header as text.
REVISED: Final = "rasd_revised"
# Beside it, "true" where claims that the revision does not make are taken back, else "false".
WITHDRAWS: Final = "rasd_withdraws"
