// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import ArgumentParser
internal import Glibc
internal import Logging
internal import SearchDaemon
internal import SearchIndex
internal import ServiceLifecycle
internal import UnixSignals

@main
struct Hakud: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hakud",
        abstract: "Answer searches of an index over a socket.",
        discussion: """
            hakud speaks the line protocol of PROTOCOL.md. It says READY on standard output once it can answer, ends on \
            SIGTERM and SIGINT when open requests are answered, and opens the index again on SIGHUP. New commits of \
            haku index are seen by themselves.
            """,
        version: "hakud \(hakuVersion)"
    )

    @Option(help: ArgumentHelp("The index's folder (else $HAKU_INDEX, else ./index).", valueName: "dir"))
    var index: String?

    @Option(help: ArgumentHelp("The Unix socket (else hakud.sock in the index's folder).", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("Listen on TCP too; may be given more than once.", valueName: "host:port"))
    var listen: [String] = []

    @Option(help: ArgumentHelp("The file of the token that TCP clients give.", valueName: "file"))
    var tokenFile: String?

    @Flag(help: "Listen where other machines can connect, without TLS.")
    var insecure = false

    @Option(
        help: ArgumentHelp("How many requests are worked on at once (else one for each processor).", valueName: "n"))
    var threads: Int?

    @Option(help: ArgumentHelp("How many connections are taken.", valueName: "n"))
    var maxConnections = 4096

    @Option(help: ArgumentHelp("Seconds after which an idle connection is closed.", valueName: "s"))
    var idleTimeout = 300

    @Option(help: ArgumentHelp("Seconds a request may wait and take together.", valueName: "s"))
    var deadline = 10

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
    var logLevel = "notice"

    func validate() throws {
        guard (1...1024).contains(threads ?? 1) else { throw ValidationError("--threads is from 1 to 1024.") }
        guard maxConnections > 0 else { throw ValidationError("--max-connections is from 1 up.") }
        guard idleTimeout > 0, deadline > 0 else {
            throw ValidationError("--idle-timeout and --deadline are from 1 up.")
        }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level is trace, debug, info, notice, warning, error or critical.")
        }
    }

    func run() async throws {
        // Whatever this process makes is its user's alone.
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        raiseFileLimit()
        let level = Logger.Level(rawValue: logLevel) ?? .notice
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "hakud")
        logger.logLevel = level
        do {
            try await serve(logger)
        } catch {
            say("hakud: \(error)")
            throw ExitCode(exitStatus(of: error))
        }
    }

    private func serve(_ logger: Logger) async throws {
        let folder = self.index ?? environment("HAKU_INDEX") ?? "index"
        let index = IndexFolder(folder)
        var configuration = DaemonConfiguration(socket: socket ?? index.socketPath)
        configuration.endpoints = try listen.map { text throws(DaemonError) in try TCPEndpoint(text) }
        configuration.token = try tokenFile.map { path throws(DaemonError) in try Token(file: path) }
        configuration.allowsInsecure = insecure
        configuration.threads = threads ?? max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        configuration.maximumConnections = maxConnections
        configuration.idleTimeout = .seconds(idleTimeout)
        configuration.deadline = .seconds(deadline)

        let metrics = Metrics()
        let daemon = try Daemon(
            configuration, metrics: metrics, logger: logger,
            makeAnswerer: { try Answerer(folder: index, metrics: metrics) },
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
}

/// Opens the index again on SIGHUP.
private struct Reopening: Service {
    let daemon: Daemon

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { daemon.reopen() }
    }
}
