// SPDX-License-Identifier: GPL-3.0-or-later

/// A list of documents: what LIST and `haku list` ask.
public struct ListRequest: Hashable, Sendable {
    /// The documents and their order.
    public struct Documents: Hashable, Sendable {
        /// The query that they match; nil for all documents.
        public var query: String?
        /// The use of related terms.
        public var related = Related.auto
        /// The order; nil is that of the index.
        public var sort: SortKey?
        /// Only documents whose content was first indexed on this day or later; nil is all.
        public var since: Day?
    }

    /// The documents.
    public var documents: Documents
    /// The fields wanted of each.
    public var fields: [QueryField]

    /// A list of the documents that match `query`, or of all.
    public init(_ query: String?, related: Related = .auto, sort: SortKey? = nil, fields: [QueryField] = []) {
        documents = Documents(query: query, related: related, sort: sort)
        self.fields = fields
    }
}

/// A document of a list.
public struct ListedDocument: Hashable, Sendable {
    /// The document's id.
    public var id: String
    /// Its title.
    public var title: String
    /// The values of each field that was asked for, in that order.
    public var fields: [[String]]
    /// The name of its index, where several were searched.
    public var index: String?
}

/// Some documents of a list, and where it goes on.
public struct ListPart: Sendable {
    /// The place right behind a document.
    public struct Place: Hashable, Sendable {
        /// The number of documents up to it.
        public var count: Int
        /// The index's number of the last of them.
        public var document: UInt32
        /// The identity of the database that numbers it so.
        public var database: String

        /// The place behind `count` documents, the last of which has the number `document` in `database`.
        public init(count: Int, document: UInt32, database: String) {
            self.count = count
            self.document = document
            self.database = database
        }
    }

    /// The documents.
    public var documents: [ListedDocument] = []
    /// Where the list goes on; nil where nothing is left of it.
    public var next: Place?
}
