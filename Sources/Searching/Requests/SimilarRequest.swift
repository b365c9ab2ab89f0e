// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentIDs
public import Sayings

/// A search for documents like one: what SIMILAR and `haku similar` ask.
public struct SimilarRequest: Hashable, Sendable {
    /// A document id, or a project's code.
    public var id: String
    /// The number of the best hits to skip.
    public var offset = 0
    /// The most hits to return.
    public var limit = 10
    /// True if other papers of the same project are shown (first), rather than left out.
    public var sameProject = false
    /// The one field to compare by; nil is all of the document.
    public var by: String?
    /// True if documents of the same region are left out.
    public var elsewhere = false
    /// True if hits carry ``SimilarHit/reasons``, which takes their texts.
    public var passages = false
    /// True if a hit is made of each document, also where several have the same text.
    public var showsCopies = false
    /// The fields that hits carry.
    public var fields: [QueryField] = []

    /// A search for documents like `id`.
    public init(id: String) {
        self.id = id
    }
}

/// The answer to a ``SimilarRequest``.
public struct SimilarAnswer: Hashable, Sendable {
    /// The documents, the most alike first.
    public var hits: [SimilarHit] = []
    /// Sentences for a person about how the request was read.
    public var notes: [Saying] = []
    /// ``notes`` as one line; nil where there are none.
    public var note: String? { notes.line }

    /// An empty answer.
    public init() {}
}

/// One document that is like another.
public struct SimilarHit: Hashable, Sendable {
    /// The rank, from 1.
    public var rank: Int
    /// The similarity; comparable within one answer only.
    public var score: Double
    /// The document's id.
    public var id: String
    /// Its title.
    public var title: String
    /// The words that tie the two, the strongest first.
    public var why: [String]
    /// Its file, as ``Hit/file``.
    public var file = FilePlace()
    /// For each word of ``why`` that both texts show, the passages that do; empty where none were asked for.
    public var reasons: [SimilarityReason] = []
    /// The values of each field of ``SimilarRequest/fields``, in that order.
    public var fields: [[String]] = []
    /// The name of its index, where several were searched.
    public var index: String?
}
