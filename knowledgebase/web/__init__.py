"""The web server: requests are read and answers handed over in a loop, and threads only compute.

waitress does that inside a gunicorn worker: a thread gets a request when all of it is there, and is
free when its answer is handed over, read or not. What waitress leaves open has a bound here
(`limits`): the time of a request and of an answer, the room of bodies, the requests that wait for a
thread, and the connections.
"""
