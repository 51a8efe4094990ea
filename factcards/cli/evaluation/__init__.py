"""The commands of `factcards eval`, one per file."""
