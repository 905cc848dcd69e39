#!/usr/bin/env bash
# Dumps the database of DATABASE_URL (or libpq's own variables) to FILE and prints its SHA-256.
set -euo pipefail
file=${1:?usage: backup.sh FILE}
umask 077
pg_dump ${DATABASE_URL:+--dbname="$DATABASE_URL"} --format=custom --no-owner --no-privileges --file="$file.part"
mv "$file.part" "$file"
sha256sum "$file"
