"""What the platform must be told of the app, and what `doctor` looks at. Writes to no customer."""
