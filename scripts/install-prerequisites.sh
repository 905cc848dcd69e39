#!/usr/bin/env bash
# Installs the system packages that the build and the program need, when they are missing. Asks nothing.
set -euo pipefail

missing=()
command -v pkg-config >/dev/null 2>&1 || missing+=(pkg-config)
# pkg-config's name and Debian's package of each library that is linked.
for library in libpq:libpq-dev libxml-2.0:libxml2-dev libcurl:libcurl4-openssl-dev \
  libargon2:libargon2-dev xlsxwriter:libxlsxwriter-dev; do
  pkg-config --exists "${library%%:*}" 2>/dev/null || missing+=("${library##*:}")
done
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null 2>&1; then
  missing+=(postgresql)
fi
command -v setpriv >/dev/null 2>&1 || missing+=(util-linux)
# Loaded when an optimum is asked for, not linked.
ls /usr/lib/*/libCbcSolver.so.3 >/dev/null 2>&1 || missing+=(coinor-libcbc3)
# Time zones of the reminder job.
[ -e /usr/share/zoneinfo/Europe/Amsterdam ] || missing+=(tzdata)

if [ "${#missing[@]}" -gt 0 ]; then
  echo "installing: ${missing[*]}"
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    else
      echo "These packages are missing and only an administrator can install them: ${missing[*]}" >&2
      echo "Ask for:  apt-get install --yes ${missing[*]}" >&2
      exit 1
    fi
  fi
  export DEBIAN_FRONTEND=noninteractive
  # The program runs a cluster of its own; Debian's example cluster is not wanted.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  "${as_root[@]}" apt-get update -qq </dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends \
    -o Dpkg::Options::=--force-confold "${missing[@]}" </dev/null
fi

if ! command -v swift >/dev/null 2>&1; then
  echo "No Swift toolchain was found: put Swift 6.2 or later on the PATH." >&2
  exit 1
fi
