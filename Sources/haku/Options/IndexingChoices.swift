// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Indexing
internal import OCRRepair
internal import SearchIndex

/// `--no-repair`, and the options about repairs.
struct IndexRepairOptions: ParsableArguments {
    @Flag(help: "Leave OCR damage as it is.")
    var noRepair = false
    @OptionGroup var repairing: RepairOptionGroup

    /// Makes the maker of each thread's repairer.
    ///
    /// - Parameters:
    ///   - folder: The index, whose refused repairs are not made.
    ///   - readings: The word readings that the threads share, where they do.
    /// - Returns: The maker; nil where nothing is repaired.
    /// - Throws: What reading the options' files, and those of repair, throws.
    func repairers(
        for folder: IndexFolder, sharing readings: SharedReadings?
    ) throws -> (@Sendable () throws -> any TextRepairing)? {
        guard !noRepair else { return nil }
        let data = try RepairData()
        var told = try repairing.options(refusedIn: folder)
        // Analysis asks the same dictionary handle.
        told.memory = 24 << 20
        return { [told] in try Repairer(data: data, options: told, sharing: readings) }
    }
}

/// The options about roots that are gone, emptied or moved.
struct RootOptions: ParsableArguments {
    @Flag(
        help: "Take out the documents of a root or share that is missing or has become empty, too; twice: as --yes.")
    var prune: Int
    @Flag(help: "Let the run take out more than half of the documents.")
    var yes = false
    @Option(
        help: ArgumentHelp(
            "The root that PATH was before it was moved; its documents keep their ids.", valueName: "old"))
    var movedFrom: String?
}

/// The files below the paths that are left out.
struct ExcludeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Leave out files whose path or name matches; may be repeated.", valueName: "glob"))
    var exclude: [String] = []
    @Flag(
        help: "Take in what programs leave behind, too: locks, Thumbs.db, desktop.ini, recycle bins and the like.")
    var noDefaultExcludes = false
}

/// `--shard K/N`.
struct ShardOption: ParsableArguments {
    @Option(
        name: .customLong("shard"),
        help: ArgumentHelp(
            "Take in only part K of N of the files below PATH, by their ids: N machines index at once.",
            valueName: "k/n"))
    var text: String?

    /// The part; nil for all.
    var shard: ShardOfFiles? { text.flatMap { ShardOfFiles($0) } }

    func validate() throws {
        guard text == nil || shard != nil else {
            throw ValidationError("--shard takes K/N, such as 1/4: part K of N, at most 1024.")
        }
    }
}

/// Paths that a file lists.
struct ListedPaths: ParsableArguments {
    @Option(help: ArgumentHelp("Read paths from this file, one a line; - is standard input.", valueName: "file"))
    var filesFrom: String?
    @Flag(name: .long, help: ArgumentHelp("Paths of --files-from end with a NUL, not a line end; also: -0."))
    var null = false

    func validate() throws {
        guard !null || filesFrom != nil else { throw ValidationError("-0 goes with --files-from.") }
    }

    /// Reads the paths; none where no file is named.
    func read() throws -> [String] {
        guard let filesFrom else { return [] }
        let bytes = filesFrom == "-" ? try Standard.readAll() : try InputFile.contents(filesFrom)
        return bytes.split(separator: null ? 0 : UInt8(ascii: "\n")).map { line in
            let line = !null && line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            return String(decoding: line, as: UTF8.self)
        }
        .filter { !$0.isEmpty }
    }
}

/// `--jobs N`.
struct JobsOption: ParsableArguments {
    @Option(help: ArgumentHelp("How many threads to use (default: one for each processor).", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        guard jobs.map({ (1...256).contains($0) }) ?? true else {
            throw ValidationError("--jobs takes a number from 1 to 256.")
        }
    }
}
