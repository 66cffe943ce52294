"""Chooses what a claim's rules leave open: which of the places, actors, speakers and times around it belong to it.

The grammar finds the candidates; a log-linear model picks one of them, or none. A candidate's score is the sum of the weights
of its features (`weights.tsv`), the highest wins. `bench/train_choices.py` fits the weights; they are data, a few hundred lines
that a person can read: a feature with a negative weight speaks against.
"""
