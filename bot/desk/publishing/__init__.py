"""From the Staf's tap to the proven page, by machine or by hand, and what happens to a page after."""
