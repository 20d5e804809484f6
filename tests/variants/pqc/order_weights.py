"""Right answers to `order_weights`, each written in its own way."""

import numpy as np
import sympy


def two_sets(symbols, values):
    names = sorted(map(str, symbols))
    by_name = {str(key): number for key, number in values.items()}
    if missing := set(names) - set(by_name):
        raise ValueError(f"no value for {sorted(missing)}")
    if unknown := set(by_name) - set(names):
        raise ValueError(f"no symbol called {sorted(unknown)}")
    return np.array([by_name[name] for name in names], dtype=np.float32)


def symbols_as_keys(symbols, values):
    by_symbol = {sympy.Symbol(str(key)): value for key, value in values.items()}
    ordered = sorted(symbols, key=lambda symbol: symbol.name)
    if set(ordered) ^ set(by_symbol):
        raise ValueError("symbols and values differ")
    return np.asarray([by_symbol[symbol] for symbol in ordered]).astype("float32")


def sorted_items(symbols, values):
    items = sorted((str(key), float(value)) for key, value in values.items())
    if [name for name, _ in items] != sorted(symbol.name for symbol in symbols):
        raise ValueError("symbols and values differ")
    return np.fromiter((value for _, value in items), dtype=np.float32)


def numpy_sort(symbols, values):
    names = np.array([symbol.name for symbol in symbols])
    numbers = np.zeros(len(names), dtype=np.float32)
    place = {str(name): k for k, name in enumerate(names[np.argsort(names)])}
    left = set(place)
    for key, value in values.items():
        if str(key) not in place:
            raise ValueError(f"{key} is unknown")
        numbers[place[str(key)]] = value
        left.discard(str(key))
    if left:
        raise ValueError(f"{left} have no value")
    return numbers


def errors_translated(symbols, values):
    rest = {str(key): value for key, value in values.items()}
    try:
        ordered = [rest.pop(name) for name in sorted({str(symbol) for symbol in symbols})]
    except KeyError as error:
        raise ValueError(f"{error} is missing") from error
    if rest:
        raise ValueError(f"{list(rest)} are unknown")
    return np.array(ordered, np.float32)


def a_tensor(symbols, values):
    import tensorflow as tf

    names = sorted((str(symbol) for symbol in symbols), key=lambda name: name.encode())
    by_name = {getattr(key, "name", key): value for key, value in values.items()}
    if names != sorted(by_name):
        raise ValueError("symbols and values differ")
    return tf.constant([by_name[name] for name in names], dtype=tf.float32)
