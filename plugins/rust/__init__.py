"""The Rust pack."""
