// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a look-up could not be answered.
public struct SearchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, in terms a caller can act on.
    public struct Code: Hashable, Sendable {
        private enum Wrapped: Hashable, Sendable {
            case syntax, noSuchDocument, tooLarge, timedOut, index, noSuchFile
        }

        private let wrapped: Wrapped

        /// The query or an option is not well-formed; ``SearchError/column`` says where.
        public static let syntax = Code(wrapped: .syntax)
        /// There is no document of that id.
        public static let noSuchDocument = Code(wrapped: .noSuchDocument)
        /// The query has too many words, a wildcard is too wide, or too many hits are asked for.
        public static let tooLarge = Code(wrapped: .tooLarge)
        /// The deadline passed.
        public static let timedOut = Code(wrapped: .timedOut)
        /// The index cannot be read.
        public static let index = Code(wrapped: .index)
        /// A file that was named, such as one of synonyms, cannot be read.
        public static let noSuchFile = Code(wrapped: .noSuchFile)
    }

    /// What went wrong.
    public let code: Code
    /// A sentence for a person: what was wrong and what to do.
    public let message: String
    /// The place in the query, in Unicode scalars from 1, where there is one.
    public let column: Int?
    /// The error behind this one.
    public let cause: (any Error)?

    /// An error of this code.
    public init(_ code: Code, _ message: String, column: Int? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.column = column
        self.cause = cause
    }

    /// The message.
    public var description: String { message }

    /// Errors are equal if they say the same; the cause does not count.
    public static func == (left: SearchError, right: SearchError) -> Bool {
        left.code == right.code && left.message == right.message && left.column == right.column
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(message)
        hasher.combine(column)
    }
}
