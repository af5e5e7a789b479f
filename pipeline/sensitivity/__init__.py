"""Sensitivity: the study's headline under every other choice of its rules."""
