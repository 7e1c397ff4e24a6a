#!/bin/sh
# Installs Mostrador for the person who calls this, without root; `install.sh --remove` takes it away again.
# The shop's data is in another folder and is never touched.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$data/crm-desktop-program
entry=$data/applications/mostrador.desktop
icon=$data/icons/hicolor/scalable/apps/mostrador.svg
command=$HOME/.local/bin/crm-desktop

if [ "${1:-}" = "--remove" ]; then
    rm -rf -- "$program"
    rm -f -- "$entry" "$icon" "$command"
    echo "Mostrador se ha quitado. Los datos de la tienda siguen en su sitio."
    exit 0
fi

mkdir -p -- "$data/applications" "$(dirname -- "$icon")" "$(dirname -- "$command")"
# The new program is complete before the old one goes.
rm -rf -- "$program.new"
cp -R -- "$here/program" "$program.new"
rm -rf -- "$program"
mv -- "$program.new" "$program"
cp -- "$here/mostrador.svg" "$icon"
# In a desktop file a quoted path must have its special characters escaped twice.
quoted=$(printf '%s' "$program/crm-desktop" | sed 's/[\\"`$]/\\\\&/g')
sed "s|^Exec=.*|Exec=\"$(printf '%s' "$quoted" | sed 's/[\\&|]/\\&/g')\"|" "$here/mostrador.desktop" > "$entry"
ln -sf -- "$program/crm-desktop" "$command"
if command -v update-desktop-database > /dev/null; then
    update-desktop-database "$data/applications" || true
fi
echo "Mostrador está instalado: búscalo en el menú, o escribe crm-desktop."
