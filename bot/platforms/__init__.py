"""Where people are: one package a platform, none of which knows another."""
