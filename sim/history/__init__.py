"""A record over time: replay, dates within bounds, snapshots of a day, differences, triggers and branches."""
