#!/usr/bin/env bash
# Restores FILE into the empty database of DATABASE_URL (or libpq's own variables), then checks the books of every scheme.
set -euo pipefail
file=${1:?usage: restore.sh FILE}
program=${SPEELVELD:-speelveld}
query() { psql ${DATABASE_URL:+--dbname="$DATABASE_URL"} --no-psqlrc --tuples-only --no-align --set ON_ERROR_STOP=1 --command "$1"; }
if [ "$(query "select count(*) from pg_tables where schemaname = 'public'")" != 0 ]; then
  echo "The database is not empty. Make a new one: createdb NAME" >&2
  exit 1
fi
pg_restore --dbname="${DATABASE_URL:-${PGDATABASE:?set DATABASE_URL or PGDATABASE}}" --single-transaction --exit-on-error \
  --no-owner --no-privileges "$file"
query "select scheme from chain order by scheme" | while read -r scheme; do
  [ -n "$scheme" ] && "$program" audit verify --scheme "$scheme"
done
