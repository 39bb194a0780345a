"""The four verbs: values are gathered from the store, pure functions decide, the result is kept in one transaction.

Store, crawler, channels and clock come in as arguments; what was done goes out as a small report.
A service holds no matter of news, and an error of one item is recorded on the item and stops nothing else.
"""
