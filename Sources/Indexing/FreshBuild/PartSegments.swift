// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Writes the documents of files that hold several into segments of their own. One ends with a file only, so that an
/// interrupted build goes on with the files that are whole.
final class PartSegments: DocumentSink {
    private let fresh: FreshBuild
    private let jobs: [IndexingJob]
    /// The ids of all files of the build.
    private let files: Set<String>
    /// Bytes of text after which a segment ends with the file under way.
    private let most: Int

    private var places: [SegmentPlace] = []
    private var segment: SegmentWriter?
    /// The number of the next document.
    private var next: UInt32
    /// The last document waits: whether something of its file is missing is known at the file's end only.
    private var held: IndexDocument?
    /// Bytes of text in the segment under way.
    private var size = 0

    /// Segments of the documents of `jobs`, numbered from `first` on, in a build of `files`.
    init(_ jobs: [IndexingJob], of fresh: FreshBuild, from first: UInt32, beside files: Set<String>) {
        self.jobs = jobs
        self.fresh = fresh
        self.files = files
        next = first
        let total = jobs.reduce(0) { $0 + $1.size }
        most = Int(fresh.segmentSize(left: total / 2, of: total))
    }

    /// Reads the files and writes their documents.
    ///
    /// - Returns: The places of the segments; nil where the run was told to stop.
    func fill() throws -> [SegmentPlace]? {
        do {
            let isWhole = try fresh.run.read(jobs, into: self)
            // It ends with a file, so that it is whole whether all were read or not.
            try segment?.finish()
            return isWhole ? places : nil
        } catch {
            segment?.cancel()
            throw error
        }
    }

    func isFree(_ id: String, of job: IndexingJob) -> Bool { id == job.id || !files.contains(id) }

    func put(_ document: IndexDocument, _ figures: IndexedDocument, of job: IndexingJob, number: Int) throws {
        try release()
        held = document
        fresh.count(figures, of: job)
    }

    func keep(_ job: IndexingJob, number: Int) throws {
        // Nothing is known of any file, so that none is unchanged.
    }

    func end(_ job: IndexingJob, number: Int, vanished: [String], isPartial: Bool) throws {
        if isPartial { held?.record.modified = IndexingPlan.partial }
        try release()
        guard size >= most else { return }
        try segment?.finish()
        segment = nil
        size = 0
    }

    private func release() throws {
        guard let document = held else { return }
        if segment == nil {
            places.append(fresh.build.nextPlace())
            segment = try SegmentWriter(at: places[places.count - 1])
        }
        try segment?.add(document, at: next)
        size += document.text.text.utf8.count
        next += 1
        held = nil
    }
}
