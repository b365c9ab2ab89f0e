// SPDX-License-Identifier: GPL-3.0-or-later

/// What a server can be told.
public struct DaemonConfiguration: Sendable {
    /// The path of the Unix socket; nil for none.
    public var socket: String?
    /// Who may connect to the Unix socket: the mode of its file.
    public var socketMode: UInt32 = 0o600
    /// Where to listen on TCP.
    public var endpoints: [TCPEndpoint] = []
    /// Where to give figures over HTTP; nil for nowhere.
    public var metricsEndpoint: TCPEndpoint?
    /// Sockets that whoever started this process has made.
    public var inherited: [InheritedSocket] = []
    /// What clients over TCP have to give with HELLO.
    public var token: Token?
    /// What to speak TLS with on TCP; nil for no TLS.
    public var tls: TLSIdentity?
    /// Whether an address that others can reach is served without token and TLS.
    public var allowsInsecure = false
    /// The names of the indexes that are served; the first is for who names none.
    public var indexes: [String]
    /// How many requests are worked on at once.
    public var threads = 2
    /// How many connections are taken at most.
    public var maximumConnections = 8192
    /// How long a connection may be without a finished request.
    public var idleTimeout = Duration.seconds(300)
    /// How long a request may wait and take together.
    public var deadline = Duration.seconds(10)
    /// How long open requests are waited for when the server ends.
    public var drainTime = Duration.seconds(10)
    /// What takes longer than this is logged; nil for nothing.
    public var slowRequest: Duration?
    /// Whether the text of requests may be logged.
    public var logsQueries = false

    /// A server on the Unix socket at `socket`, of the indexes of these names.
    public init(socket: String?, indexes: [String] = ["default"]) {
        self.socket = socket
        self.indexes = indexes
    }
}
