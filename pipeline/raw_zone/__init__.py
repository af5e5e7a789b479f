"""The raw zone beside pulling: pages imported and exported, and what it holds encrypted at rest."""
