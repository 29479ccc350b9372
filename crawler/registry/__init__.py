"""Records of outlets from outside warta, and the checks that hold for every record."""
