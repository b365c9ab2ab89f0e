// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Glibc
internal import HakuClient
internal import WebPages

@main
struct Hakuweb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hakuweb", abstract: "Serve the search page of a hakud.",
        discussion: """
            hakuweb asks a running hakud and opens no index itself. It says READY and the page's address on standard output \
            once it can be opened, and ends on SIGTERM and SIGINT. Whoever can reach the address can read the index: put a \
            proxy that asks for a password before it where others than you can.
            """)

    @OptionGroup var daemon: DaemonOptions

    @Option(help: ArgumentHelp("Where the page is served.", valueName: "host:port"))
    var listen = "127.0.0.1:7780"

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let (host, port) = try Self.address(listen, "--listen")
        let client = try daemon.client()
        let shown = host.contains(":") ? "[\(host)]" : host
        do {
            try await WebServer(client, host: host, port: port).run { port in
                let line = Array("READY http://\(shown):\(port)/\n".utf8)
                _ = unsafe write(STDOUT_FILENO, line, line.count)
            }
        } catch {
            throw failure("\(listen) cannot be listened at: \(error)", 71)
        }
    }

    /// The host and the port; port 0 is one that is free.
    private static func address(_ text: String, _ option: String) throws -> (host: String, port: Int) {
        let isFree = text.hasSuffix(":0")
        guard case .tcp(let host, let port)? = ServerAddress(hostAndPort: isFree ? text.dropLast() + "1" : text) else {
            throw ValidationError("\(option) is HOST:PORT, not “\(text)”.")
        }
        return (host, isFree ? 0 : port)
    }
}

/// Says why the program ends, and answers with the status that it ends with.
func failure(_ sentence: String, _ status: Int32) -> ExitCode {
    let line = Array("hakuweb: \(sentence)\n".utf8)
    _ = unsafe write(STDERR_FILENO, line, line.count)
    return ExitCode(status)
}
