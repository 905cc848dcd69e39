#!/usr/bin/env bash
# Runs the API's document and a running desk through outside checkers: openapi-spec-validator and schemathesis, with a
# fixed seed. Installs both into a virtual environment of its own. Starts the desk on a free port and stops it.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-.build/release/speelveld}
work=$(mktemp -d)
desk=
finish() {
  if [ -n "$desk" ]; then kill -TERM "$desk" 2>/dev/null || true; wait "$desk" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
chmod 0755 "$work"

tools=.build/api-check-tools
if [ ! -x "$tools/bin/schemathesis" ]; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet schemathesis openapi-spec-validator
fi

scheme=emancipatie-2022-2027
export SPEELVELD_DATA_DIR=$work/data
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$program" scheme activate "config/schemes/$scheme" --today 2026-12-28 >/dev/null
"$program" portfolio import "config/portfolios/$scheme.yaml" --today 2026-12-28 >/dev/null
"$program" transition plan --from 2026 --to 2027 --as anna --today 2026-12-28 >/dev/null
"$program" transition approve 2026-2027-1 --as bram --today 2026-12-28 >/dev/null
"$program" transition apply 2026-2027-1 --as anna --today 2026-12-28 >/dev/null
"$program" user add robot --name Robot --role coordinator --role policy-officer --role operator >/dev/null 2>&1
token=$("$program" token make robot --name check --permission view-casework --permission plan-transition \
  --permission apply-transition --permission approve-transition --permission grant-exception \
  --permission handle-cases --permission manage-terms --permission manage-reminders --permission run-scenarios \
  --permission operate --permission export-data 2>/dev/null)
SPEELVELD_REQUESTS_PER_MINUTE=1000000 "$program" serve --listen "127.0.0.1:$port" --today 2026-12-28 --no-worker \
  --log-level error > "$work/log" 2>&1 &
desk=$!
address=http://127.0.0.1:$port
for _ in $(seq 100); do curl -fsS "$address/health/ready" >/dev/null 2>&1 && break; sleep 0.1; done

curl -fsS "$address/v1/openapi.json" > "$work/openapi.json"
"$tools/bin/openapi-spec-validator" "$work/openapi.json"
"$tools/bin/schemathesis" --config-file scripts/schemathesis.toml run "$address/v1/openapi.json" --url "$address/v1" --seed 20261125 \
  --max-examples "${EXAMPLES:-15}" --checks all --exclude-checks positive_data_acceptance \
  --header "Authorization: Bearer $token" --workers 2 --request-timeout 30 \
  --phases examples,coverage,fuzzing --no-color
grep -c . "$work/log" >/dev/null && { echo "the desk logged:"; head -20 "$work/log"; } || true
