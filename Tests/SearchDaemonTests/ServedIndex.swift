// SPDX-License-Identifier: GPL-3.0-or-later
import Answering
import Foundation
import LineProtocol
import Logging
import SearchDaemon
import SearchIndex
import ServiceLifecycle
import ServiceLifecycleTestKit
import Synchronization
import TestSupport
import Testing

/// A folder with an index of one document, which goes away with this object.
final class ServedIndex: Sendable {
    private let temporary = TemporaryFolder()
    var path: String { temporary.path }
    var folder: IndexFolder { IndexFolder(path + "/i") }
    var socket: String { path + "/s" }

    init() throws {
        try add("eka.txt", "Kyläyhdistys kokoontui.\nToinen rivi «lainaus».\n")
    }

    /// Commits a document.
    func add(_ id: String, _ text: String) throws { try add([(id, id)], text) }

    /// Commits documents of one text, which are ordered by their titles too.
    func add(_ documents: [(id: String, title: String)], _ text: String, lemma: String = "kylä") throws {
        let writer = try IndexWriter(folder: folder)
        for (id, title) in documents {
            try writer.replace(
                IndexDocument(
                    terms: [IndexTerm(lemma, frequency: 1, positions: [0])],
                    values: [Schema.Slot.title: Array(title.prefix(20).utf8)],
                    record: StoredDocument(id: id, title: title), text: StoredText(text: text, original: text)))
        }
        try writer.commit()
        try writer.finish()
    }

    /// Runs `body` while a server answers, then shuts the server down and waits for its end.
    func serve(
        _ change: (inout DaemonConfiguration) -> Void = { _ in },
        answerer: (@Sendable () throws -> any RequestAnswering)? = nil,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @escaping @Sendable (Served) async throws -> Void
    ) async throws {
        var configuration = DaemonConfiguration(socket: socket)
        change(&configuration)
        let folder = folder
        let metrics = Metrics()
        let names = configuration.indexes
        let (ready, continuation) = AsyncStream.makeStream(of: [String].self)
        let daemon = try Daemon(
            configuration, metrics: metrics, logger: logger,
            makeAnswerer: { place in
                try answerer?()
                    ?? Answerer(
                        place.places.map { NamedIndex(names[$0], [.folder(folder)]) }, metrics: metrics, names: names)
            },
            onReady: { continuation.yield($0) })
        try await testGracefulShutdown { trigger in
            try await withThrowingTaskGroup { group in
                group.addTask {
                    defer { continuation.finish() }
                    try await daemon.run()
                }
                if let addresses = await ready.first(where: { _ in true }) {
                    let served = Served(socket: self.socket, addresses: addresses, daemon: daemon) {
                        trigger.triggerGracefulShutdown()
                    }
                    do {
                        try await body(served)
                    } catch {
                        trigger.triggerGracefulShutdown()
                        throw error
                    }
                    trigger.triggerGracefulShutdown()
                }
                try await group.waitForAll()
            }
        }
    }
}

/// A server that answers.
struct Served: Sendable {
    let socket: String
    let addresses: [String]
    let daemon: Daemon
    let shutDown: @Sendable () -> Void

    func connect() throws -> TestSocket { try TestSocket(unix: socket) }

    /// Connections over which `line` was sent and no reply has been read yet.
    func unread(_ count: Int, _ line: String) async throws -> [TestSocket] {
        let sockets = try (0..<count).map { _ in try connect() }
        try await onThread {
            for socket in sockets {
                try socket.send(line)
                socket.finishSending()
            }
        }
        return sockets
    }

    /// The lines that come back for `text` after which the sending half is closed.
    func lines(_ text: String) async throws -> [String] {
        let socket = try connect()
        return try await onThread {
            try socket.send(Array(text.utf8))
            socket.finishSending()
            return try socket.readToEnd().split(separator: "\n").map { String($0) }
        }
    }
}

/// Runs blocking calls on a thread of their own and awaits them.
func onThread<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

/// Asks again and again until the answer is yes; false where it has not been after `patience`.
func eventually(within patience: Duration = .seconds(60), _ isSo: () async throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + patience
    while ContinuousClock.now < end {
        if try await isSo() { return true }
        await Task.yield()
    }
    return false
}
