// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import Glibc
internal import SearchIndex
internal import Settings

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
                let client = try AskClient(try address(settings), timeout: wait)
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
