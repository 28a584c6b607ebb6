"""The scenes, one a file; the list is desktop/ui/explore/registry.py."""
