"""Builds the generated data file of the gazetteer; not needed to run Rasd."""
