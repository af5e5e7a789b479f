"""Extract: the portal, its pages and the raw archive. Knows no law and no Parquet."""
