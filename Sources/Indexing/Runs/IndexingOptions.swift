// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentReading
internal import Glibc
internal import SearchIndex

/// The options of a run of indexing.
public struct IndexingOptions: Hashable, Sendable {
    /// The number of threads that read and analyse; 0: one for each processor.
    public var jobs: Int
    /// True to repair OCR damage, but for that in roots that are remembered to be left as they are.
    public var repair: Bool
    /// True to take out the documents of a root that is missing or has become empty.
    public var prune: Bool
    /// True to take out more than half of the documents, where that is what the files come to.
    public var allowsMassRemoval: Bool
    /// Shell patterns; a file is left out where its path below the root, or any name in it, matches one. Remembered for the
    /// roots that are named; those that are not named keep theirs beside these.
    public var excludes: [String]
    /// True to leave out what programs leave behind (``DefaultExcludes``); nil is as remembered, and for roots that are
    /// named, true.
    public var excludesDefaults: Bool?
    /// True to report only what would be done.
    public var dryRun: Bool
    /// True to make the whole index anew, beside the one in use.
    public var rebuild: Bool
    /// The condition on which pages of a PDF are read as pictures; nil is as remembered, and for roots that are named
    /// ``OCRMode/auto``.
    public var ocr: OCRMode?
    /// The root that the one path of the run was before it was moved there: its documents keep their ids.
    public var movedFrom: String?
    /// The part of the files of the roots that are named which this index takes, and is remembered to take; nil is all.
    public var shard: ShardOfFiles?
    /// True if Xapian's own writer makes the tables of a new index, which takes longer.
    public var usesEngineWriter: Bool
    /// Versions of Xapian with which haku's own writer makes them.
    var verifiedXapians = TableWriter.verifiedVersions
    /// The least bytes of files, about, that a thread takes at a time when a whole index is made.
    var smallestSegment = 1 << 20
    /// The interval at which changes to an index are committed while a run goes on.
    var commitInterval = Duration.seconds(30)

    /// Options of these parts.
    public init(
        jobs: Int = 0, repair: Bool = true, prune: Bool = false, allowsMassRemoval: Bool = false,
        excludes: [String] = [], excludesDefaults: Bool? = nil, dryRun: Bool = false, rebuild: Bool = false,
        ocr: OCRMode? = nil,
        movedFrom: String? = nil, shard: ShardOfFiles? = nil, usesEngineWriter: Bool = false
    ) {
        self.jobs = jobs
        self.repair = repair
        self.prune = prune
        self.allowsMassRemoval = allowsMassRemoval
        self.excludes = excludes
        self.excludesDefaults = excludesDefaults
        self.dryRun = dryRun
        self.rebuild = rebuild
        self.ocr = ocr
        self.movedFrom = movedFrom
        self.shard = shard
        self.usesEngineWriter = usesEngineWriter
    }

    /// ``jobs``, or as many threads as there are processors.
    var threadCount: Int { jobs > 0 ? jobs : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// A stamp of everything that shapes the documents of an index in `folder`: those made otherwise must be made anew.
    /// Another version of the program may read words otherwise, and other layouts of cards make other fields. What shapes
    /// those of one root only belongs to the root.
    func settings(in folder: IndexFolder) -> String {
        func stamp(_ path: String) -> String {
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { return "" }
            return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
        }
        return
            "repair=\(repair) ocr=\(ocr.map(\.rawValue) ?? "") \(stamp("/proc/self/exe")) \(stamp(folder.path + "/otsikot"))"
    }
}
