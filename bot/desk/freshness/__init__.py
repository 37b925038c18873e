"""How fresh each section of the website is, and the disposition that would mend it."""
