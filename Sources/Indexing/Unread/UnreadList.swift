// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import DocumentIDs
internal import Glibc
internal import SearchIndex

/// The files that an index could not take, so that each is told once and read again only where it may be another.
///
/// Kept in the file `unread` of the index's folder, for a person to read: a line `file`, its size, two times in nanoseconds,
/// `final` or `again`, and the path; then a line for each reason, indented: the path that was named, a tab, the sentence.
struct UnreadList {
    private static let remark =
        "# Files that this index could not take, kept by haku; FILES in haku(1) says more.\nformat 1\n"

    /// The way of reading for which what is final is.
    private let settings: String
    /// The files, by path, as they were before the run.
    private var before: [[UInt8]: UnreadFile] = [:]
    /// The files that this run found.
    private var now: [[UInt8]: UnreadFile] = [:]
    /// Files that this run read, or that were not to be read again.
    private var seen: Set<[UInt8]> = []
    /// True if the list was kept of another way of reading.
    private var isOutdated = false

    /// The list of the index in `folder`, for a run that reads by `settings`. A damaged list is begun anew.
    init(folder: IndexFolder, settings: String) throws(IndexError) {
        self.settings = ContentSum.text(settings.utf8)
        guard let bytes = try folder.unreadFile() else { return }
        var file: UnreadFile?
        for line in bytes.split(separator: 0x0A) {
            if line.first == 0x20 {
                let columns = line.dropFirst(2).split(separator: 0x09, maxSplits: 1)
                let texts = columns.map { column in
                    String(decoding: RootPath.decode(String(decoding: column, as: UTF8.self)) ?? [], as: UTF8.self)
                }
                guard texts.count == 2 else { continue }
                file?.reasons.append(UnreadFile.Reason(path: texts[0], message: texts[1]))
            } else if line.starts(with: "file ".utf8) {
                if let file { before[file.path] = file }
                file = Self.file(String(decoding: line, as: UTF8.self))
            } else if line.starts(with: "settings ".utf8) {
                isOutdated = !line.dropFirst("settings ".utf8.count).elementsEqual(self.settings.utf8)
            }
        }
        if let file { before[file.path] = file }
    }

    private static func file(_ line: String) -> UnreadFile? {
        let words = line.split(separator: " ", maxSplits: 5)
        guard words.count == 6, let size = Int64(words[1]), let modified = Int64(words[2]),
            let changed = Int64(words[3]), let path = RootPath.decode(String(words[5]))
        else { return nil }
        return UnreadFile(path: path, size: size, modified: modified, changed: changed, isFinal: words[4] == "final")
    }

    /// True if the file of `job`, of which the index has nothing, is known to hold nothing that can be taken. It is noted as
    /// seen.
    mutating func holdsNothing(_ job: IndexingJob) -> Bool {
        guard job.known.isEmpty, !isOutdated, let file = before[job.path], file.isFinal, file.isAt(job.stamp) else {
            return false
        }
        now[job.path] = file
        return true
    }

    /// Notes that the file of `job` was read.
    mutating func note(_ job: IndexingJob) { seen.insert(job.path) }

    /// Notes a failure of the file of `job`, or of a part of it.
    ///
    /// - Returns: True if it is new: the file had not failed so before, or has changed since.
    mutating func isNew(_ failure: IndexingFailure, of job: IndexingJob) -> Bool {
        let reason = UnreadFile.Reason(path: failure.path, message: failure.message)
        let isWhole = failure.path == String(decoding: job.path, as: UTF8.self)
        var file =
            now[job.path]
            ?? UnreadFile(
                path: job.path, size: job.stamp.size, modified: job.stamp.modified, changed: job.stamp.changed)
        file.isFinal = file.isFinal || isWhole && failure.kind == .badData
        file.reasons.append(reason)
        now[job.path] = file
        guard let old = before[job.path], old.isAt(job.stamp) else { return true }
        return !old.reasons.contains(reason)
    }

    /// Notes a failure of a folder, or of a file that could not even be looked at.
    ///
    /// - Returns: True if it is new.
    mutating func isNew(_ failure: IndexingFailure) -> Bool {
        let path = Array(failure.path.utf8)
        let reason = UnreadFile.Reason(path: failure.path, message: failure.message)
        now[path, default: UnreadFile(path: path)].reasons.append(reason)
        return !(before[path]?.reasons.contains(reason) ?? false)
    }

    /// Writes the list where it changed: what this run found, and of what it did not come to, what is still there.
    mutating func save(in folder: IndexFolder) throws(IndexError) {
        for (path, file) in before where now[path] == nil && !seen.contains(path) {
            // A folder's failure that did not come again is over.
            if file.changed != 0, IndexingPlan.status(of: path) != nil { now[path] = file }
        }
        guard now != before || isOutdated else { return }
        var text = Self.remark + "settings \(settings)\n"
        for file in now.values.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) {
            let kind = file.isFinal ? "final" : "again"
            text += "file \(file.size) \(file.modified) \(file.changed) \(kind) \(RootPath.encode(file.path))\n"
            for reason in file.reasons {
                text +=
                    "  \(RootPath.encode(Array(reason.path.utf8)))\t\(RootPath.encode(Array(reason.message.utf8)))\n"
            }
        }
        try folder.replaceUnreadFile(with: text)
    }
}

/// A short sum of a text, that tells it from others by chance only: FNV-1a of 64 bits, in hexadecimal.
enum ContentSum {
    /// The sum of `bytes`.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
