#!/usr/bin/env bash
# Tries a backup and its restore: casework in one database, dumped, restored into another, and the books compared. Runs a
# PostgreSQL of its own in a temporary directory and stops it.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$PWD/${1:-.build/release/speelveld}
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)")
export PATH=$bin:$PATH
work=$(mktemp -d)
chmod 0755 "$work"
as_server=()
if [ "$(id -u)" -eq 0 ]; then
  as_server=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  chown postgres: "$work"
fi
server() { "${as_server[@]}" "$@"; }
stop() { server pg_ctl stop -D "$work/cluster" -m fast -w >/dev/null 2>&1 || true; rm -rf "$work"; }
trap stop EXIT
server initdb -D "$work/cluster" -U speelveld --auth=trust >/dev/null
server pg_ctl start -D "$work/cluster" -w -l "$work/log" -o "-k $work -c listen_addresses=''" >/dev/null
export PGHOST=$work PGUSER=speelveld
createdb first && createdb second

scheme=emancipatie-2022-2027
export SPEELVELD=$program
PGDATABASE=first "$program" scheme activate "config/schemes/$scheme" --today 2026-12-28 >/dev/null
PGDATABASE=first "$program" portfolio import "config/portfolios/$scheme.yaml" --today 2026-12-28 >/dev/null
PGDATABASE=first "$program" user add anna --name Anna --role coordinator >/dev/null 2>&1
before=$(PGDATABASE=first "$program" audit verify --json | grep '"head"')
PGDATABASE=first scripts/backup.sh "$work/dump" >/dev/null
PGDATABASE=second scripts/restore.sh "$work/dump" >/dev/null
after=$(PGDATABASE=second "$program" audit verify --json | grep '"head"')
[ "$before" = "$after" ] || { echo "The books differ: $before / $after" >&2; exit 1; }
[ "$(PGDATABASE=second "$program" user list --json | grep -c '"id": "anna"')" = 1 ] || { echo "The accounts are gone." >&2; exit 1; }
# A database that is not empty is refused.
if PGDATABASE=second scripts/restore.sh "$work/dump" >/dev/null 2>&1; then echo "A full database was overwritten." >&2; exit 1; fi
echo "Backup and restore: the same books, the same accounts."
