#!/usr/bin/env bash
# Tries a standby: a primary and a hot standby of their own, the desk over both, the primary killed, the standby promoted.
# Shows that the standby answers readers, that it refuses writers, that nothing recorded is lost, and that desk and
# commands find the new primary by themselves. Both servers and the desk are stopped at the end.
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
desk=
stop() {
  [ -z "$desk" ] || { kill -TERM "$desk" && wait "$desk"; } 2>/dev/null || true
  for cluster in first second; do server pg_ctl stop -D "$work/$cluster" -m fast -w >/dev/null 2>&1 || true; done
  rm -rf "$work"
}
trap stop EXIT
fail() { echo "$1" >&2; [ ! -f "$work/desk.log" ] || tail -5 "$work/desk.log" >&2; exit 1; }
start() {
  server mkdir -p "$work/$1.socket"
  server pg_ctl start -D "$work/$1" -w -l "$work/$1.log" -o "-k $work/$1.socket -c listen_addresses=''" >/dev/null
}
scheme=emancipatie-2022-2027
today=(--today 2026-12-28)

server initdb -D "$work/first" -U speelveld --auth=trust >/dev/null
start first
export PGUSER=speelveld PGDATABASE=speelveld
export PGHOST=$work/first.socket
createdb speelveld
"$program" scheme activate "config/schemes/$scheme" "${today[@]}" >/dev/null
"$program" portfolio import "config/portfolios/$scheme.yaml" "${today[@]}" >/dev/null
server pg_basebackup -h "$work/first.socket" -U speelveld -D "$work/second" -R -C -S second >/dev/null
server sh -c "echo \"primary_conninfo = 'host=$work/first.socket user=speelveld application_name=second'\" >> $work/second/postgresql.auto.conf"
start second
# From here on the primary calls nothing recorded that the standby does not have.
psql -q -c "alter system set synchronous_standby_names = 'second'" -c 'select pg_reload_conf()' >/dev/null
for _ in $(seq 100); do
  [ "$(psql -qtA -c "select sync_state from pg_stat_replication")" != sync ] || break
  sleep 0.1
done
[ "$(psql -qtA -c "select sync_state from pg_stat_replication")" = sync ] || fail "The standby did not become synchronous."

# Both servers by name; libpq takes the one that may be written to.
export PGHOST=$work/first.socket,$work/second.socket PGTARGETSESSIONATTRS=read-write
head_of() { "$program" audit verify --json "${today[@]}" | grep '"head"'; }
replica() { PGHOST=$work/second.socket PGTARGETSESSIONATTRS=any "$@"; }

port=${SPEELVELD_TRY_PORT:-18099}
"$program" serve --listen "127.0.0.1:$port" > "$work/desk.out" 2> "$work/desk.log" &
desk=$!
ready() { curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/health/ready" || true; }
wait_ready() { for _ in $(seq 300); do [ "$(ready)" != 200 ] || return 0; sleep 0.1; done; fail "$1"; }
wait_ready "The desk did not open."

"$program" transition plan --scheme "$scheme" --from 2026 --to 2027 --as anna "${today[@]}" >/dev/null || [ $? -eq 3 ]
before=$(head_of)
[ "$(replica "$program" audit verify --json "${today[@]}" | grep '"head"')" = "$before" ] || fail "The standby's books differ."
replica "$program" milestones list "${today[@]}" >/dev/null || fail "The standby did not answer a reader."
if replica "$program" milestones sweep "${today[@]}" > "$work/refused" 2>&1; then fail "The standby accepted a change."; fi
echo "standby: the same books, answers readers, refuses a change: $(head -1 "$work/refused")"

server pg_ctl stop -D "$work/first" -m immediate >/dev/null
[ "$(ready)" = 503 ] || fail "Without a primary the desk says that it is ready."
server pg_ctl promote -D "$work/second" -w >/dev/null
psql -q -c "alter system reset synchronous_standby_names" -c 'select pg_reload_conf()' >/dev/null
wait_ready "The desk did not find the new primary."
[ "$(head_of)" = "$before" ] || fail "Something recorded is lost."
"$program" transition approve 2026-2027-1 --as bram "${today[@]}" >/dev/null
"$program" transition apply 2026-2027-1 --as anna "${today[@]}" >/dev/null
"$program" audit verify "${today[@]}" >/dev/null
echo "failover: the desk and the commands found the new primary, nothing recorded is lost, and work goes on"
