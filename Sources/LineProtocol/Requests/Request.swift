// SPDX-License-Identifier: GPL-3.0-or-later

/// The form in which replies are written.
public enum ReplyFormat: String, Hashable, Sendable {
    /// Columns parted by tabs.
    case tsv
    /// A JSON object a line.
    case json
}

/// The part that is wanted of a reply which may be too long to be made at once.
public struct ReplyPart: Hashable, Sendable {
    /// The bytes of text after which the part may end.
    public var bytes: Int
    /// The rows of the parts before it.
    public var rows = 0
    /// Where the part begins: in a text its first byte, in a list the number of the document before it.
    public var start = 0
    /// A mark of the document, or the index, that the parts before it are of; nil where there are none.
    public var document: String?

    /// A reply's first part, of about so many bytes.
    public init(bytes: Int) { self.bytes = bytes }
}

/// One well-formed request: a verb, options that the verb knows, and the rest of the line.
public struct Request: Hashable, Sendable {
    /// A key, its value, and where the value stands.
    public struct Option: Hashable, Sendable {
        /// The key.
        public var key: String
        /// The value, without quotes and escapes.
        public var value: String
        /// The place of the option's first character in the line: Unicode scalars from 1.
        public var column: Int

        /// The option `key=value`.
        public init(key: String, value: String, column: Int = 1) {
            self.key = key
            self.value = value
            self.column = column
        }
    }

    /// The verb: the kind of reply that is asked for.
    public var verb: Verb
    /// The options in the order of the line, without repeats. `format` and `index` are not among them: see ``format``
    /// and ``index``.
    public var options: [Option]
    /// In what form to reply; nil leaves it to the connection.
    public var format: ReplyFormat?
    /// Which of a server's indexes to ask; nil leaves it to the connection.
    public var index: Option?
    /// The text after the options, as it came.
    public var rest: String
    /// The place of the first character of ``rest`` in the line: Unicode scalars from 1.
    public var restColumn: Int
    /// The version of the protocol in which it is to be answered. It is no part of the line.
    public var version = Request.versions.lowerBound
    /// The part of the reply that is wanted; nil for all of it. It is no part of the line.
    public var part: ReplyPart?

    /// A request of these parts.
    public init(
        _ verb: Verb, options: [Option] = [], format: ReplyFormat? = nil, index: Option? = nil, rest: String = "",
        restColumn: Int = 1
    ) {
        self.verb = verb
        self.options = options
        self.format = format
        self.index = index
        self.rest = rest
        self.restColumn = restColumn
    }

    /// The versions of the protocol that there are.
    public static let versions = 1...2

    /// The option `key`; nil where the request does not have it.
    public func option(_ key: String) -> Option? {
        options.first { $0.key == key }
    }
}

/// The outcome of reading one line of a client.
public enum RequestLine: Hashable, Sendable {
    /// A request.
    case request(Request)
    /// A line that is none, answered with this error, in this form where the line had chosen one already.
    case refused(ReplyError, format: ReplyFormat?)
}
