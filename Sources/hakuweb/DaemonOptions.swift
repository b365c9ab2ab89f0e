// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import HakuClient
internal import Settings
internal import SmallFiles

/// The hakud that is asked.
struct DaemonOptions: ParsableArguments {
    /// Seconds that an answer of hakud is waited for: more than its own deadline.
    private static let patience = Duration.seconds(15)

    @Option(help: ArgumentHelp("The Unix socket of hakud (else index/hakud.sock).", valueName: "path"))
    var socket: String?
    @Option(help: ArgumentHelp("Where hakud listens on TCP, in place of the socket.", valueName: "host:port"))
    var connect: String?
    @Flag(help: "Speak TLS with --connect.") var tls = false
    @Option(help: ArgumentHelp("The authorities that are trusted, a PEM file (else the system's).", valueName: "file"))
    var ca: String?
    @Option(help: ArgumentHelp("The file of the daemon's token.", valueName: "file")) var tokenFile: String?
    @Option(help: ArgumentHelp("Which of several indexes is searched.", valueName: "name")) var name: String?

    func validate() throws {
        if connect == nil, tls || ca != nil { throw ValidationError("--tls and --ca are for --connect.") }
    }

    /// The way to ask it.
    ///
    /// - Throws: `ValidationError`, or the status to end with where the token cannot be read.
    func client(_ settings: Settings) throws -> ClientConfiguration {
        // An option of the one way wins over the other way in the file.
        let connect = connect ?? (socket == nil ? settings.text(.connect) : nil)
        let socket = socket ?? settings.text(.socket) ?? "index/hakud.sock"
        // The token of haku.conf is for TCP: the socket needs none, and its file is hakud's alone.
        let tokenFile = tokenFile ?? (connect == nil ? nil : settings.text(.tokenFile))
        var client = ClientConfiguration(
            .unix(path: socket), token: try token(tokenFile), index: name, timeout: Self.patience)
        guard let connect else { return client }
        let ca = ca ?? settings.text(.ca)
        guard let address = ServerAddress(hostAndPort: connect) else {
            throw ValidationError("--connect is HOST:PORT, not “\(connect)”.")
        }
        client.address = address
        if tls || settings.flag(.tls) || ca != nil { client.trust = ca.map { .authorities(path: $0) } ?? .system }
        return client
    }

    private func token(_ tokenFile: String?) throws -> String? {
        guard let tokenFile else { return nil }
        let bytes: [UInt8]
        do throws(SmallFile.Failure) {
            bytes = try SmallFile.contents(of: tokenFile, limit: 65_536)
        } catch {
            throw failure("The token file \(tokenFile) cannot be read: \(error.words).", 66)
        }
        let line = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        guard !line.isEmpty else { throw failure("The token file \(tokenFile) holds no token.", 65) }
        return line
    }
}
