// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// Repair cannot be had: a file it needs is missing, cut short, or not what was expected.
///
/// Nothing else is affected: a program says this once and goes on without repair.
public struct RepairError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of things that go wrong. More may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        /// A needed file is nowhere to be found.
        public static let missing = Code(description: "missing")
        /// A file cannot be read.
        public static let unreadable = Code(description: "unreadable")
        /// A file is shorter than it says.
        public static let truncated = Code(description: "truncated")
        /// A file is of another kind or version.
        public static let unexpected = Code(description: "unexpected")
    }

    /// The kind of thing that went wrong.
    public let code: Code
    /// A sentence for a person: what is wrong, and what to do about it.
    public let message: String
    /// The file, where there is one.
    public let path: String

    /// The message.
    public var description: String { message }

    /// An error of these parts.
    public init(code: Code, message: String, path: String = "") {
        self.code = code
        self.message = message
        self.path = path
    }
}

extension RepairError {
    /// `problem` with the file at `path`; `remedy` says what comes of it and what to do.
    init(_ problem: FileProblem, path: String, remedy: String = "") {
        code =
            switch problem.kind {
            case .missing: .missing
            case .unreadable: .unreadable
            case .truncated: .truncated
            case .unexpected: .unexpected
            }
        message = "\(path) \(problem.predicate)" + (remedy.isEmpty ? "." : "; \(remedy)")
        self.path = path
    }
}

extension MappedFile {
    /// The file at `path`, mapped.
    static func mapping(_ path: String) throws(RepairError) -> MappedFile {
        do { return try MappedFile(path: path) } catch { throw RepairError(error, path: path) }
    }
}
