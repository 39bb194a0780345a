"""Values as JSON says them: a value of the model comes in, the object that stands for it goes out.

The command line's --json and the API of the web desk share these shapes, so that there is one of each. Fields may be
added, none is renamed. It may not read a database nor a clock, nor say more than the value does.
"""
