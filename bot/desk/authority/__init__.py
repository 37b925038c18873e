"""Where people stand towards a thing: in which capacity they act, for whom, and who is waited for."""
