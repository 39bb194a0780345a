"""The command line: a door."""


def main() -> None:
    raise SystemExit(0)
