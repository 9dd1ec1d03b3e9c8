"""Holds our public holidays against those of the package `holidays` (PyPI), which counts them in its own way.

Arguments: the first year, the last year, and our dates, separated by commas.
"""

import sys

import holidays


def main():
    first, last, ours = int(sys.argv[1]), int(sys.argv[2]), set(sys.argv[3].split(","))
    theirs = {str(day) for day in holidays.country_holidays("NO", years=range(first, last + 1))}
    for day in sorted(ours - theirs):
        print("only ours:", day)
    for day in sorted(theirs - ours):
        print("only theirs:", day)
    print(f"{len(ours & theirs)} days in common")
    return 0 if ours == theirs and ours else 1


if __name__ == "__main__":
    sys.exit(main())
