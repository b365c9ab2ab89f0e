// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import FinnishText
internal import Sayings
internal import SearchIndex

/// The document that stands for a request's id, and what tells its project.
struct ProjectIdentity {
    var document: UInt32
    var record: StoredDocument
    /// Sentences for a person about how the id was read.
    var notes: [Saying] = []
}

extension Searcher {
    /// The document of the id `id`, or the first paper of the project whose own code `id` is.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``; where `id` is the code of a related project, with its owner.
    func project(for id: String) throws -> ProjectIdentity {
        if let number = try DocumentFinder(reader).document(withIDOrPath: id) {
            try checkUnique(number, id)
            return ProjectIdentity(document: number, record: try reader.record(of: number))
        }
        let code = id.lowercased()
        let own = try documents(.term(Schema.Prefix.project + code))
        if let first = own.first {
            let record = try reader.record(of: first)
            let notes: [Saying] = own.count > 1 ? ["\(id) has \(own.count) papers; compared with \(record.id)."] : []
            return ProjectIdentity(document: first, record: record, notes: notes)
        }
        if let mention = try documents(.term(Schema.Prefix.code + code)).first {
            let record = try reader.record(of: mention)
            throw SearchError(
                .noSuchDocument,
                "\(id) has no paper of its own; it is named as a related project in \(record.id) (\(record.title)).")
        }
        throw SearchError(.noSuchDocument, "There is neither a document nor a project \"\(id)\" in the index.")
    }

    /// Other papers of the same project: by code, else by period and nearly the same name.
    func sameProject(as identity: ProjectIdentity) throws -> [UInt32] {
        var result: [UInt32] = []
        for key in try reader.terms(of: identity.document, withPrefix: Schema.Prefix.project) {
            for document in try documents(.term(key)) where document != identity.document && !result.contains(document)
            {
                // A key with a slash is a period, which different projects may share.
                if key.contains("/") {
                    let other = try reader.record(of: document)
                    guard ProjectPaper(identity.record).isSameProject(as: ProjectPaper(other)) else { continue }
                }
                result.append(document)
            }
        }
        return result
    }

    private func documents(_ query: IndexQuery) throws -> [UInt32] {
        try reader.search(query, options: MatchOptions(limit: 1_000, weighting: .boolean)).hits.map(\.document)
    }
}
