// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// The place of one database of an index.
public enum IndexPlace: Hashable, Sendable {
    /// A folder of this machine.
    case folder(IndexFolder)
    /// A database that xapian-tcpsrv serves.
    case remote(RemotePlace)

    /// The place that `text` names: a folder's path, or `xapian://HOST:PORT`.
    ///
    /// - Throws: ``IndexError/Code/invalidInput`` where an address is none.
    public init(_ text: String) throws(IndexError) {
        self = text.hasPrefix(RemotePlace.scheme) ? .remote(try RemotePlace(text)) : .folder(IndexFolder(text))
    }

    /// The folder; of a database elsewhere one that stands for it in messages, and does not exist.
    public var folder: IndexFolder {
        switch self {
        case .folder(let folder): folder
        case .remote(let place): IndexFolder(place.description)
        }
    }

    /// True if it is on another machine.
    public var isRemote: Bool { if case .remote = self { true } else { false } }
}

/// The address of a database that xapian-tcpsrv serves.
public struct RemotePlace: Hashable, Sendable, CustomStringConvertible {
    /// The host's name or address.
    public let host: String
    /// The port of TCP.
    public let port: UInt16

    static let scheme = "xapian://"

    /// The address `xapian://HOST:PORT`; an address of IPv6 stands in brackets.
    ///
    /// - Throws: ``IndexError/Code/invalidInput``.
    public init(_ text: String) throws(IndexError) {
        var host = text.dropFirst(Self.scheme.count)
        if host.last == "/" { host = host.dropLast() }
        guard let colon = host.lastIndex(of: ":"), let port = UInt16(host[host.index(after: colon)...]), port > 0 else {
            throw Self.invalid(text)
        }
        host = host[..<colon]
        if host.first == "[", host.last == "]" { host = host.dropFirst().dropLast() }
        guard !host.isEmpty, !host.contains("/") else { throw Self.invalid(text) }
        (self.host, self.port) = (String(host), port)
    }

    /// `xapian://HOST:PORT`.
    public var description: String {
        host.contains(":") ? "\(Self.scheme)[\(host)]:\(port)" : "\(Self.scheme)\(host):\(port)"
    }

    private static func invalid(_ text: String) -> IndexError {
        IndexError(
            .invalidInput,
            "\(text) is no address of a shard: it is written xapian://HOST:PORT, as xapian://10.0.0.2:7900.", path: text
        )
    }
}

/// An index by its name, and the places of its databases.
public struct NamedIndex: Hashable, Sendable {
    /// The name that hits show.
    public var name: String
    /// Its databases, one or more: shards, where there are several. No document is in two of them.
    public var places: [IndexPlace]

    /// An index of these parts.
    public init(_ name: String, _ places: [IndexPlace]) {
        (self.name, self.places) = (name, places)
    }
}
