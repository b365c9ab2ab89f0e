// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Glibc
internal import HakuClient
internal import SearchIndex
internal import Settings
internal import SmallFiles

extension Haku {
    /// `haku ask [LINE…]`
    struct Ask: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends lines to a running daemon and prints its replies.",
            discussion: "Each argument is a line; without one the lines of standard input are sent. "
                + "Ends with status 1 if any reply is ERR.")

        @Argument(help: ArgumentHelp("A request, such as 'SEARCH limit=3 kalajoki'.", valueName: "line"))
        var lines: [String] = []
        @Option(help: ArgumentHelp("The daemon's socket; else hakud.sock in the index.", valueName: "path"))
        var socket: String?
        @Option(help: ArgumentHelp("The daemon's address.", valueName: "host:port"))
        var connect: String?
        @Flag(help: "Speak TLS with the daemon at --connect.")
        var tls = false
        @Option(
            help: ArgumentHelp(
                "Speak TLS, and trust the certificates in this PEM file instead of the system's.", valueName: "file"))
        var ca: String?
        @Option(help: ArgumentHelp("The file of the daemon's token; it is given with HELLO first.", valueName: "file"))
        var tokenFile: String?
        @Option(help: ArgumentHelp("Which of the daemon's indexes to ask, where it has several.", valueName: "name"))
        var name: String?
        @Option(help: ArgumentHelp("How long to wait for a reply, in seconds (else 30).", valueName: "s"))
        var timeout: Double?
        @OptionGroup var index: IndexOption

        func validate() throws {
            guard socket == nil || connect == nil else {
                throw ValidationError("Name --socket or --connect, not both.")
            }
            guard (timeout ?? 1) > 0, (timeout ?? 1) < 1e6 else {
                throw ValidationError("--timeout takes a number of seconds above 0.")
            }
        }

        func run() throws {
            let tally: LineRelay.Tally
            do {
                let settings = try index.settings()
                let address = try address(settings)
                var configuration = ClientConfiguration(address, trust: try trust(settings, address))
                configuration.timeout = .seconds(timeout ?? settings.seconds(.timeout) ?? 30)
                let relay = try LineRelay(configuration)
                let token = try token(settings, address)
                if token != nil || name != nil { try relay.greet(token: token, index: name) }
                let print = { (bytes: [UInt8]) throws in
                    // What came is shown at once: whoever asks may be waiting for it.
                    try Standard.send(bytes, to: STDOUT_FILENO, named: "standard output")
                }
                tally =
                    lines.isEmpty
                    ? try relay.relay(input: STDIN_FILENO, output: print) : try relay.ask(lines, output: print)
            } catch let error as ClientError {
                throw Failure(.unavailable, error.description)
            }
            if tally.errors > 0 { throw ExitStatus.none }
        }

        /// Whose certificates to trust where the options or, for the address that it names, haku.conf ask for TLS.
        private func trust(_ settings: Settings, _ address: ServerAddress) throws -> ClientConfiguration.Trust? {
            let configured = connect == nil ? (settings.flag(.tls), settings.text(.ca)) : (false, nil)
            let authorities = ca ?? configured.1
            guard case .tcp = address, tls || configured.0 || authorities != nil else {
                guard !tls, ca == nil else { throw ValidationError("--tls and --ca go with --connect HOST:PORT.") }
                return nil
            }
            return authorities.map { .authorities(path: $0) } ?? .system
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
        private func address(_ settings: Settings) throws -> ServerAddress {
            if let socket { return .unix(path: socket) }
            let isIndexNamed = index.given != nil || Terminal.environment("HAKU_INDEX") != nil
            if connect == nil, isIndexNamed { return .unix(path: try index.folder.socketPath) }
            guard let connect = connect ?? settings.text(.connect) else {
                return .unix(path: try settings.text(.socket) ?? index.folder.socketPath)
            }
            guard let address = ServerAddress(hostAndPort: connect) else {
                throw ValidationError("--connect takes HOST:PORT.")
            }
            return address
        }
    }
}
