"""The app talks to nobody: its process holds no socket and asks for none."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.project import ROOT

SCRIPT = """
import json, os, sys
asked = []
sys.addaudithook(lambda name, values: asked.append(name) if name.startswith("socket.") else None)
from tests.bench.app_process import App
app = App(*sys.argv[1:])
app.review()
app.work_in_idle_time()
app.answer()
opened = [os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")
          if os.path.exists(f"/proc/self/fd/{fd}")]
app.starter.close()
print(json.dumps({"asked": asked, "sockets": [name for name in opened if "socket:" in name],
                  "opened": len(opened), "modules": "socket" in sys.modules}))
"""


@pytest.mark.linux
def test_no_socket(tmp_path, exam_bundle_path):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    arguments = [str(tmp_path / "profile"), str(exam_bundle_path)]
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(run.stdout)
    assert said["opened"] > 3, "something is open, such as the bundle"
    assert said["sockets"] == []
    assert said["asked"] == []
