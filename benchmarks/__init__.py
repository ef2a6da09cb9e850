"""How fast borderclash is, beside what else checks such files. Run ``python -m benchmarks``."""
