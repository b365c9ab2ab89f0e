// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import CodedErrors
internal import DocumentReading
internal import Glibc
internal import Indexing
internal import OCRRepair
internal import ProgramOptions
internal import SearchIndex

extension Haku {
    /// `haku index [PATH…]`
    struct Index: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings the index up to date with the files below PATH.",
            discussion: """
                New files go in, changed ones are replaced, vanished ones go out, unchanged ones are not touched. Each \
                PATH is a root that the index remembers; without one all of them are looked through. A file that \
                cannot be taken is reported with its reason and never stops the run, which then ends with status 65. \
                Pipes, sockets, devices and symbolic links that lead out of a folder or to folders are skipped, by name.
                """)

        @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"))
        var paths: [String] = []
        @Flag(help: "Make the whole index anew; the old one serves until the new one is there.")
        var rebuild = false
        @Flag(help: "Bring an index made by an older haku up to this one's, out of the texts it keeps.")
        var upgrade = false
        @OptionGroup var threads: JobsOption
        @Flag(help: "Stay, and follow what changes below the paths, until SIGTERM or Ctrl-C.")
        var watch = false
        @OptionGroup var repair: IndexRepairOptions
        @OptionGroup var roots: RootOptions
        @OptionGroup var excluding: ExcludeOptions
        @Flag(help: "Say nothing but what is new and wrong.")
        var quiet = false
        @Option(
            help: ArgumentHelp(
                "Read the pages of a PDF as pictures: auto (where they have no text, or a badly read one), never, always.",
                valueName: "when"))
        var ocr: OCRMode?
        @Flag(
            help: ArgumentHelp(
                "Have Xapian's own writer make a new index's tables, which takes longer.", visibility: .hidden))
        var engineWriter = false
        @Flag(help: "Say what would be done, and do nothing.")
        var dryRun = false
        @OptionGroup var report: RunReportOptions
        @OptionGroup var shard: ShardOption
        @OptionGroup var listed: ListedPaths
        @OptionGroup var index: IndexOption

        func validate() throws {
            guard !upgrade || !dryRun else {
                throw ValidationError("--upgrade makes the index anew, and --dry-run changes nothing; leave one out.")
            }
            guard !watch || !dryRun else {
                throw ValidationError("--watch follows changes, and --dry-run takes none in; leave one out.")
            }
            guard !watch || listed.filesFrom == nil else {
                throw ValidationError("--watch follows the roots it is given as arguments; leave --files-from out.")
            }
            guard roots.movedFrom == nil || paths.count == 1 && listed.filesFrom == nil else {
                throw ValidationError("--moved-from goes with the one PATH that the folder was moved to.")
            }
        }

        /// The word readings that the threads of the run share. It lives as long as the process: to let go of each word would take a
        /// tenth of a second.
        private static let readings = SharedReadings()

        /// Brings the index up to date; each one of haku.conf, where nothing says which.
        func run() throws {
            let folders = paths.isEmpty && listed.filesFrom == nil && !watch ? try index.unchosenFolders : []
            guard folders.count > 1 else { return try runOne() }
            var worst: ExitStatus?
            for folder in folders {
                var one = self
                one.index.given = folder
                do {
                    try one.runOne()
                } catch let status as ExitStatus {
                    worst = status
                } catch let error where !(error is ClosedPipe) {
                    // The others are brought up to date all the same.
                    let failure = Failure(error)
                    Standard.error.writeLine("haku: " + failure.message)
                    worst = failure.status
                }
            }
            if let worst { throw worst }
        }

        private func runOne() throws {
            let folder = try index.folder
            let named = try paths + listed.read()
            // Asked first, so that a folder that may not be read is said to be one.
            if named.isEmpty, listed.filesFrom == nil || upgrade, try !rebuild && folder.currentGeneration() == nil {
                throw Failure(
                    .usage,
                    "There is no index at \(folder.path) yet: name the files and folders to put in, “haku index PATH”.")
            }
            if !watch, !named.isEmpty, try folder.currentGeneration() == nil {
                try Self.requireAny(of: named, folder.path)
            }
            let options = IndexingOptions(
                jobs: threads.jobs ?? 0, repair: !repair.noRepair, prune: roots.prune > 0,
                allowsMassRemoval: roots.yes || roots.prune > 1, excludes: excluding.exclude,
                excludesDefaults: excluding.noDefaultExcludes ? false : nil, dryRun: dryRun, rebuild: rebuild, ocr: ocr,
                movedFrom: roots.movedFrom, shard: shard.shard, usesEngineWriter: engineWriter)
            if upgrade {
                try bringUp(folder, options)
                if named.isEmpty && !watch { return }
            }
            // A list that happens to be empty names nothing; it does not mean all roots.
            if named.isEmpty && listed.filesFrom != nil { return }
            // A run that ends soon may remember much; one that stays gives it back between changes.
            let repairers = try repair.repairers(for: folder, sharing: watch ? nil : Self.readings)
            if !dryRun && !quiet { Self.tellConfinement() }
            let indexer = Indexer(folder: folder, options: options, makeRepairer: repairers)
            if watch { return try follow(named, indexer) }
            var out = Standard.Output()
            var planned: [String] = []
            var progress = Progress(isQuiet: quiet)
            let summary = try indexer.update(named) { event in
                switch event {
                case .wouldIndex(let id): planned.append(Speech.translated("would index \(id)"))
                case .removed(let id) where dryRun: planned.append(Speech.translated("would remove \(id)"))
                default: progress.report(event)
                }
            }
            progress.end()
            for line in planned { try out.writeLine(line) }
            try tell(summary, folder.path, &out)
            if !quiet {
                for line in IndexSummaryText.failures(summary, folder.unreadPath) { Standard.error.writeLine(line) }
            }
            try out.flush()
            guard !summary.failures.isEmpty else { return }
            let isMissing = summary.failures.allSatisfy { [.notFound, .rootGone, .massRemoval].contains($0.kind) }
            throw isMissing ? ExitStatus.noInput : ExitStatus.badData
        }

        /// Prints the line that a run ends with, and writes its figures.
        private func tell(_ summary: IndexingSummary, _ path: String, _ out: inout Standard.Output) throws {
            let made = RunReport(summary: summary, index: path)
            if !dryRun, let file = report.metricsFile { try made.write(metricsTo: file) }
            switch report.format {
            case .json: try out.writeLine(made.json)
            case .text where !quiet: try out.writeLine(IndexSummaryText.line(summary, path, isDryRun: dryRun))
            case .text: break
            }
        }

        /// Throws where none of `paths` is there: a slip of the keyboard makes no index.
        private static func requireAny(of paths: [String], _ index: String) throws(Failure) {
            if paths.contains(where: { unsafe access($0, F_OK) == 0 || errno != ENOENT }) { return }
            let missing = paths.prefix(3).map { Layout.printable($0) }.joined(separator: ", ")
            throw Failure(
                .noInput, "There is no \(missing)\(paths.count > 3 ? " …" : ""), so that no index was made at \(index)."
            )
        }

        /// Says from what this system cannot keep converters, where there are any.
        private static func tellConfinement() {
            let confinement = Converters.confinement
            guard confinement != .all, Converters().path(of: .pdftotext) != nil else { return }
            let lacking = [
                confinement.contains(.calls) ? nil : "from the network and other processes",
                confinement.contains(.files) ? nil : "from other files",
                confinement.contains(.hidden) ? nil : "from seeing which other files there are",
            ].compactMap(\.self).joined(separator: ", nor ")
            Standard.error.writeLine(
                "haku: this system cannot keep the programs that read PDF and office files \(lacking)")
        }

        /// Follows changes until a signal comes, with a line for each run that changed something.
        private func follow(_ paths: [String], _ indexer: Indexer) throws {
            var out = Standard.Output()
            var progress = Progress(isQuiet: quiet)
            var isFirst = true
            var failure: (any Error)?
            try indexer.watch(paths, until: try StopSignals.caught()) { event in
                switch event {
                case .watching(let folders):
                    Standard.error.writeLine(
                        "haku: watching " + (folders == 1 ? "1 folder" : "\(IndexSummaryText.grouped(folders)) folders")
                    )
                case .indexing(let event): progress.report(event)
                case .missedChanges:
                    Standard.error.writeLine("haku: more changed than the system tells of; looking through everything")
                case .waiting(let error): Standard.error.writeLine("haku: \(error.message)")
                case .done(let summary):
                    progress.end()
                    progress = Progress(isQuiet: quiet, missing: progress.missing)
                    guard !quiet, isFirst || summary.isChange else { return }
                    isFirst = false
                    do {
                        try tell(summary, indexer.folder.path, &out)
                        try out.flush()
                    } catch {
                        // Whoever read the lines has gone; the index is followed all the same.
                        failure = error
                    }
                }
            }
            if let failure, !(failure is ClosedPipe) { throw failure }
        }

        private func bringUp(_ folder: IndexFolder, _ options: IndexingOptions) throws {
            var progress = Progress()
            let count = try Indexer(folder: folder, options: options).upgrade { progress.report($0) }
            progress.end()
            var out = Standard.Output()
            let what = count.map { "\(IndexSummaryText.grouped($0)) documents brought up to" } ?? "is already of"
            try out.say("\(folder.path): \(what) schema \(Schema.version)")
            try out.flush()
        }
    }
}
