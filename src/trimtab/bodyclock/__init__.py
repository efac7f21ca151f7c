"""The body clock: sleep pressure, alertness and sleepiness from the hours slept."""
