"""Papers an office files: composed as plain values, set by Typst, as PDF and as pictures."""
