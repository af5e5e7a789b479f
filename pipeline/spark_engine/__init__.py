"""The indicators on Spark: the same ``.sql`` files over the same Parquet, for more than one machine holds."""
