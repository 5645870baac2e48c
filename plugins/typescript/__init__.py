"""The TypeScript pack."""
