"""The version that the footer names."""

VERSION = "0.1"
