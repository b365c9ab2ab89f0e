// SPDX-License-Identifier: GPL-3.0-or-later

/// An error of a look-up that is the question's own. Where the index cannot be read, an `IndexError` is thrown.
public struct SearchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A kind of error, by what a caller can do about it.
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
        /// The index is too old to answer this.
        public static let index = Code(wrapped: .index)
        /// A file that was named, such as one of synonyms, cannot be read.
        public static let noSuchFile = Code(wrapped: .noSuchFile)
    }

    /// The kind of error.
    public let code: Code
    /// A sentence for a person: what was wrong and what to do.
    public let message: String
    /// The place in the query, in Unicode scalars from 1, where there is one.
    public let column: Int?
    /// An error of this code.
    public init(_ code: Code, _ message: String, column: Int? = nil) {
        self.code = code
        self.message = message
        self.column = column
    }

    /// The message.
    public var description: String { message }
}
