// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import NIOCore

/// Where to listen on TCP: `HOST:PORT`, `[IPV6]:PORT`.
public struct TCPEndpoint: Hashable, Sendable {
    /// The host's name or address, without brackets.
    public var host: String
    /// The port; 0 lets the system choose.
    public var port: Int

    /// The endpoint that `text` names.
    public init(_ text: String) throws(DaemonError) {
        let wrong = DaemonError(.address, "“\(text)” is not HOST:PORT, such as 127.0.0.1:7700 or [::1]:7700")
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw wrong
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw wrong
        }
        guard !host.isEmpty else { throw wrong }
        self.host = String(host)
        self.port = Int(port)
    }

    /// The address to bind. A name is looked up, which can take seconds.
    func resolve() throws(DaemonError) -> SocketAddress {
        do {
            return try SocketAddress.makeAddressResolvingHost(host, port: port)
        } catch {
            throw DaemonError(.address, "\(host) cannot be resolved to an address to listen on")
        }
    }
}

extension SocketAddress {
    /// True if only this machine can reach the address: 127.0.0.0/8 (RFC 1122, 3.2.1.3), ::1 (RFC 4291, 2.5.3).
    var isLoopback: Bool {
        switch self {
        case .v4: ipAddress?.hasPrefix("127.") ?? false
        case .v6:
            ipAddress == "::1" || (ipAddress?.hasPrefix("::ffff:127.") ?? false)
        case .unixDomainSocket: true
        }
    }
}
