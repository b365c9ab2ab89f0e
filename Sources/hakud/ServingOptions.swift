// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Settings

/// A group of options, each of which is a setting of the same name.
protocol SettingOptions: ParsableArguments {
    /// The values given, by key; nil for those not given.
    var given: [SettingsKey: String?] { get }
    /// The values of options that may be given more than once, by key.
    var lists: Settings.Layer { get }
}

extension SettingOptions {
    var lists: Settings.Layer { [:] }

    /// The settings that the options make.
    var layer: Settings.Layer { given.compactMapValues { value in value.map { [$0] } }.merging(lists) { $1 } }
}

/// The Unix socket.
struct SocketOptions: SettingOptions {
    @Option(help: ArgumentHelp("The Unix socket (else hakud.sock in the first index's folder).", valueName: "path"))
    var socket: String?
    @Option(help: ArgumentHelp("Who may connect to the Unix socket, in octal digits (else 600).", valueName: "mode"))
    var socketMode: String?

    var given: [SettingsKey: String?] { [.socket: socket, .socketMode: socketMode] }
}

/// The addresses of TCP.
struct AddressOptions: SettingOptions {
    @Option(help: ArgumentHelp("Listen on TCP too; may be given more than once.", valueName: "host:port"))
    var listen: [String] = []
    @Option(help: ArgumentHelp("Give figures for Prometheus at http://HOST:PORT/metrics.", valueName: "host:port"))
    var metrics: String?

    var given: [SettingsKey: String?] { [.metrics: metrics] }
    var lists: Settings.Layer { [.listen: listen] }
}

/// The protection of TCP.
struct ProtectionOptions: SettingOptions {
    @Option(help: ArgumentHelp("The file of the token that TCP clients give.", valueName: "file"))
    var tokenFile: String?
    @Option(help: ArgumentHelp("Speak TLS on TCP, with the certificate in this PEM file.", valueName: "file"))
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("The certificate's key, a PEM file.", valueName: "file"))
    var tlsKey: String?
    @Flag(help: "Listen where other machines can connect, without token or TLS.")
    var insecure = false
    @Flag(help: "Let clients refuse repairs of the texts, which changes a file in the index's folder.")
    var allowRefusals = false

    var given: [SettingsKey: String?] {
        [
            .tokenFile: tokenFile, .tlsCertificate: tlsCertificate, .tlsKey: tlsKey,
            .insecure: insecure ? "yes" : nil, .allowRefusals: allowRefusals ? "yes" : nil,
        ]
    }
}

/// The load that the daemon takes on.
struct LoadOptions: SettingOptions {
    @Option(
        help: ArgumentHelp("How many requests are worked on at once (else one for each processor).", valueName: "n"))
    var threads: String?
    @Option(help: ArgumentHelp("How many connections are taken (else 8192).", valueName: "n"))
    var maxConnections: String?
    @Option(
        help: ArgumentHelp(
            "Megabytes of replies kept for when they are asked for again (else 8; 0 for none).", valueName: "mb"))
    var cache: String?

    var given: [SettingsKey: String?] { [.threads: threads, .maxConnections: maxConnections, .cache: cache] }
}

/// The times that the daemon waits.
struct WaitingOptions: SettingOptions {
    @Option(help: ArgumentHelp("Seconds after which an idle connection is closed (else 300).", valueName: "s"))
    var idleTimeout: String?
    @Option(help: ArgumentHelp("Seconds a request may wait and take together (else 10).", valueName: "s"))
    var deadline: String?

    var given: [SettingsKey: String?] { [.idleTimeout: idleTimeout, .deadline: deadline] }
}

/// The form and contents of the log.
struct LogOptions: SettingOptions {
    @Option(help: ArgumentHelp("Log requests that take this many milliseconds or longer.", valueName: "ms"))
    var slowQuery: String?
    @Flag(help: "Let the log hold the text of requests.")
    var logQueries = false
    @Option(
        help: ArgumentHelp("trace, debug, info, notice, warning, error or critical (else notice).", valueName: "level"))
    var logLevel: String?
    @Option(help: ArgumentHelp("text (key=value, the default) or json (an object a line).", valueName: "format"))
    var logFormat: LogFormat?

    var given: [SettingsKey: String?] {
        [
            .slowQuery: slowQuery, .logQueries: logQueries ? "yes" : nil, .logLevel: logLevel,
            .logFormat: logFormat?.rawValue,
        ]
    }
}
