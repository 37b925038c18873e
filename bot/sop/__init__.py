"""The domain: the SOP as one table, working time, roles. Standard library only; no I/O, no clock, no await."""
