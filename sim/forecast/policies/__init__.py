"""The policies that are offered, a file each."""
