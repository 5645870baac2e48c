"""The C# pack."""
