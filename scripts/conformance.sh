#!/usr/bin/env bash
# Tries some random texts on FEEL, then runs the outside suites and compares each score with
# docs/conformance-scores.txt: a crash and a fall fail.
set -euo pipefail
cd "$(dirname "$0")/.."

shared=${1:-../shared}
verbose=${2:-}
suites="$shared/conformance"
program=.build/debug/conformance
scores=docs/conformance-scores.txt

# A short slice of what `make fuzz` tries.
"$program" fuzz --inputs 5000 --seed 1

if [ ! -d "$suites" ]; then
  echo "conformance: the outside suites are not at $suites; nothing was measured."
  exit 0
fi

failed=0
measure() { # name, command…
  local name=$1 output last now before
  shift
  output=$("$@" 2>&1) || true
  [ -z "$verbose" ] || printf '%s\n' "$output"
  last=$(printf '%s\n' "$output" | tail -n 1)
  now=$(printf '%s\n' "$last" | sed -nE "s/^${name%%-*}: passed ([0-9]+) of .*/\1/p")
  before=$(sed -nE "s/^$name ([0-9]+)$/\1/p" "$scores")
  if [ -z "$now" ]; then
    echo "$name: no score; the last line was: $last"
    failed=1
  elif [ -n "$before" ] && [ "$now" -lt "$before" ]; then
    echo "$last — below the recorded $before"
    failed=1
  else
    echo "$last"
  fi
}

measure dmn "$program" dmn "$suites/dmn-tck/TestCases"
measure scxml "$program" scxml "$suites/scxml/w3c-irp"
measure scion "$program" scion "$suites/scxml/scion"
measure decimal "$program" decimal "$suites"/decimal/*.decTest
exit "$failed"
