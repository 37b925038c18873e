"""The Kabag's disposition: its form, the material that comes in under it, those that come round."""
