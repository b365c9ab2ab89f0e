// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// A request that cannot be answered, with what a person is told.
struct WebError: Error, Sendable {
    /// The HTTP status of the answer.
    let status: Int
    /// The key of the message that explains it; nil where hakud did.
    let key: String?
    /// The sentence of hakud, in English.
    let said: String?
    /// The same by its code; none where hakud told none.
    let sentences: [CodedSentence]
    /// hakud's name of the error, for programs.
    let name: String
    /// Where in the query it lies: Unicode scalars from 1.
    let column: Int?

    init(_ status: Int, _ key: String) {
        self.status = status
        self.key = key
        said = nil
        sentences = []
        name = key
        column = nil
    }

    init(_ status: Int, said: String, name: String) {
        self.status = status
        key = nil
        self.said = said
        sentences = []
        self.name = name
        column = nil
    }

    init(_ error: ReplyError) {
        status = error.code == .tokenNeeded ? 502 : error.code.number
        key = nil
        said = error.message
        sentences = error.said
        name = error.code.name
        column = error.column
    }
}
