#!/bin/sh
# What the tests need from the system: Chromium, which shows the cards as Anki does, the libraries
# that Qt opens a window with, a screen without a monitor, and a renderer of PDF pages.
set -eu

packages="chromium xvfb poppler-utils libegl1 libgl1 libdbus-1-3 libfontconfig1
libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0
libxcb-xkb1"

has_chromium() {
  if [ -n "${ENDTERM_CHROMIUM:-}" ]; then return 0; fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

if ! command -v dpkg-query >/dev/null 2>&1; then
  if has_chromium; then exit 0; fi
  echo "The tests need Chromium or Chrome. Install it, or set ENDTERM_CHROMIUM to its program." >&2
  exit 3
fi

missing=""
for package in $packages; do
  if [ "$package" = chromium ] && has_chromium; then continue; fi
  if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed"; then
    missing="$missing $package"
  fi
done
if [ -z "$missing" ]; then exit 0; fi

install="apt-get install --yes --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo"; else
  echo "The tests need system packages. Run: sudo apt-get update && sudo $install" >&2
  exit 3
fi
echo "Installing for the tests:$missing ..."
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update --quiet --quiet
exec $as_root $install --quiet --quiet
