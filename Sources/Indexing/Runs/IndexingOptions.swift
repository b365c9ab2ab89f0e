// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentReading
internal import Glibc
internal import SearchIndex

/// How an index is brought up to date.
public struct IndexingOptions: Hashable, Sendable {
    /// How many threads read and analyse; 0: one for each processor.
    public var jobs: Int
    /// Whether OCR damage is repaired.
    public var repair: Bool
    /// Whether a root that is missing, or has become empty, takes its documents out.
    public var prune: Bool
    /// Shell patterns; a file is left out where its path below the root, or any name in it, matches one.
    public var excludes: [String]
    /// Whether only to say what would be done.
    public var dryRun: Bool
    /// Whether to make the whole index anew, beside the one in use.
    public var rebuild: Bool
    /// When the pages of a PDF are read as pictures.
    public var ocr: OCRMode
    /// True if Xapian's own writer makes the tables of a new index, which takes longer.
    public var usesEngineWriter: Bool
    /// Versions of Xapian with which haku's own writer makes them.
    var verifiedXapians = TableWriter.verifiedVersions
    /// About how many bytes of files at least a thread takes at a time when a whole index is made.
    var smallestSegment = 1 << 20
    /// How often changes to an index are committed while a run goes on.
    var commitInterval = Duration.seconds(30)

    /// Options of these parts.
    public init(
        jobs: Int = 0, repair: Bool = true, prune: Bool = false, excludes: [String] = [], dryRun: Bool = false,
        rebuild: Bool = false, ocr: OCRMode = .auto, usesEngineWriter: Bool = false
    ) {
        self.jobs = jobs
        self.repair = repair
        self.prune = prune
        self.excludes = excludes
        self.dryRun = dryRun
        self.rebuild = rebuild
        self.ocr = ocr
        self.usesEngineWriter = usesEngineWriter
    }

    /// ``jobs``, or as many threads as there are processors.
    var threadCount: Int { jobs > 0 ? jobs : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// What tells how documents are made of files: documents made otherwise must be made anew.
    var settings: String { "repair=\(repair) ocr=\(ocr)" }
}

/// A file, folder or root that a run could not take, and why. The run went on.
public struct IndexingFailure: Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is, by what a caller makes of it.
    public enum Kind: Hashable, Sendable {
        /// There is nothing at the path.
        case notFound
        /// It may not be read.
        case permission
        /// It is no text, empty, too large, damaged, or of an unknown encoding.
        case badData
        /// The program that reads its format is not installed.
        case missingConverter
        /// Another root has a document of the same id.
        case idTaken
        /// A remembered root is missing or has become empty; its documents were kept.
        case rootGone
        /// A pipe, socket or device in a folder, or a link that is not followed.
        case noFile
        /// The system failed.
        case io
    }

    /// What kind of failure it is.
    public var kind: Kind
    /// The file or folder.
    public var path: String
    /// What was wrong, and what to do.
    public var message: String

    /// A failure of these parts.
    public init(_ kind: Kind, path: String, message: String) {
        self.kind = kind
        self.path = path
        self.message = message
    }

    /// Path and reason.
    public var description: String { "\(path): \(message)" }
}

/// What a run tells while it goes on.
public enum IndexingEvent: Sendable {
    /// What there is to do is known: files to read, and documents to take out.
    case planned(files: Int, removals: Int)
    /// A document went in, with its words and repairs; `done` of the files to read are dealt with.
    case indexed(id: String, done: Int, words: Int, repairs: Int)
    /// A file was read and found as it was.
    case unchanged(id: String, done: Int)
    /// A document is out, or (in a dry run) would go out.
    case removed(id: String)
    /// A document's file was renamed or moved; the document has another id now.
    case moved(from: String, to: String)
    /// In a dry run: the file would be read.
    case wouldIndex(id: String)
    /// A document went in without a part of it, or is not all that it seems: a sentence that goes on after its name.
    case noted(id: String, message: String)
    /// A new index is made by Xapian's own writer, which takes longer: haku's was not verified with this version of Xapian.
    case unverifiedXapian(version: String)
    /// All files are read; the index is put together.
    case finishing
    /// Something could not be taken.
    case failed(IndexingFailure)
    /// Something in a folder is no file to read, and was passed over.
    case skipped(IndexingFailure)
}

/// What a run did; in a dry run, would do.
public struct IndexingSummary: Hashable, Sendable {
    /// Documents that are new.
    public var added = 0
    /// Documents put in the place of an older version.
    public var changed = 0
    /// Documents taken out.
    public var removed = 0
    /// Documents that got another id, because their files were renamed or moved.
    public var moved = 0
    /// Damaged documents mended anew, by words that other documents brought.
    public var mended = 0
    /// Documents as they were.
    public var unchanged = 0
    /// Documents, of those added, that an interrupted run had read.
    public var resumed = 0
    /// Words of the documents that went in.
    public var words = 0
    /// Repairs in them.
    public var repairs = 0
    /// Bytes of the files read.
    public var bytes: Int64 = 0
    /// How long it took, in seconds.
    public var seconds = 0.0
    /// What could not be taken.
    public var failures: [IndexingFailure] = []
    /// What folders hold that is no file to read: pipes, sockets, devices, links that are not followed.
    public var skipped: [IndexingFailure] = []
    /// Documents of which a part could not be read.
    public var partial = 0
    /// Documents in the index afterwards.
    public var documents = 0
    /// Whether the run was told to stop before it was done; the next one goes on from there.
    public var isStopped = false

    /// Nothing done yet.
    public init() {}

    /// Whether the index is another one than before.
    public var isChange: Bool { added + changed + removed + moved + mended > 0 }
}
