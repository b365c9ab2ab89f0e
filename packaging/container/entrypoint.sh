#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# hakud, after a first look through /documents where there is no index yet; any other command as it is. `haku index`, run in the
# container, brings the index up to date.
set -eu
if [ "$1" = hakud ] && [ ! -e /var/lib/haku/index/current ]; then
    # 65: a file could not be taken, which was said.
    haku index /documents || [ $? = 65 ]
fi
exec "$@"
