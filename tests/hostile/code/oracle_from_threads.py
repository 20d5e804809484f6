"""Evaluates the judge's function from many threads at once (right, so it must earn all)."""

DUE = {}

# %% mean
from concurrent.futures import ThreadPoolExecutor

def mean(f, points):
    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(f, points)) / len(points)
