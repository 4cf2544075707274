"""The demo library: real material, told in our own words, loaded through the library's actions and nothing else."""
