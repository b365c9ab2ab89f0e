// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
public import Sayings

/// An error of a look-up that is the question's own. Where the index cannot be read, an `IndexError` is thrown.
public typealias SearchError = CodedError<SearchErrorDetails>

/// The sentence of an error, and its place in a query.
public struct SearchErrorDetails: ErrorDetails {
    /// The kinds of errors.
    public enum Code: String, Sendable {
        /// The query or an option is not well-formed; ``SearchError/column`` says where.
        case syntax
        /// There is no document of that id.
        case noSuchDocument
        /// The query has too many words, or too many hits are asked for.
        case tooLarge
        /// The deadline passed.
        case timedOut
        /// The index is too old to answer this.
        case index
        /// A file that was named, such as one of synonyms, cannot be read.
        case noSuchFile
    }

    /// The place in the query, in Unicode scalars from 1, where there is one.
    let column: Int?
    /// The sentence, with what it is about.
    let saying: Saying
}

extension CodedError<SearchErrorDetails> {
    /// An error of this code.
    public init(_ code: Code, _ saying: Saying, column: Int? = nil) {
        self.init(code, saying.description, SearchErrorDetails(column: column, saying: saying))
    }

    /// The sentence, with what it is about.
    public var saying: Saying { details.saying }

    /// The place in the query, in Unicode scalars from 1, where there is one.
    public var column: Int? { details.column }
}
