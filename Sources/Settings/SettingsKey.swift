// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that can be set: a line of haku.conf, and a flag of the same name.
public struct SettingsKey: Hashable, Sendable {
    /// The form that a value has to have.
    enum Kind: Hashable, Sendable {
        case text
        /// May be given more than once.
        case texts
        /// One of these words.
        case word(of: [String])
        /// The mode of a socket, in octal digits, with which its user can connect.
        case socketMode
        /// A whole number, at least this.
        case whole(from: Int)
        /// A number above 0, of seconds.
        case seconds
        /// `yes` or `no`.
        case flag
    }

    /// The name, as in the file; with `--` before it, the flag.
    public let name: String
    let kind: Kind

    private init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// An index to serve, `DIR` or `NAME=DIR`; the first is the one that haku asks.
    public static let index = SettingsKey("index", .texts)
    /// The Unix socket.
    public static let socket = SettingsKey("socket", .text)
    /// The mode of the Unix socket, in octal digits.
    public static let socketMode = SettingsKey("socket-mode", .socketMode)
    /// A TCP address to listen on.
    public static let listen = SettingsKey("listen", .texts)
    /// An address that gives figures over HTTP.
    public static let metrics = SettingsKey("metrics", .text)
    /// The file of the token.
    public static let tokenFile = SettingsKey("token-file", .text)
    /// The file of the certificate.
    public static let tlsCertificate = SettingsKey("tls-certificate", .text)
    /// The file of the certificate's key.
    public static let tlsKey = SettingsKey("tls-key", .text)
    /// True if to listen without protection where others can connect.
    public static let insecure = SettingsKey("insecure", .flag)
    /// True if clients may refuse repairs.
    public static let allowRefusals = SettingsKey("allow-refusals", .flag)
    /// A file of synonyms, beside those that ship.
    public static let synonyms = SettingsKey("synonyms", .texts)
    /// A file of a thesaurus, beside those that ship.
    public static let thesaurus = SettingsKey("thesaurus", .texts)
    /// The number of requests that are worked on at once.
    public static let threads = SettingsKey("threads", .whole(from: 1))
    /// The number of connections that are taken.
    public static let maxConnections = SettingsKey("max-connections", .whole(from: 1))
    /// Megabytes of replies that are kept.
    public static let cache = SettingsKey("cache", .whole(from: 0))
    /// Seconds until an idle connection is closed.
    public static let idleTimeout = SettingsKey("idle-timeout", .seconds)
    /// Seconds that a request may take.
    public static let deadline = SettingsKey("deadline", .seconds)
    /// Milliseconds from which on a request is logged.
    public static let slowQuery = SettingsKey("slow-query", .whole(from: 0))
    /// True if the log may hold the text of requests.
    public static let logQueries = SettingsKey("log-queries", .flag)
    /// From which level on is logged.
    public static let logLevel = SettingsKey(
        "log-level", .word(of: ["trace", "debug", "info", "notice", "warning", "error", "critical"]))
    /// The form of the log.
    public static let logFormat = SettingsKey("log-format", .word(of: ["text", "json"]))
    /// The TCP address of the daemon that `haku ask` asks.
    public static let connect = SettingsKey("connect", .text)
    /// True if `haku ask` speaks TLS over TCP.
    public static let tls = SettingsKey("tls", .flag)
    /// The file of the certificates that `haku ask` trusts.
    public static let ca = SettingsKey("ca", .text)
    /// Seconds that `haku ask` waits.
    public static let timeout = SettingsKey("timeout", .seconds)

    /// The address of hakuweb's page.
    public static let web = SettingsKey("web", .text)
    /// A folder whose files may be opened from hakuweb's pages.
    public static let webDocuments = SettingsKey("web-documents", .texts)
    /// The file of the names and passwords that hakuweb asks for.
    public static let webPasswordFile = SettingsKey("web-password-file", .text)
    /// The header by which a proxy before hakuweb says who asks.
    public static let webUserHeader = SettingsKey("web-user-header", .text)

    /// All keys.
    public static let all = [
        index, socket, socketMode, listen, metrics, tokenFile, tlsCertificate, tlsKey, insecure, synonyms, thesaurus,
        allowRefusals, threads, maxConnections, cache, idleTimeout, deadline, slowQuery, logQueries, logLevel,
        logFormat, connect, tls, ca,
        timeout, web, webDocuments, webPasswordFile, webUserHeader,
    ]
}
