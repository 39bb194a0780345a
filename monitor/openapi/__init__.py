"""How programs are spoken with: a request is read into values, a value becomes an answer, and both are described.

Operations come in, an ASGI application, an OpenAPI document and a page of reference go out, made of the very types that
are decoded and encoded. It may not know what an operation does.
"""
