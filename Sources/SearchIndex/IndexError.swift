// SPDX-License-Identifier: GPL-3.0-or-later

/// A failure of an index.
public struct IndexError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A kind of failure, by what a caller can do about it. More may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        private init(_ name: String) { description = name }

        /// The reader was overtaken by the writer: refresh it and ask again (``IndexReader/retrying(_:)`` does).
        public static let modified = Code("modified")
        /// Another process writes to the index.
        public static let locked = Code("locked")
        /// There is no index, or no document, there.
        public static let notFound = Code("notFound")
        /// The folder or database there was made by another program.
        public static let notAnIndex = Code("notAnIndex")
        /// The index is damaged.
        public static let corrupt = Code("corrupt")
        /// The index was made by a newer program than this one.
        public static let newerSchema = Code("newerSchema")
        /// The index was made by an older program, and this one does not read it any more.
        public static let olderSchema = Code("olderSchema")
        /// The index's path is no folder.
        public static let notAFolder = Code("notAFolder")
        /// Xapian, or the index, does not take an argument.
        public static let invalidInput = Code("invalidInput")
        /// No space is left.
        public static let diskFull = Code("diskFull")
        /// The system does not allow it.
        public static let permission = Code("permission")
        /// The system could not read or write.
        public static let io = Code("io")
        /// A query has more parts than the index takes.
        public static let tooLarge = Code("tooLarge")
        /// The reader's deadline has passed.
        public static let outOfTime = Code("outOfTime")
        /// Anything else.
        public static let other = Code("other")
    }

    /// The kind of failure.
    public let code: Code
    /// A sentence for a person: what was wrong, where, what to do.
    public let message: String
    /// Xapian's (or the system's) own words; nil where it has none.
    public let engine: String?
    /// The path it is about.
    public let path: String

    /// An error of these parts.
    public init(_ code: Code, _ message: String, engine: String? = nil, path: String) {
        self.code = code
        self.message = message
        self.engine = engine
        self.path = path
    }

    /// True if a reader has to be opened anew before it is asked again: its index was replaced, or is damaged or gone.
    /// False where the engine only does not take what it was asked, or had no time for it.
    public var needsReopening: Bool { ![.invalidInput, .tooLarge, .outOfTime].contains(code) }

    /// The message, then ``engine`` in brackets.
    public var description: String {
        engine.map { "\(message) [\($0)]" } ?? message
    }
}
