// SPDX-License-Identifier: GPL-3.0-or-later

/// The version of haku's programs.
public let hakuVersion = "0.1.0"
