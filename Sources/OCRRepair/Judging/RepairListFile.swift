// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import Glibc
internal import SmallFiles
internal import VoikkoTransducer

/// The files of repairs that a person judged: a line each, the word as it comes, a tab, and what is put in its place, or nothing.
enum RepairListFile {
    /// A line.
    typealias Row = (original: String, repaired: String?)

    /// The lines of `text` that say something.
    static func rows(of text: String) -> [Row] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            guard line.first != "#" else { return nil }
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let original = columns.first, !original.isEmpty else { return nil }
            return (original, columns.count > 1 && !columns[1].isEmpty ? columns[1] : nil)
        }
    }

    /// The text of `rows`, in order, below `heading`.
    static func text(heading: String, _ rows: [Row]) -> String {
        let lines = rows.map { $0.original + "\t" + ($0.repaired ?? "") }.sorted()
        return ([heading] + lines).joined(separator: "\n") + "\n"
    }

    /// The text of the file at `path`; an empty one where there is none.
    ///
    /// - Throws: ``RepairError`` where it cannot be read.
    static func text(_ path: String) throws(RepairError) -> String {
        do {
            let file = try MappedFile.mapping(path)
            return String(decoding: (0..<file.count).map(file.byte), as: UTF8.self)
        } catch {
            guard error.code == .missing || error.code == .truncated else { throw error }
            return ""
        }
    }

    /// Does `body` while no other program or thread changes the lists of the index in `folder`.
    ///
    /// - Throws: ``RepairError`` where the folder cannot be opened; what `body` throws.
    static func locking<Result>(_ folder: String, _ body: () throws -> Result) throws -> Result {
        let place = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard place >= 0 else { throw failure(folder, errno) }
        // Lets the lock go, too.
        defer { close(place) }
        while flock(place, LOCK_EX) != 0 { guard errno == EINTR else { throw failure(folder, errno) } }
        return try body()
    }

    /// Puts `text` in the place of the file at `path`; who reads it meanwhile reads it as it was before.
    ///
    /// - Throws: ``RepairError`` where it cannot be written.
    static func replace(_ path: String, with text: String) throws(RepairError) {
        do { try SmallFile.replace(path, with: Array(text.utf8), mode: 0o666) } catch {
            throw failure(path, error.words)
        }
    }

    private static func failure(_ path: String, _ number: Int32) -> RepairError {
        failure(path, SmallFile.Failure.system(number).words)
    }

    private static func failure(_ path: String, _ words: String) -> RepairError {
        RepairError(.unwritable, "\(path) cannot be written: \(words)", path: path)
    }
}
