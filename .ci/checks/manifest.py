#!/usr/bin/env python3
"""manifest.py MANIFEST SCHEMA...: validates the app manifest (YAML or JSON) against each JSON schema.

Every schema is read in the draft that it names. Prints each fault with its place and exits 1 on any.
"""

import json
import pathlib
import sys

import yaml
from jsonschema.validators import Draft7Validator, validator_for


def faults(manifest, schema):
    """The places where the manifest breaks the schema, and how."""
    validator = validator_for(schema, default=Draft7Validator)
    validator.check_schema(schema)
    for error in sorted(validator(schema).iter_errors(manifest), key=lambda error: error.json_path):
        # Of alternatives that all failed the nearest miss says most.
        causes = sorted(error.context or [], key=lambda cause: -len(cause.absolute_path))
        near = f" (nearest: {causes[0].json_path}: {causes[0].message})" if causes else ""
        yield f"{error.json_path}: {error.message}{near}"


def main():
    if len(sys.argv) < 3:
        print("usage: manifest.py MANIFEST SCHEMA...", file=sys.stderr)
        return 2
    manifest = yaml.safe_load(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = 0
    for name in sys.argv[2:]:
        schema = json.loads(pathlib.Path(name).read_text(encoding="utf-8"))
        for fault in faults(manifest, schema):
            print(f"{sys.argv[1]} against {pathlib.Path(name).name}: {fault}")
            found += 1
    print(f"{len(sys.argv) - 2} schemas, {found} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
