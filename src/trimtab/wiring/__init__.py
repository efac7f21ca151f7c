"""Connects ports to the real parts behind them, one module for each kind of work.

Imports stand inside functions, so that a command waits for no part it does not use.
"""
