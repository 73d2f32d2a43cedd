"""Holds the BPMN of every process against the reference reader and linter (npm bpmn-moddle and bpmnlint).

Run by ``make drill``. Installs both packages into a temporary folder, exports every registered process there (or takes
the files named on the command line), prints one line a file, and ends with 1 when any has a warning or a finding.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = ("bpmn-moddle@10", "bpmnlint@11")
READER = """
import { readFileSync } from "node:fs";
import { BpmnModdle } from "bpmn-moddle";
import Linter from "bpmnlint/lib/linter.js";
import NodeResolver from "bpmnlint/lib/resolver/node-resolver.js";

// A linter remembers what it has seen, so each file has its own.
const fresh = () => new Linter({ config: { extends: "bpmnlint:recommended" }, resolver: new NodeResolver() });
let faults = 0;
for (const file of process.argv.slice(2)) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(readFileSync(file, "utf8"));
  const findings = Object.entries(await fresh().lint(rootElement)).flatMap(
    ([rule, found]) => found.map((finding) => `${rule} ${finding.id} ${finding.message}`));
  const all = [...warnings.map((warning) => `reader ${warning.message}`), ...findings];
  faults += all.length;
  console.log(`${file.split("/").pop()}: ${all.length ? all.join("; ") : "clean"}`);
}
process.exit(faults ? 1 : 0);
"""


def exported(folder: Path) -> list[Path]:
    """Write the BPMN of every registered process into the folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunforest.settings")
    import django

    django.setup()
    from sunforest.core.process import registry
    from sunforest.core.process.flowchart_formats import render

    registry.load()
    files = []
    for process in registry.processes():
        path = folder / f"{process.key}.bpmn"
        path.write_text(render(process, "bpmn"), encoding="utf-8")
        files.append(path)
    return files


def main(names: list[str]) -> int:
    """Install, export, read, lint."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "package.json").write_text('{"name": "bpmn-drill", "private": true, "type": "module"}')
        install = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", *PACKAGES]
        subprocess.run(install, cwd=folder, check=True)
        (folder / "read.mjs").write_text(READER)
        files = [Path(one).resolve() for one in names] or exported(folder)
        return subprocess.run(["node", "read.mjs", *map(str, files)], cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
