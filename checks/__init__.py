"""Checks: may these numbers be used, may they be published. Changes nothing."""
