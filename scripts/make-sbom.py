#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists what haku's programs are made of, and what they need, as CycloneDX 1.5 JSON on standard output.

usage: make-sbom.py VERSION CHECKOUTS DEPENDS

CHECKOUTS is the folder of the Swift packages that the programs were built with (their versions are in Package.resolved);
DEPENDS is the Depends line of the Debian package, whose packages are listed with the versions that are installed here.
The same input gives the same bytes: the time is $SOURCE_DATE_EPOCH, the serial number a sum of all else.
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
LICENCES = [("Apache License", "Apache-2.0"), ("MIT License", "MIT"), ("Permission is hereby granted", "MIT"), ("BSD", "BSD-3-Clause")]


def licence(folder):
    """The SPDX name of the licence of a checked out package; none where its text is not known."""
    for file in sorted(folder.glob("LICENSE*")):
        text = file.read_text(encoding="utf-8", errors="replace")
        for words, name in LICENCES:
            if words in text:
                return [{"license": {"id": name}}]
    return []


def swift_packages(checkouts):
    resolved = json.loads((ROOT / "Package.resolved").read_text(encoding="utf-8"))
    for pin in sorted(resolved["pins"], key=lambda pin: pin["identity"]):
        state = pin["state"]
        version = state.get("version") or state["revision"]
        path = re.sub(r"^https://|\.git$", "", pin["location"])
        yield {
            "type": "library",
            "bom-ref": f"swift:{pin['identity']}",
            "name": pin["identity"],
            "version": version,
            "purl": f"pkg:swift/{path}@{version}",
            "licenses": licence(checkouts / pin["identity"]),
            "externalReferences": [{"type": "vcs", "url": pin["location"]}],
            "properties": [{"name": "git:revision", "value": state["revision"]}],
        }


def debian_packages(depends):
    names = sorted({re.split(r"[ (|]", item.strip())[0] for item in depends.split(",") if item.strip()})
    for name in names:
        shown = subprocess.run(
            ["dpkg-query", "-W", "-f=${Version}\t${Architecture}", name], capture_output=True, text=True, check=False)
        version, _, architecture = shown.stdout.splitlines()[0].partition("\t") if shown.stdout else ("", "", "")
        component = {"type": "library", "bom-ref": f"deb:{name}", "name": name, "purl": f"pkg:deb/debian/{name}"}
        if version:
            component["version"] = version
            component["purl"] += f"@{version}?arch={architecture}"
        yield component


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    version, checkouts, depends = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    components = [*swift_packages(checkouts), *debian_packages(depends)]
    toolchain = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout
    number = re.search(r"Swift version (\S+)", toolchain).group(1)
    components.append({
        "type": "framework", "bom-ref": "swift:toolchain", "name": "swift", "version": number,
        "description": "The Swift runtime and Foundation, linked into the programs",
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    })
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", 0)))),
            "component": {
                "type": "application", "bom-ref": "haku", "name": "haku", "version": version,
                "licenses": [{"license": {"id": "GPL-3.0-or-later"}}],
            },
        },
        "components": components,
        "dependencies": [{"ref": "haku", "dependsOn": [component["bom-ref"] for component in components]}],
    }
    text = json.dumps(bom, sort_keys=True)
    bom["serialNumber"] = f"urn:uuid:{uuid.UUID(hashlib.sha256(text.encode()).hexdigest()[:32], version=4)}"
    json.dump(bom, sys.stdout, indent=1, ensure_ascii=False, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
