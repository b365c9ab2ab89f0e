// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
internal import CodedErrors
internal import Glibc

/// The sums of a generation's blocks, and the mark that a writer has begun to change it.
///
/// | file | holds |
/// | --- | --- |
/// | `sums` | a CRC-32 of each block of each table, and of `iamglass`, as the last commit left them (`glass/sums.h`) |
/// | `unsummed` | nothing; it is there from a writer's first change until the sums are right again |
/// | `verified` | what the system says of the files that were last found to be as they were written (``FileStamps``) |
///
/// A commit writes blocks that the revision before does not use, so that where a writer was interrupted, the blocks of the
/// last commit are told from those that it left half done.
struct GenerationSums {
    /// The generation's folder.
    let place: String
    /// The index's folder, for errors.
    let path: String

    private var mark: String { place + "/unsummed" }

    /// True if a writer has changed the tables since they were summed, or is about to.
    var isUnfinished: Bool { Files.stamp(of: mark) != nil }

    /// Notes, so that it survives a crash, that the tables are about to be changed.
    func begin() throws(IndexError) {
        let file = unsafe open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw IndexError(errno: errno, "write", path: mark) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw IndexError(errno: errno, "write", path: mark) }
        try Files.sync(folder: place)
    }

    /// Sums what the last commit changed. No writer may have uncommitted changes. Does nothing where the linked Xapian is none
    /// whose format is known (``TableWriter/verifiedVersions``).
    ///
    /// - Returns: The number of blocks that were read: those that were written since the sums were made, where that was one
    ///   commit ago.
    @discardableResult
    func update() throws(IndexError) -> Int {
        guard TableWriter.verifiedVersions.contains(TableWriter.xapianVersion) else { return 0 }
        let count = try engine(path) { unsafe cx_sums_update(place, $0) }
        try Files.sync(folder: place)
        try FileStamps(of: place).keep(in: place)
        _ = unsafe unlink(mark)
        return count
    }

    /// As ``update()``, where the index is whole without: on a full disk, or with a table that cannot be read, the mark stays,
    /// and the next writer does it.
    func tryToUpdate() {
        _ = try? update()
    }

    /// Compares the tables with their sums. Reads all of them.
    ///
    /// - Returns: The blocks and files that are not as they were written, at most some of each table; nil where there are no
    ///   sums, as in an index of an older haku that was not written to since.
    func problems() throws(IndexError) -> [TableProblem]? {
        for _ in 0..<Self.attempts {
            let before = FileStamps(of: place)
            let isUnfinished = isUnfinished
            var isSummed = false
            let report = try engineBytes(path) { unsafe cx_sums_check(place, isUnfinished, &isSummed, $0) }
            if !isSummed { return nil }
            // A writer that committed meanwhile has other sums.
            if report.isEmpty || FileStamps(of: place) == before && self.isUnfinished == isUnfinished {
                return TableProblem.lines(of: report)
            }
        }
        // Whoever writes that fast sums too.
        return []
    }

    /// The number of times that a writer may overtake a look at the sums.
    private static let attempts = 5

    /// Requires that nobody but a writer has changed the tables since they were last found whole; where somebody has, that
    /// they are as their sums say.
    ///
    /// Xapian follows offsets in the blocks of some tables without looking where they lead, so that a damaged one may end the
    /// process. To look at each block before Xapian reads it would be to read it twice; this looks at what the system says of
    /// the files (a few microseconds), and reads them where that has changed: after a copy, a restored backup, a repair of
    /// the file system, about a second for 1 GB. A disk that changes bytes by itself is noticed by `haku check` only.
    ///
    /// - Throws: ``IndexError/Code/corrupt``, with the place and the next step.
    func requireSound() throws(IndexError) {
        // While a writer is at work the files change all the time, and blocks of the last commit do not.
        if isUnfinished { return }
        let now = FileStamps(of: place)
        if now.areKnown(in: place) { return }
        guard let problems = try problems() else { return }
        if let problem = problems.first { throw .damaged(path, problem.description) }
        // A writer that began meanwhile keeps its own.
        if !isUnfinished, FileStamps(of: place) == now { try? now.keep(in: place) }
        now.remember(place)
    }
}
