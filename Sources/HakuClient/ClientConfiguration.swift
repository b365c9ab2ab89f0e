// SPDX-License-Identifier: GPL-3.0-or-later

/// The server that a client asks, and the terms on which it does.
public struct ClientConfiguration: Sendable {
    /// The issuers of certificates that a client over TLS believes.
    public enum Trust: Hashable, Sendable {
        /// The issuers that the system trusts.
        case system
        /// The issuers whose certificates this file holds, in PEM form.
        case authorities(path: String)
    }

    /// Where the server is.
    public var address: ServerAddress
    /// Who vouches for the server, if it is asked over TLS (1.2 or newer); nil to speak plainly, as over a Unix
    /// socket always.
    public var trust: Trust?
    /// The server's token; nil to give none.
    public var token: String?
    /// The name of the index that is asked; nil for the server's first.
    public var index: String?
    /// The version of the protocol that is spoken. From 2 on replies tell their sentences by codes, too (`Reply.said`).
    public var protocolVersion = 1
    /// The longest that connecting, and that each reply, may take.
    public var timeout: Duration
    /// The most bytes that a reply may have, 128 MiB if nothing else is said: who answers at an address may be anybody.
    public var longestReply = 128 << 20

    /// A client of the server at `address`.
    public init(
        _ address: ServerAddress, trust: Trust? = nil, token: String? = nil, index: String? = nil,
        timeout: Duration = .seconds(30)
    ) {
        self.address = address
        self.trust = trust
        self.token = token
        self.index = index
        self.timeout = timeout
    }
}
