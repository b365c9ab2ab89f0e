#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Puts what the tests hold the page against into .test-tools: axe-core (accessibility), a validator of OpenAPI documents,
# and the official SDK of the Model Context Protocol. Nothing of it is part of haku.
set -eu
cd "$(dirname "$0")/.."
tools='axe-core-python==0.1.0 openapi-spec-validator==0.9.0 mcp==2.3.0'
if [ "$(cat .test-tools/installed 2>/dev/null)" = "$tools" ]; then exit 0; fi
rm -rf .test-tools
# shellcheck disable=SC2086
python3 -m pip install --quiet --root-user-action=ignore --no-warn-conflicts --target .test-tools $tools || {
    echo "The tools of the tests could not be installed; see above. By hand: python3 -m pip install --target .test-tools $tools" >&2
    exit 69
}
echo "$tools" >.test-tools/installed
