// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// A failure of an index.
public typealias IndexError = CodedError<IndexErrorDetails>

/// The index, and what its engine says.
public struct IndexErrorDetails: ErrorDetails {
    /// Xapian's (or the system's) own words; nil where it has none.
    let engine: String?
    /// The path it is about.
    let path: String

    /// The sentence, then the engine's words in brackets.
    public func description(of message: String) -> String { engine.map { "\(message) [\($0)]" } ?? message }

    /// The kinds of errors.
    public enum Code: String, Sendable {
        /// The reader was overtaken by the writer: refresh it and ask again (``IndexReader/retrying(_:)`` does).
        case modified
        /// Another process writes to the index.
        case locked
        /// There is no index, or no document, there.
        case notFound
        /// The folder or database there was made by another program.
        case notAnIndex
        /// The index is damaged.
        case corrupt
        /// The index was made by a newer program than this one.
        case newerSchema
        /// The index was made by an older program, and this one does not read it any more.
        case olderSchema
        /// The index's path is no folder.
        case notAFolder
        /// Xapian, or the index, does not take an argument.
        case invalidInput
        /// No space is left.
        case diskFull
        /// The system does not allow it.
        case permission
        /// The system could not read or write.
        case io
        /// A query has more parts than the index takes.
        case tooLarge
        /// The reader's deadline has passed.
        case outOfTime
        /// A database on another machine does not answer.
        case unreachable
        /// Anything else.
        case other
    }
}

extension CodedError<IndexErrorDetails> {
    /// An error of these parts.
    public init(_ code: Code, _ message: String, engine: String? = nil, path: String) {
        self.init(code, message, IndexErrorDetails(engine: engine, path: path))
    }

    /// Xapian's (or the system's) own words; nil where it has none.
    public var engine: String? { details.engine }
    /// The path it is about.
    public var path: String { details.path }

    /// True if a reader has to be opened anew before it is asked again: its index was replaced, or is damaged or gone.
    /// False where the engine only does not take what it was asked, or had no time for it.
    public var needsReopening: Bool { ![.invalidInput, .tooLarge, .outOfTime].contains(code) }
}
