# SPDX-License-Identifier: GPL-3.0-or-later
build:
	swift build -c release --product haku
	swift build -c release --product hakud
