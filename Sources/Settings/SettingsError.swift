// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// Why a file of settings is of no use. The sentence names the file and the line.
public typealias SettingsError = CodedError<SettingsErrorDetails>

/// Nothing more.
public struct SettingsErrorDetails: NoDetails {
    public typealias Code = FileErrorCode

    public init() {}
}
