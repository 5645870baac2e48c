"""The Kotlin pack."""
