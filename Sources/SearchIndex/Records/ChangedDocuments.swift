// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// The documents that the last commits changed, for what is made of all documents and is to be kept up to date.
///
/// Kept as metadata that each commit writes with its changes. Layout: the commit after which the list begins, the last
/// commit; then for each commit its number counted from the first, and the numbers of documents that were put in, put
/// anew or taken out, by their differences.
struct ChangedDocuments {
    /// The most documents that are listed, some 3 bytes each; of more, the oldest commits are left out.
    private static let most = 10_000

    /// The commit after which the list begins.
    private var begin: UInt64
    /// The last commit that is listed.
    private var end: UInt64
    private var commits: [(number: UInt64, documents: [UInt32])] = []

    /// The list as `bytes` say, in an index that has had `generation` commits. Where there is none, or whoever made the last
    /// commit kept none, it begins there.
    init(_ bytes: [UInt8], generation: UInt64, path: String) {
        begin = generation
        end = generation
        guard !bytes.isEmpty, let list = try? Self(decoding: bytes, path: path), list.end == generation else { return }
        self = list
    }

    private init(decoding bytes: [UInt8], path: String) throws(IndexError) {
        var input = ByteReader(bytes, path: path)
        begin = try input.number(UInt64.self)
        end = try input.number(UInt64.self)
        while !input.isAtEnd {
            let number = begin &+ (try input.number(UInt64.self))
            var last: UInt32 = 0
            var documents: [UInt32] = []
            for _ in 0..<(try input.count()) {
                last &+= try input.number(UInt32.self)
                documents.append(last)
            }
            commits.append((number, documents))
        }
    }

    /// The documents that commits after `generation` changed, rising; nil where the list does not go back that far.
    func since(_ generation: UInt64) -> [UInt32]? {
        guard generation >= begin, generation <= end else { return nil }
        return Set(commits.filter { $0.number > generation }.flatMap(\.documents)).sorted()
    }

    /// Adds the next commit.
    mutating func add(_ documents: Set<UInt32>) {
        end += 1
        if !documents.isEmpty { commits.append((end, documents.sorted())) }
        var count = commits.reduce(0) { $0 + $1.documents.count }
        while count > Self.most, let first = commits.first {
            count -= first.documents.count
            begin = first.number
            commits.removeFirst()
        }
    }

    var encoded: [UInt8] {
        var out = ByteWriter()
        out.number(begin)
        out.number(end)
        for (number, documents) in commits {
            out.number(number - begin)
            out.number(UInt32(documents.count))
            var last: UInt32 = 0
            for document in documents {
                out.number(document - last)
                last = document
            }
        }
        return out.bytes
    }
}

extension IndexReader {
    /// The documents that were put in, put anew or taken out by the commits after `generation`, rising; nil where the index
    /// does not know that any more.
    public func documentsChanged(since generation: UInt64) throws(IndexError) -> [UInt32]? {
        if generation == self.generation { return [] }
        let bytes = try rawMetadata(of: 1) { _ in Array(Schema.Metadata.changed.utf8) }
        return ChangedDocuments(bytes, generation: self.generation, path: folder.path).since(generation)
    }

    /// True if there is a document of this number.
    public func holds(_ document: UInt32) throws(IndexError) -> Bool {
        try !rawMetadata(of: document, TermWeightRecord.key).isEmpty
    }
}
