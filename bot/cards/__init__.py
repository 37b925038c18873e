"""What a person sees of a thing: text and buttons, derived from the flow and the viewer."""
