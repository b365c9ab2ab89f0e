// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import ArgumentParser
internal import Glibc
internal import Logging
internal import SearchDaemon
internal import ServiceLifecycle
internal import Settings
internal import UnixSignals

@main
struct Hakud: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hakud",
        abstract: "Answer searches of an index over a socket.",
        discussion: """
            hakud speaks the line protocol of PROTOCOL.md. It says READY on standard output once it can answer, ends on \
            SIGTERM and SIGINT when open requests are answered, and opens the indexes and the certificate again on \
            SIGHUP. New commits of haku index are seen by themselves.

            Every option but --config and --check-config can stand in haku.conf too, as a line “key = value” without \
            the dashes; options win. It is --config FILE, else $HAKU_CONFIG, else ~/.config/haku/haku.conf, else \
            /etc/haku/haku.conf.
            """,
        version: "hakud \(hakuVersion)"
    )

    @Option(help: ArgumentHelp("The file of settings.", valueName: "file"))
    var config: String?

    @Flag(help: "Say whether hakud could serve with these settings, and end.")
    var checkConfig = false

    @Option(
        help: ArgumentHelp(
            "An index's folder (else $HAKU_INDEX, else ./index). Several, each as name=dir, are chosen by index=name.",
            valueName: "[name=]dir"))
    var index: [String] = []

    @Option(help: ArgumentHelp("The Unix socket (else hakud.sock in the first index's folder).", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("Who may connect to the Unix socket, in octal digits (else 600).", valueName: "mode"))
    var socketMode: String?

    @Option(help: ArgumentHelp("Listen on TCP too; may be given more than once.", valueName: "host:port"))
    var listen: [String] = []

    @Option(help: ArgumentHelp("Give figures for Prometheus at http://HOST:PORT/metrics.", valueName: "host:port"))
    var metrics: String?

    @Option(help: ArgumentHelp("The file of the token that TCP clients give.", valueName: "file"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("Speak TLS on TCP, with the certificate in this PEM file.", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's key, a PEM file.", valueName: "file"))
    var tlsKey: String?

    @Flag(help: "Listen where other machines can connect, without token or TLS.")
    var insecure = false

    @Option(
        help: ArgumentHelp("How many requests are worked on at once (else one for each processor).", valueName: "n"))
    var threads: String?

    @Option(help: ArgumentHelp("How many connections are taken (else 8192).", valueName: "n"))
    var maxConnections: String?

    @Option(
        help: ArgumentHelp(
            "Megabytes of replies kept for when they are asked for again (else 8; 0 for none).", valueName: "mb"))
    var cache: String?

    @Option(help: ArgumentHelp("Seconds after which an idle connection is closed (else 300).", valueName: "s"))
    var idleTimeout: String?

    @Option(help: ArgumentHelp("Seconds a request may wait and take together (else 10).", valueName: "s"))
    var deadline: String?

    @Option(
        help: ArgumentHelp(
            "Synonyms beside those that ship: a group of words a line, parted by commas. May be given more than once.",
            valueName: "file"))
    var synonyms: [String] = []

    @Option(
        help: ArgumentHelp(
            "A thesaurus beside those that ship: SKOS in Turtle, or lines of concept, TAB, label. May be given more than "
                + "once; the files make one thesaurus.",
            valueName: "file"))
    var thesaurus: [String] = []

    @Option(help: ArgumentHelp("Log requests that take this many milliseconds or longer.", valueName: "ms"))
    var slowQuery: String?

    @Flag(help: "Let the log hold the text of requests.")
    var logQueries = false

    @Option(
        help: ArgumentHelp("trace, debug, info, notice, warning, error or critical (else notice).", valueName: "level"))
    var logLevel: String?

    @Option(help: ArgumentHelp("text (key=value, the default) or json (an object a line).", valueName: "format"))
    var logFormat: LogFormat?

    func run() async throws {
        // Whatever this process makes is its user's alone.
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        raiseFileLimit()
        do {
            let plan = try ServingPlan(settings(), isCheck: checkConfig)
            if checkConfig { try plan.check() } else { try await plan.serve() }
        } catch {
            if let error = error as? ValidationError { throw error }
            say("hakud: \(error)")
            throw ExitCode(exitStatus(of: error))
        }
    }

    /// Returns the settings: the options over the environment over haku.conf.
    private func settings() throws -> Settings {
        func given(_ value: String?) -> [String] { value.map { [$0] } ?? [] }
        let flags: Settings.Layer = [
            .index: index, .socket: given(socket), .socketMode: given(socketMode), .listen: listen,
            .metrics: given(metrics), .tokenFile: given(tokenFile), .tlsCertificate: given(tlsCertificate),
            .tlsKey: given(tlsKey), .insecure: insecure ? ["yes"] : [], .threads: given(threads),
            .maxConnections: given(maxConnections), .cache: given(cache), .idleTimeout: given(idleTimeout),
            .deadline: given(deadline), .synonyms: synonyms, .thesaurus: thesaurus, .slowQuery: given(slowQuery),
            .logQueries: logQueries ? ["yes"] : [], .logLevel: given(logLevel),
            .logFormat: given(logFormat?.rawValue),
        ]
        let path = config ?? SettingsFile.defaultPath()
        let file = try path.map { path throws(SettingsError) in try SettingsFile(path: path) }
        return try Settings(flags: flags, environment: [.index: given(environment("HAKU_INDEX"))], file: file)
    }
}
