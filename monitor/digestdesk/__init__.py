"""The pages of telling: digests, the subscriptions that order them, channels, and a recipient's farewell.

A request comes in, a page goes out; digests are shown exactly as they were sent, in a frame of their own. It may not
compose or send by itself: monitor.services does both, and what waits is sent by the verb.
"""
