"""One page that asks for a change of schedule, with the person's own figures."""
