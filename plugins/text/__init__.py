"""What any text has: size, lines, words, repetition."""
