"""The entrance of the desk: every request comes in here first and goes on, or is answered here.

A request passes guarding (the headers of every answer), the list of names (origins) and the entrance (entering), which
alone lets it in: by the table in rights, by who asks (cookies, tokens; monitor.services.access) and by whose page asks
(origins). Without any user the desk is open to its own machine; from the first user on everybody signs in (login,
limiting). It may not know what the pages behind it show.
"""
