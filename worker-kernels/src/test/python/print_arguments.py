#!/usr/bin/env python3
"""Stands in for java where Maven would run it, and prints how it was called, as JSON."""

import json
import sys

print(json.dumps(sys.argv[1:]))
