"""Reports: what people and CI read of an analysis, one file per format."""
