"""A move of the SOP: whether the table allows it, what it changes, what the person is answered."""
