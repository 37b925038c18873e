"""An article as the desk reads it: what it lacks, what changed, the page it makes."""
