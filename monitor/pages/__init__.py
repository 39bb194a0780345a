"""How a page of the desk is made: a request's words and a frame come in, HTML goes out.

It holds the templates and the desk's own files (templates/, static/), reads forms and queries, draws the charts, and
knows who reads: language, clock, name. It may not read the database nor decide anything; what a page shows is a value
that the desks bring (newsdesk, outletdesk, digestdesk).
"""
