"""Tests of what moves: updates taken in, messages and pages going out."""
