"""Phrases of people, and which of a sentence belong to a verb or a noun."""
