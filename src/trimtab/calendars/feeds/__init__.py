"""Feeds by address: asked safely, remembered, merged."""
