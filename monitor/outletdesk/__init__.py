"""The pages of the outlets: their list and their health, adding one, changing, checking and removing it.

A request comes in, a page goes out. What a site offers is found on the loop of the crawler (looking), while its page
waits. It may not request anything by itself, nor know a table.
"""
