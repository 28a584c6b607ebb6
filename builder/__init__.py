"""Compiles the YAML knowledge base in content/ into the artefacts in dist/."""
