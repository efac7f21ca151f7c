"""The room of boundaries: hours off, texts drawn from them, quiet hours, working from home."""
