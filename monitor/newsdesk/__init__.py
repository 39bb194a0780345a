"""The pages of the news: overview, stories, articles, and the watches that find them.

A request comes in, a page goes out, with the same functions of the services as the command line has; each page reads
what it shows in one transaction. What a person decides about stories is asked and kept here as well. It may not know a
table, nor make HTML by itself (monitor.pages does).
"""
