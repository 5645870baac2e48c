"""The text pack: size, lines, words, repetition of any text."""
