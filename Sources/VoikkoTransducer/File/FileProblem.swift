// SPDX-License-Identifier: GPL-3.0-or-later

/// The reason why a file cannot be used.
public struct FileProblem: Error, Hashable {
    /// The kinds of problems.
    public enum Kind: Hashable, Sendable {
        /// The file does not exist.
        case missing
        /// It cannot be opened or mapped.
        case unreadable
        /// It is empty, or shorter than it says.
        case truncated
        /// It is of another kind or version.
        case unexpected
    }

    /// The kind of problem.
    public let kind: Kind
    /// A predicate to be put behind the file's name, without a full stop.
    public let predicate: String

    /// A file that is no transducer as it is read here; `reason` is a clause that says why.
    static func notFinnishTransducer(_ reason: String) -> FileProblem {
        FileProblem(kind: .unexpected, predicate: "is not a Finnish transducer of libvoikko 4 (\(reason))")
    }
}
