// SPDX-License-Identifier: GPL-3.0-or-later

/// What a server can be told.
public struct DaemonConfiguration: Sendable {
    /// The path of the Unix socket; nil for none.
    public var socket: String?
    /// Where to listen on TCP.
    public var endpoints: [TCPEndpoint] = []
    /// What clients over TCP have to give with HELLO.
    public var token: Token?
    /// Whether an address that others can reach is served without token and TLS.
    public var allowsInsecure = false
    /// How many requests are worked on at once.
    public var threads = 2
    /// How many connections are taken at most.
    public var maximumConnections = 4096
    /// How long a connection may be without a finished request.
    public var idleTimeout = Duration.seconds(300)
    /// How long a request may wait and take together.
    public var deadline = Duration.seconds(10)
    /// How long open requests are waited for when the server ends.
    public var drainTime = Duration.seconds(10)

    /// A server on the Unix socket at `socket`.
    public init(socket: String?) {
        self.socket = socket
    }
}
