#!/usr/bin/env bash
# Makes a disk image from which Mostrador.app is dragged into the applications: disk_image.sh APP TARGET.dmg
set -euo pipefail
application=$1
target=$2
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$application" "$stage/"
ln -s /Applications "$stage/Applications"
if [ -n "${MOSTRADOR_SIGN_AS:-}" ]; then
    codesign --force --deep --options runtime --sign "$MOSTRADOR_SIGN_AS" "$stage/$(basename "$application")"
fi
rm -f "$target"
hdiutil create -quiet -fs HFS+ -format UDZO -volname Mostrador -srcfolder "$stage" "$target"
