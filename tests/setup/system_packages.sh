#!/bin/sh
# The one system package that the tests need: Chromium, which shows the cards as Anki does.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ -n "${ENDTERM_CHROMIUM:-}" ]; then exit 0; fi

install="apt-get install --yes --no-install-recommends chromium"
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo"; else
    echo "The tests need Chromium. Run: sudo apt-get update && sudo $install" >&2; exit 3
  fi
  echo "Installing Chromium for the tests ..."
  export DEBIAN_FRONTEND=noninteractive
  $as_root apt-get update --quiet --quiet
  exec $as_root $install --quiet --quiet
fi
echo "The tests need Chromium or Chrome. Install it, or set ENDTERM_CHROMIUM to its program." >&2
exit 3
