// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// The reason why a file of words cannot be used. The sentence has the file, what is wrong with it, and what follows.
public typealias LanguageDataError = CodedError<LanguageDataErrorDetails>

/// Nothing more.
public struct LanguageDataErrorDetails: NoDetails {
    public typealias Code = FileErrorCode

    public init() {}
}
