"""From a question to entries with probabilities. Reads no files that people write."""
