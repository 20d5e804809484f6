"""Leaves tasks running in the event loop, with cells that await (right, so it must earn all)."""

DUE = {}

# %% double
import asyncio

async def forever():
    while True:
        await asyncio.sleep(0.01)

async def twice(x):
    return 2 * x

asyncio.ensure_future(forever())
await asyncio.sleep(0.02)

def double(x):
    return asyncio.run(twice(x))
