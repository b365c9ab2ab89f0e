// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import ArgumentParser
internal import Glibc
internal import Logging
internal import SearchDaemon
internal import SearchIndex
internal import Searching
internal import ServiceLifecycle
internal import Settings
internal import UnixSignals

/// The work of a daemon: its settings, read and understood.
struct ServingPlan {
    private let configuration: DaemonConfiguration
    private let indexes: ServedIndexes
    private let synonyms: SynonymList
    private let logger: Logger
    private let settingsPath: String?
    /// About how many bytes of replies are kept for each index.
    private let cacheSize: Int
    private let allowsRefusals: Bool

    /// Reads `settings`, and the files that they name.
    ///
    /// - Parameters:
    ///   - settings: What the program was told.
    ///   - isCheck: Whether nothing is to be served: then sockets that were handed over are left alone.
    /// - Throws: What is wrong with a setting, or with a file that it names.
    init(_ settings: Settings, isCheck: Bool) throws {
        settingsPath = settings.path
        logger = Self.logger(settings)
        indexes = try ServedIndexes(settings.texts(.index))
        synonyms = try SynonymList(files: settings.texts(.synonyms), thesauri: settings.texts(.thesaurus))
        let inherited = isCheck ? [] : try InheritedSocket.fromEnvironment()
        // Where sockets were handed over, none is made unless another was asked for.
        var socket = settings.text(.socket) ?? (inherited.isEmpty ? indexes.firstFolder?.socketPath : nil)
        if inherited.contains(where: { $0.path == socket }) { socket = nil }
        if socket == nil, inherited.isEmpty {
            throw ValidationError("No index has a folder here for the socket: say --socket PATH where it is to be.")
        }
        var configuration = DaemonConfiguration(socket: socket, indexes: indexes.names)
        configuration.inherited = inherited
        configuration.socketMode = settings.text(.socketMode).flatMap { UInt32($0, radix: 8) } ?? 0o600
        configuration.endpoints = try settings.texts(.listen).map { text throws(DaemonError) in try TCPEndpoint(text) }
        configuration.metricsEndpoint = try settings.text(.metrics).map { text throws(DaemonError) in
            try TCPEndpoint(text)
        }
        configuration.token = try settings.text(.tokenFile).map { path throws(DaemonError) in
            try AccessToken(file: path)
        }
        configuration.tls = try Self.identity(settings)
        configuration.allowsInsecure = settings.flag(.insecure)
        configuration.threads = settings.whole(.threads) ?? max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        guard configuration.threads <= 1024 else { throw ValidationError("--threads is from 1 to 1024.") }
        configuration.maximumConnections = settings.whole(.maxConnections) ?? configuration.maximumConnections
        // Each connection is a descriptor, and each thread has some for every index.
        let most = openFileLimit() - 64 - 32 * (configuration.threads + 1) * indexes.shardCount
        if configuration.maximumConnections > most, most > 0 {
            if settings.whole(.maxConnections) != nil {
                logger.warning("This process may not open that many files", metadata: ["max-connections": "\(most)"])
            }
            configuration.maximumConnections = most
        }
        configuration.idleTimeout = .seconds(settings.seconds(.idleTimeout) ?? 300)
        configuration.deadline = .seconds(settings.seconds(.deadline) ?? 10)
        configuration.slowRequest = settings.whole(.slowQuery).map { .milliseconds($0) }
        configuration.logsQueries = settings.flag(.logQueries)
        cacheSize = min(settings.whole(.cache) ?? 8, 1 << 20) << 20 / indexes.indexes.count
        allowsRefusals = settings.flag(.allowRefusals)
        self.configuration = configuration
    }

    /// Says whether this could be served.
    func check() throws {
        if let settingsPath { print("settings \(settingsPath)") }
        for index in indexes.indexes {
            _ = try Answerer([index])
            print("index \(index.name) \(index.places.map(\.folder.path).joined(separator: ","))")
        }
        try Daemon.check(configuration)
        if let socket = configuration.socket { print("socket \(socket)") }
        for endpoint in configuration.endpoints { print("listen \(endpoint.host):\(endpoint.port)") }
        if let endpoint = configuration.metricsEndpoint { print("metrics \(endpoint.host):\(endpoint.port)") }
        print("hakud could serve.")
    }

    /// Serves until a signal ends it.
    func serve() async throws {
        let (indexes, synonyms, metrics, allowsRefusals) = (indexes, synonyms, Metrics(), allowsRefusals)
        let replies = ReplyCaches(count: indexes.indexes.count, bytes: cacheSize)
        let daemon = try Daemon(
            configuration, metrics: metrics, logger: logger,
            makeAnswerer: { selection in
                try Answerer(
                    selection.places.map { indexes.indexes[$0] }, synonyms: synonyms, metrics: metrics,
                    names: indexes.names, replies: replies.replies(for: selection.places),
                    allowsRefusals: allowsRefusals)
            },
            onReady: { addresses in
                print("READY", addresses.joined(separator: " "))
                fflush(nil)
            })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: daemon, successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: Reopening(daemon: daemon)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    private static func logger(_ settings: Settings) -> Logger {
        let level = settings.text(.logLevel).flatMap { Logger.Level(rawValue: $0) } ?? .notice
        let format = settings.text(.logFormat).flatMap { LogFormat(rawValue: $0) } ?? .text
        LoggingSystem.bootstrap { _ in LineLogHandler(format: format) }
        var logger = Logger(label: "hakud")
        logger.logLevel = level
        return logger
    }

    private static func identity(_ settings: Settings) throws -> TLSIdentity? {
        switch (settings.text(.tlsCertificate), settings.text(.tlsKey)) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return try TLSIdentity(certificate: certificate, key: key)
        default: throw ValidationError("--tls-certificate and --tls-key go together.")
        }
    }
}

/// Opens the indexes and the certificate again on SIGHUP.
private struct Reopening: Service {
    let daemon: Daemon

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { daemon.reopen() }
    }
}
