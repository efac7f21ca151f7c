"""The daily loop around the planner: what is kept, marked, planned again and looked back on."""
