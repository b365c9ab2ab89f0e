// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import Glibc
internal import SearchIndex
internal import SecureConnecting
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
            let tally: AskClient.Tally
            do {
                let settings = try index.settings()
                let wait = timeout ?? settings.seconds(.timeout) ?? 30
                let address = try address(settings)
                let client = try client(address, settings, wait)
                let token = try token(settings, address)
                if token != nil || name != nil { try client.greet(token: token, index: name) }
                let print = { (bytes: [UInt8]) throws in
                    // What came is shown at once: whoever asks may be waiting for it.
                    try Standard.send(bytes, to: STDOUT_FILENO, named: "standard output")
                }
                tally =
                    lines.isEmpty
                    ? try client.relay(input: STDIN_FILENO, output: print) : try client.ask(lines, output: print)
            } catch let error as AskClient.Failure {
                throw Failure(.unavailable, error.description)
            }
            if tally.errors > 0 { throw ExitStatus.none }
        }

        /// The connection to `address`, over TLS where the options or, for the address that it names, haku.conf say so.
        private func client(_ address: AskClient.Address, _ settings: Settings, _ wait: Double) throws -> AskClient {
            let configured = connect == nil ? (settings.flag(.tls), settings.text(.ca)) : (false, nil)
            let authorities = ca ?? configured.1
            guard case .tcp(let host, let port) = address, tls || configured.0 || authorities != nil else {
                guard !tls, ca == nil else { throw ValidationError("--tls and --ca go with --connect HOST:PORT.") }
                return try AskClient(address, timeout: wait)
            }
            do throws(SecureTunnel.Failure) {
                let tunnel = try SecureTunnel(
                    host: host, port: Int(port) ?? 0, authorities: authorities, timeout: wait)
                return AskClient(descriptor: tunnel.descriptor, timeout: wait, keeping: tunnel)
            } catch {
                throw Failure(.unavailable, error.description)
            }
        }

        /// The token in the file that the options name, else, for an address of haku.conf, in the one that it names.
        private func token(_ settings: Settings, _ address: AskClient.Address) throws -> String? {
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
        private func address(_ settings: Settings) throws -> AskClient.Address {
            if let socket { return .unix(path: socket) }
            let isIndexNamed = index.given != nil || Terminal.environment("HAKU_INDEX") != nil
            if connect == nil, isIndexNamed { return .unix(path: try index.folder.socketPath) }
            guard let connect = connect ?? settings.text(.connect) else {
                return .unix(path: try settings.text(.socket) ?? index.folder.socketPath)
            }
            // An IPv6 address stands in brackets: [::1]:7010.
            guard let colon = connect.lastIndex(of: ":"), colon > connect.startIndex else {
                throw ValidationError("--connect takes HOST:PORT.")
            }
            var host = String(connect[..<colon])
            if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
            let port = String(connect[connect.index(after: colon)...])
            guard let number = UInt16(port), number > 0 else { throw ValidationError("--connect takes HOST:PORT.") }
            return .tcp(host: host, port: port)
        }
    }
}
