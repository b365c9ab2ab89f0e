// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import CodedErrors
internal import Glibc
internal import HakuClient
internal import ProgramOptions
internal import Settings
internal import WebPages

@main
struct Hakuweb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hakuweb", abstract: "Serve the search page of a hakud.",
        discussion: """
            hakuweb asks a running hakud and opens no index itself. It says READY and the page's address on standard output \
            once it can be opened, and ends on SIGTERM and SIGINT. Whoever can reach the address can read the index, unless \
            a password is asked for: --password-file, or a proxy before it.

            socket, connect, tls, ca, token-file, web, web-documents, web-password-file and web-user-header can stand in \
            haku.conf too; options win. It is --config FILE, else $HAKU_CONFIG, else ~/.config/haku/haku.conf, else \
            /etc/haku/haku.conf.
            """)

    @OptionGroup var config: ConfigOption
    @OptionGroup var daemon: DaemonOptions

    @Option(help: ArgumentHelp("Where the page is served (else 127.0.0.1:7780).", valueName: "host:port"))
    var listen: String?
    @Option(
        help: ArgumentHelp(
            "Let the files of papers be opened that lie in this folder; may be given more than once.", valueName: "dir")
    )
    var documents: [String] = []
    @Option(
        help: ArgumentHelp("Ask for a name and a password of this file (lines of htpasswd -B).", valueName: "file"))
    var passwordFile: String?
    @Option(
        help: ArgumentHelp(
            "Answer only requests with this header, by which a proxy says who asks.", valueName: "name"))
    var userHeader: String?
    @Option(
        help: ArgumentHelp(
            "Seconds after which a connection is closed that says nothing or takes nothing (else 60).", valueName: "s"))
    var idleTimeout: Double = 60

    func validate() throws {
        guard idleTimeout > 0, idleTimeout < 1e6 else {
            throw ValidationError("--idle-timeout is a number of seconds above 0.")
        }
    }

    static func main() async { await speak() }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let configuration = try configuration()
        let server: WebServer
        do {
            server = try WebServer(configuration)
        } catch {
            throw failure(Speech.translated("\(error)"), 65)
        }
        let shown = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        do {
            try await server.run { port in
                let line = Array("READY http://\(shown):\(port)/\n".utf8)
                _ = unsafe write(STDOUT_FILENO, line, line.count)
            }
        } catch {
            throw failure("\(configuration.host):\(configuration.port) cannot be listened at: \(error)", 71)
        }
    }

    private func configuration() throws -> WebConfiguration {
        let settings: Settings
        do {
            settings = try Settings(file: try config.file())
        } catch {
            throw failure("\(error)", error.code == .missing ? 66 : 65)
        }
        let (host, port) = try Self.address(listen ?? settings.text(.web) ?? "127.0.0.1:7780")
        var configuration = WebConfiguration(try daemon.client(settings), host: host, port: port)
        configuration.documents = documents.isEmpty ? settings.texts(.webDocuments) : documents
        configuration.passwordFile = passwordFile ?? settings.text(.webPasswordFile)
        configuration.idleTimeout = .seconds(idleTimeout)
        configuration.userHeader = userHeader ?? settings.text(.webUserHeader)
        return configuration
    }

    /// The host and the port; port 0 is one that is free.
    private static func address(_ text: String) throws -> (host: String, port: Int) {
        let isFree = text.hasSuffix(":0")
        guard case .tcp(let host, let port)? = ServerAddress(hostAndPort: isFree ? text.dropLast() + "1" : text) else {
            throw ValidationError("--listen is HOST:PORT, not “\(text)”.")
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
