// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import HakuClient
internal import SearchIndex
internal import Settings
internal import SmallFiles

/// Where a daemon is, and how to speak with it.
struct DaemonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The daemon's socket; else hakud.sock in the index.", valueName: "path"))
    var socket: String?
    @Option(help: ArgumentHelp("The daemon's address.", valueName: "host:port"))
    var connect: String?
    @OptionGroup var trusted: TrustOptions
    @Option(help: ArgumentHelp("The file of the daemon's token; it is given with HELLO first.", valueName: "file"))
    var tokenFile: String?

    func validate() throws {
        guard socket == nil || connect == nil else {
            throw ValidationError("Name --socket or --connect, not both.")
        }
    }

    /// The daemon that the options name, else `index`, else haku.conf, and the token that it wants.
    func configuration(
        _ settings: Settings, _ index: IndexOption
    ) throws -> (configuration: ClientConfiguration, token: String?) {
        let address = try address(settings, index)
        let isNamed = connect != nil
        let configuration = ClientConfiguration(
            address, trust: try trusted.trust(isNamed ? nil : settings, for: address),
            timeout: .seconds(settings.seconds(.timeout) ?? 30))
        return (configuration, try token(settings, address))
    }

    /// The token in the file that the options name, else, for an address of haku.conf, in the one that it names.
    private func token(_ settings: Settings, _ address: ServerAddress) throws -> String? {
        var path = tokenFile
        if path == nil, connect == nil, case .tcp = address { path = settings.text(.tokenFile) }
        guard let path else { return nil }
        let content: [UInt8]
        do throws(SmallFile.Failure) {
            content = try SmallFile.contents(of: path, limit: 1 << 20)
        } catch {
            throw Failure(.noInput, "The token file \(path) cannot be read: \(error.words).")
        }
        let line = content.prefix { $0 != 0x0A }
        guard let end = line.lastIndex(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else {
            throw Failure(.badData, "The token file \(path) holds no token in its first line.")
        }
        return String(decoding: line[...end], as: UTF8.self)
    }

    /// Where the daemon is: as the options say, else where the index named there is, else as haku.conf says.
    private func address(_ settings: Settings, _ index: IndexOption) throws -> ServerAddress {
        if let socket { return .unix(path: socket) }
        let isIndexNamed = index.given != nil || Terminal.environment("HAKU_INDEX") != nil
        if connect == nil, isIndexNamed { return .unix(path: try index.folder(named: false).socketPath) }
        guard let connect = connect ?? settings.text(.connect) else {
            return .unix(path: try settings.text(.socket) ?? index.folder(named: false).socketPath)
        }
        guard let address = ServerAddress(hostAndPort: connect) else {
            throw ValidationError("--connect takes HOST:PORT.")
        }
        return address
    }
}

/// `--tls` and `--ca FILE`.
struct TrustOptions: ParsableArguments {
    @Flag(help: "Speak TLS with the daemon at --connect.")
    var tls = false
    @Option(
        help: ArgumentHelp(
            "Speak TLS, and trust the certificates in this PEM file instead of the system's.", valueName: "file"))
    var ca: String?

    /// Whose certificates to trust where the options or `settings` ask for TLS; nil for none of it.
    func trust(_ settings: Settings?, for address: ServerAddress) throws -> ClientConfiguration.Trust? {
        let authorities = ca ?? settings?.text(.ca)
        guard case .tcp = address, tls || settings?.flag(.tls) == true || authorities != nil else {
            guard !tls, ca == nil else { throw ValidationError("--tls and --ca go with --connect HOST:PORT.") }
            return nil
        }
        return authorities.map { .authorities(path: $0) } ?? .system
    }
}

/// `--timeout S` of one reply.
struct ReplyTimeOption: ParsableArguments {
    @Option(help: ArgumentHelp("How long to wait for a reply, in seconds (else 30).", valueName: "s"))
    var timeout: Double?

    func validate() throws {
        guard (timeout ?? 1) > 0, (timeout ?? 1) < 1e6 else {
            throw ValidationError("--timeout takes a number of seconds above 0.")
        }
    }
}

/// The daemon, the time that a reply may take, and how to speak with it: `haku ask`.
struct ConnectionOptions: ParsableArguments {
    @OptionGroup var daemon: DaemonOptions
    @OptionGroup var waiting: ReplyTimeOption

    /// The daemon, to be asked for replies as values.
    func source(of index: IndexOption) throws -> DaemonSource {
        let (configuration, token) = try daemon.configuration(try index.settings(), index)
        return DaemonSource(configuration: configuration, token: token, index: index.name)
    }

    /// Connects to the daemon, and greets it where there is something to say.
    func relay(to index: IndexOption) throws -> LineRelay {
        var (configuration, token) = try daemon.configuration(try index.settings(), index)
        if let timeout = waiting.timeout { configuration.timeout = .seconds(timeout) }
        try SocketAccess.check(configuration.address)
        let relay = try LineRelay(configuration)
        if token != nil || index.name != nil { try relay.greet(token: token, index: index.name) }
        return relay
    }
}
