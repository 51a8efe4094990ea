"""Evaluation: how good cards are, field by field, against labelled fixtures."""
