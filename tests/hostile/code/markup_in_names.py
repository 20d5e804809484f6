"""Puts markup into the names of qubits, symbols and tags, which reports show."""

DUE = {"angle_encode": "wrong"}

# %% angle_encode
import cirq
import sympy

def angle_encode(x, qubits):
    name = "</code><script>alert('hostile')</script>`&amp;"
    symbol = sympy.Symbol(name)
    turn = cirq.ry(symbol)(cirq.NamedQubit(name)).with_tags(name)
    return cirq.Circuit(turn, cirq.ry(symbol)(qubits[0]), cirq.measure(qubits[1], key=name))
