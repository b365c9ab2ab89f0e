// SPDX-License-Identifier: GPL-3.0-or-later

/// The place where a server listens.
public enum ServerAddress: Hashable, Sendable {
    /// A Unix socket.
    case unix(path: String)
    /// A TCP port of a host, which is a name or an address.
    case tcp(host: String, port: Int)

    /// The TCP address that `text` names as `HOST:PORT`, an IPv6 address in brackets (`[::1]:7010`); nil where it
    /// names none.
    public init?(hostAndPort text: String) {
        guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
            let port = UInt16(text[text.index(after: colon)...]), port > 0
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        self = .tcp(host: String(host), port: Int(port))
    }
}
