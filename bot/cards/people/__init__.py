"""What a person sees of absences and of the duty roster."""
