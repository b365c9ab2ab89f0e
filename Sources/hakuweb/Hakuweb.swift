// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Glibc
internal import HakuClient
internal import SmallFiles
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

    @Option(help: ArgumentHelp("The Unix socket of hakud.", valueName: "path"))
    var socket = "index/hakud.sock"

    @Option(help: ArgumentHelp("Where hakud listens on TCP, in place of the socket.", valueName: "host:port"))
    var connect: String?

    @Flag(help: "Speak TLS with --connect.")
    var tls = false

    @Option(help: ArgumentHelp("The authorities that are trusted, a PEM file (else the system's).", valueName: "file"))
    var ca: String?

    @Option(help: ArgumentHelp("The file of the daemon's token.", valueName: "file"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("Which of several indexes is searched.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Where the page is served.", valueName: "host:port"))
    var listen = "127.0.0.1:7780"

    func validate() throws {
        if connect == nil, tls || ca != nil { throw ValidationError("--tls and --ca are for --connect.") }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let (host, port) = try Self.address(listen, "--listen")
        var address = ServerAddress.unix(path: socket)
        if let connect {
            let (host, port) = try Self.address(connect, "--connect")
            address = .tcp(host: host, port: port)
        }
        var trust: ClientConfiguration.Trust?
        if tls || ca != nil { trust = ca.map { .authorities(path: $0) } ?? .system }
        let client = ClientConfiguration(address, trust: trust, token: try token(), index: name, timeout: .seconds(15))
        let shown = host.contains(":") ? "[\(host)]" : host
        do {
            try await WebServer(client, host: host, port: port).run { port in
                let line = Array("READY http://\(shown):\(port)/\n".utf8)
                _ = unsafe write(STDOUT_FILENO, line, line.count)
            }
        } catch {
            throw Self.failure("\(listen) cannot be listened at: \(error)", 71)
        }
    }

    private static func address(_ text: String, _ option: String) throws -> (host: String, port: Int) {
        // Port 0 is one that is free.
        if text.hasSuffix(":0"), let other = ServerAddress(hostAndPort: text.dropLast() + "1"),
            case .tcp(let host, _) = other
        {
            return (host, 0)
        }
        guard case .tcp(let host, let port)? = ServerAddress(hostAndPort: text) else {
            throw ValidationError("\(option) is HOST:PORT, not “\(text)”.")
        }
        return (host, port)
    }

    private func token() throws -> String? {
        guard let tokenFile else { return nil }
        let bytes: [UInt8]
        do throws(SmallFile.Failure) {
            bytes = try SmallFile.contents(of: tokenFile, limit: 65_536)
        } catch {
            throw Self.failure("The token file \(tokenFile) cannot be read: \(error.words).", 66)
        }
        let line = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        guard !line.isEmpty else { throw Self.failure("The token file \(tokenFile) holds no token.", 65) }
        return line
    }

    private static func failure(_ sentence: String, _ status: Int32) -> ExitCode {
        let line = Array("hakuweb: \(sentence)\n".utf8)
        _ = unsafe write(STDERR_FILENO, line, line.count)
        return ExitCode(status)
    }
}
