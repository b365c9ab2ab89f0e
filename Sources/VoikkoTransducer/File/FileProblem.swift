// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// The reason why a file cannot be used. The message is a predicate to be put behind the file's name, without a full stop.
public typealias FileProblem = CodedError<FileProblemDetails>

/// Nothing more.
public struct FileProblemDetails: NoDetails {
    public typealias Code = FileErrorCode

    public init() {}
}

extension CodedError<FileProblemDetails> {
    /// A file that is no transducer as it is read here; `reason` is a clause that says why.
    static func notFinnishTransducer(_ reason: String) -> FileProblem {
        FileProblem(.unexpected, "is not a Finnish transducer of libvoikko 4 (\(reason))")
    }
}
