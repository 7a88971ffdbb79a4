"""Answers that are made once for each state of the base, and kept in the memory of a worker.

`middleware` answers a request: it reads the version of the base (`principles.models.version`), says
304 to who has the answer already, takes it from the `shelf`, or lets it be made, once, in a
transaction that reads one state. Views say of themselves what may be kept (`principles.keeping`).
"""
