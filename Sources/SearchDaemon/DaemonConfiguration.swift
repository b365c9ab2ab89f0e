// SPDX-License-Identifier: GPL-3.0-or-later

/// The settings of a server.
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
    /// The secret that clients over TCP have to give with HELLO.
    public var token: AccessToken?
    /// The certificate for TLS on TCP; nil for no TLS.
    public var tls: TLSIdentity?
    /// True if an address that others can reach is served without token and TLS.
    public var allowsInsecure = false
    /// The names of the indexes that are served; the first is for who names none.
    public var indexes: [String]
    /// The number of requests that are worked on at once.
    public var threads = 2
    /// The most connections that are taken.
    public var maximumConnections = 8192
    /// The longest that a connection may be without a finished request.
    public var idleTimeout = Duration.seconds(300)
    /// The longest that a request may wait and take together.
    public var deadline = Duration.seconds(10)
    /// The longest that open requests are waited for when the server ends.
    public var drainTime = Duration.seconds(10)
    /// The time from which on a request is logged; nil to log none.
    public var slowRequest: Duration?
    /// True if the text of requests may be logged.
    public var logsQueries = false

    /// A server on the Unix socket at `socket`, of the indexes of these names.
    public init(socket: String?, indexes: [String] = ["default"]) {
        self.socket = socket
        self.indexes = indexes
    }
}
