"""The store, on real files and with processes that really die."""
