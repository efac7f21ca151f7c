"""The web app: pages over the daily loop, and the doors that keep them private."""
