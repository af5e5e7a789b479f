"""How far a pull is: live while it runs, and from its archive at any time."""
