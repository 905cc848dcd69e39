#!/usr/bin/env bash
# Makes dist/speelveld_VERSION_ARCH.deb from the release program. The same sources give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-.build/release/speelveld}
version=$("$program" --version)
arch=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}

install -D -m 0755 "$program" "$root/usr/bin/speelveld"
strip --strip-unneeded "$root/usr/bin/speelveld"
mkdir -p "$root/usr/share/speelveld/db" "$root/etc/speelveld" "$root/lib/systemd/system" "$root/DEBIAN"
cp -r config "$root/usr/share/speelveld/"
cp -r db/migrations "$root/usr/share/speelveld/db/"
install -m 0640 config/service.yaml "$root/etc/speelveld/service.yaml"
install -m 0644 packaging/*.service packaging/*.timer "$root/lib/systemd/system/"
install -D -m 0644 LICENSE "$root/usr/share/doc/speelveld/copyright"
install -m 0644 docs/operations.md "$root/usr/share/doc/speelveld/operations.md"
gzip -9n -c CHANGELOG.md > "$root/usr/share/doc/speelveld/changelog.gz"
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" packaging/control > "$root/DEBIAN/control"
echo /etc/speelveld/service.yaml > "$root/DEBIAN/conffiles"
install -m 0755 packaging/postinst packaging/prerm packaging/postrm "$root/DEBIAN/"
find "$root" -type d -exec chmod 0755 {} +
find "$root/usr/share" -type f -exec chmod 0644 {} +
mkdir -p dist
dpkg-deb --root-owner-group --build "$root" "dist/speelveld_${version}_${arch}.deb" >/dev/null

# What systemd says of the units, where it is there.
if command -v systemd-analyze >/dev/null 2>&1; then
  for unit in packaging/*.service packaging/*.timer; do
    copy="$root/verify/$(basename "$unit")"
    mkdir -p "$root/verify"
    sed -e 's|^ExecStart=/usr/bin/speelveld|ExecStart=/bin/true|' -e 's/^User=.*//' "$unit" > "$copy"
  done
  systemd-analyze verify --man=no "$root"/verify/*.service "$root"/verify/*.timer
  systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' packaging/speelveld-reminders.timer)" | head -2
fi
echo "made dist/speelveld_${version}_${arch}.deb ($(du -h "dist/speelveld_${version}_${arch}.deb" | cut -f1))"
