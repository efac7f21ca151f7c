"""Sleep from what phones and wearables export: each format read, and pieces made into nights."""
