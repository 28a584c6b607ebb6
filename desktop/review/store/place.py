"""Where a profile lies: its file names, and places that are no good for a database."""

from __future__ import annotations

import os
from pathlib import Path

DATABASE = "reviews.db"

_SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
}
_SYNC_MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".sync_root": "a cloud drive"}
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "9p", "webdav", "davfs"}


def warning(folder: Path) -> str | None:
    """A sentence for a profile in a folder that another program copies, or on a network share."""
    service = _sync_service(folder)
    if service:
        return (
            f"This profile lies in a folder of {service}. Copying a database while it is written "
            "can damage it: keep the profile elsewhere and let only its backups be copied."
        )
    if _is_network(folder):
        return (
            "This profile lies on a network share, where locks are not to be trusted: "
            "open it from one computer at a time, or keep it on a local disk."
        )
    return None


def _sync_service(folder: Path) -> str | None:
    for part in (folder, *folder.parents):
        name = part.name.casefold()
        for known, service in _SYNCED.items():
            if name == known or name.startswith((f"{known} ", f"{known}-")):
                return service
        for mark, service in _SYNC_MARKS.items():
            if (part / mark).exists():
                return service
    return None


def _is_network(folder: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    if os.name == "nt":
        return str(folder).startswith("\\\\")
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for fields in (line.split() for line in lines):
        if len(fields) >= 3:
            point = fields[1].replace("\\040", " ")
            if folder.is_relative_to(point) and len(point) >= len(best):
                best, kind = point, fields[2]
    return kind in _NETWORK
