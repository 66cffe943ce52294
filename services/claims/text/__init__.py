"""The text of an article as the engine reads it: fields, sentences, tokens, words and what each of them is."""
