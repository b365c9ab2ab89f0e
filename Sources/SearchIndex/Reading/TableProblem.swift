// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

/// Damage that Xapian found in a table of an index.
public struct TableProblem: Hashable, Sendable, CustomStringConvertible {
    /// Xapian's name of the table: `postlist`, `termlist`… (`database` where none can be told).
    public let table: String
    /// Xapian's words, not fit for printing as they are.
    public let words: String

    /// Table and words.
    public var description: String { "table \(table): \(words)" }

    /// The problems of a report of the shim: a line each, the table, a TAB, words.
    static func lines(of report: [UInt8]) -> [TableProblem] {
        report.split(separator: UInt8(ascii: "\n")).map { line in
            let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1, omittingEmptySubsequences: false)
            return TableProblem(
                table: String(decoding: parts[0], as: UTF8.self),
                words: String(decoding: parts.last ?? [], as: UTF8.self))
        }
    }
}

extension IndexFolder {
    /// Compares the current generation with its sums (``GenerationSums``), and where it is as it was written, has Xapian check
    /// each table against itself, and the tables against each other, in a child process: damage cannot crash this one.
    /// Reads all of them.
    ///
    /// - Returns: The problems; none where the tables are sound, or where there is no index.
    /// - Throws: ``IndexError/Code/modified`` where a writer committed each time while the tables were read, and what the
    ///   system refuses.
    public func tableProblems() throws(IndexError) -> [TableProblem] {
        for _ in 0..<Self.checkAttempts {
            guard let name = try currentGeneration() else { return [] }
            let place = path(ofGeneration: name)
            let version = place + "/iamglass"
            guard let before = Files.stamp(of: version) else {
                if try currentGeneration() != name { continue }
                throw SchemaStamp.missing(self)
            }
            if let changed = try GenerationSums(place: place, path: path).problems(), !changed.isEmpty {
                return changed
            }
            let problems = try Self.tableProblems(in: place, path: path)
            // Two commits overwrite blocks that a check still reads; the version file is replaced by each.
            if problems.isEmpty || Files.stamp(of: version) == before { return problems }
        }
        throw .modified(path)
    }

    /// The number of commits that a check may be overtaken by.
    private static let checkAttempts = 5

    /// Has Xapian check the database in the folder `place`, of the index at `path`, and does `work` meanwhile.
    static func tableProblems(
        in place: String, path: String, meanwhile work: () -> Void = {}
    ) throws(IndexError) -> [TableProblem] {
        var bytes: Int64 = 0
        for name in try Files.names(in: place) { bytes += Files.size(of: place + "/" + name) }
        // It takes well under a second for 100 MB.
        let seconds = UInt32(clamping: 60 + bytes >> 20)
        let check = try engine(path) { unsafe cx_check_begin(place, seconds, $0) }
        work()
        let report = try engineBytes(path) { unsafe cx_check_end(check, $0) }
        return TableProblem.lines(of: report)
    }
}
