// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc
public import SearchIndex

/// An event of an index that follows its files.
public enum WatchEvent: Sendable {
    /// This number of folders is watched; nothing that changes from now on is missed.
    case watching(folders: Int)
    /// An event of a run.
    case indexing(IndexingEvent)
    /// A run is done; everything that changed before it is in the index.
    case done(IndexingSummary)
    /// The system told of more changes than it could keep; everything is looked through.
    case missedChanges
    /// Another writer has the index; what changed is taken up when it is done.
    case waiting(IndexError)
}

extension Indexer {
    /// Brings the index up to date with `paths`, or with all roots it remembers where none is named, and then with every
    /// change that happens below them, until `stop` is readable.
    ///
    /// Changes that come together are committed together: a run begins once nothing has changed for a moment, or at
    /// last two seconds after the first change. Between runs the index is not locked.
    ///
    /// - Parameters:
    ///   - paths: Files and folders; one need not be there yet.
    ///   - stop: A file descriptor. A run that goes on then ends with the file it is at, and commits.
    ///   - report: Called with each event, on the calling thread.
    /// - Throws: As ``update(_:report:)``; `IndexError` where the system does not let so many folders be watched. That
    ///   another writer has the index is no reason to end.
    public func watch(_ paths: [String] = [], until stop: Int32, report: @escaping (WatchEvent) -> Void) throws {
        let roots =
            paths.isEmpty ? try Self.roots(of: IndexReader(folder: folder)).map(\.path) : paths.map(Roots.absolute)
        let watch = try FolderWatch(ignoring: Roots.absolute(folder.path))
        try watch.cover(roots)
        _ = watch.takeChanges()
        report(.watching(folders: watch.count))
        var pending = ChangedPaths()
        pending.isUnknown = true
        var follower = self
        var named = paths
        var isWaiting = false
        while !Self.isReadable(stop) {
            do {
                let summary = try follower.update(
                    named, changes: pending, isStopped: { Self.isReadable(stop) }, report: { report(.indexing($0)) })
                pending = ChangedPaths()
                isWaiting = false
                report(.done(summary))
                if summary.isStopped { return }
                follower.options.rebuild = false
                follower.options.movedFrom = nil
                // By path: the index may be removed and made anew meanwhile.
                named = roots.map { String(decoding: $0, as: UTF8.self) }
            } catch let error as IndexError where error.code == .locked {
                if !isWaiting { report(.waiting(error)) }
                isWaiting = true
            }
            while true {
                guard try Self.wait(for: watch, until: stop, atMost: isWaiting ? Self.retry : nil) else { return }
                let missed = pending.isUnknown
                pending.formUnion(watch.takeChanges())
                if pending.isUnknown && !missed { report(.missedChanges) }
                try watch.cover(roots)
                pending.formUnion(watch.takeChanges())
                if !pending.isEmpty { break }
            }
        }
    }

    /// Changes are taken up once there was none for so long…
    private static var quiet: Duration { .milliseconds(200) }
    /// …or at last so long after the first.
    private static var longest: Duration { .seconds(2) }
    /// The time between attempts where another writer has the index: nothing tells when it is done.
    private static var retry: Duration { .seconds(1) }

    /// Waits for changes, and until no more come; or for `most`. False where `stop` is readable.
    private static func wait(for watch: FolderWatch, until stop: Int32, atMost most: Duration?) throws -> Bool {
        var end: ContinuousClock.Instant?
        var patience = most
        while true {
            switch ready(watch.descriptor, stop, within: patience) {
            case .stop: return false
            case .nothing: return true
            case .changes: try watch.read()
            }
            let now = ContinuousClock.now
            let last = end ?? now + longest
            end = last
            guard now < last else { return true }
            patience = min(quiet, last - now)
        }
    }

    private enum Readiness { case changes, stop, nothing }

    private static func ready(_ changes: Int32, _ stop: Int32, within patience: Duration?) -> Readiness {
        var files = [
            pollfd(fd: changes, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = patience.map { max(0, Int32(clamping: Int($0 / .milliseconds(1)))) } ?? -1
        while true {
            let count = unsafe poll(&files, nfds_t(files.count), milliseconds)
            if count < 0 && errno == EINTR { continue }
            if files[1].revents != 0 { return .stop }
            return count > 0 ? .changes : .nothing
        }
    }

    private static func isReadable(_ file: Int32) -> Bool {
        var files = [pollfd(fd: file, events: Int16(POLLIN), revents: 0)]
        return unsafe poll(&files, 1, 0) > 0
    }
}
