// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Writes the documents that a run reads, in the order of the files and of the documents in them.
protocol DocumentSink: AnyObject {
    /// True if no document of another file or root has `id`.
    func isFree(_ id: String, of job: IndexingJob) throws -> Bool
    /// Writes a document of the file of `job`, the run's `number`-th.
    func put(_ document: IndexDocument, _ figures: IndexedDocument, of job: IndexingJob, number: Int) throws
    /// Keeps the documents of a file whose content is as the index knows it.
    func keep(_ job: IndexingJob, number: Int) throws
    /// Ends a file: the documents `vanished` are no longer in it. Where it `isPartial`, a part of it could not be read
    /// for want of a program, and the file is to be read again when that is installed.
    func end(_ job: IndexingJob, number: Int, vanished: [String], isPartial: Bool) throws
}

extension IndexingRun {
    /// Reads the files of `jobs` and hands their documents to `sink`; counts and reports what cannot be taken.
    ///
    /// - Parameters:
    ///   - jobs: The files.
    ///   - collection: Words that damaged ones may stand for.
    ///   - sink: Writes the documents, on the calling thread.
    /// - Returns: True if all were read: the run may have been told to stop.
    /// - Throws: What `sink` throws; an error of Voikko's or the repairer's where a thread cannot begin.
    func read(
        _ jobs: [IndexingJob], collection: CollectionVocabulary? = nil, into sink: some DocumentSink
    ) throws -> Bool {
        var changes = FileChanges()
        var isPartial = false
        return try DocumentStream(run: self, collection: collection).run(jobs) { job, number, outcome in
            switch outcome {
            case .document(let document, let bytes, let notes):
                let id = document.record.id
                guard try sink.isFree(id, of: job), changes.claim(id) else { return fail(Self.taken(id, job)) }
                try sink.put(
                    document, IndexedDocument(document, bytes: bytes, notes: notes), of: job, number: number)
            case .unchanged:
                changes.keepAll()
                try sink.keep(job, number: number)
            case .failed(let failure, let id):
                // What stood there stays, as a file that cannot be read any more stays.
                if let id { changes.keep(id) } else { changes.keepAll() }
                if failure.kind == .missingConverter { isPartial = true }
                fail(failure, of: job)
            case .several, nil:
                try sink.end(job, number: number, vanished: changes.vanished(of: job), isPartial: isPartial)
                isPartial = false
            }
        }
    }

    /// The failure of a document whose id another one has.
    private static func taken(_ id: String, _ job: IndexingJob) -> IndexingFailure {
        IndexingFailure(
            .idTaken, path: String(decoding: job.path, as: UTF8.self),
            message: "The id \(id) belongs to another document; rename one.")
    }
}
