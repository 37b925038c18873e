"""What people can do: one plain function per intent, run in one transaction."""
