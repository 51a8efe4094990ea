"""Deterministic reading of a text: every mention with its span, no model."""
