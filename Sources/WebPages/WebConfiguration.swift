// SPDX-License-Identifier: GPL-3.0-or-later
public import HakuClient

/// The settings of a ``WebServer``.
public struct WebConfiguration: Sendable {
    /// The way to ask hakud.
    public var client: ClientConfiguration
    /// The name or address to listen at.
    public var host: String
    /// The port to listen at; 0 for one that is free.
    public var port: Int
    /// Folders whose files may be opened from the pages of their papers; none for no file at all.
    public var documents: [String] = []
    /// A file of names with hashes of passwords, which whoever asks has to give; nil for none.
    public var passwordFile: String?
    /// A header by which a proxy says who asks: without it nothing is answered. Nil for none.
    public var userHeader: String?
    /// The time after which a connection is closed that says nothing, has not sent all of its request, or takes nothing of
    /// its answer.
    public var idleTimeout = Duration.seconds(60)

    /// Settings without documents and passwords.
    public init(_ client: ClientConfiguration, host: String, port: Int) {
        self.client = client
        self.host = host
        self.port = port
    }
}
