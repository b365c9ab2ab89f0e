// SPDX-License-Identifier: GPL-3.0-or-later
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Serves the pages and the JSON API: a client of hakud, with no index of its own.
public struct WebServer: Sendable {
    /// The most connections at once.
    private static let mostConnections = 4_096

    private let configuration: WebConfiguration
    private let passwords: Passwords?
    private let routes: Routes

    /// A server with these settings.
    ///
    /// - Throws: What is wrong with the file of passwords.
    public init(_ configuration: WebConfiguration) throws {
        self.configuration = configuration
        passwords = try configuration.passwordFile.map { path throws(Passwords.Failure) in try Passwords(file: path) }
        routes = Routes(
            site: Site(
                hakud: Hakud(configuration.client), messages: .pages, templates: .shipped,
                documents: DocumentFolders(configuration.documents)))
    }

    /// Serves until SIGTERM or SIGINT, and answers what was begun.
    ///
    /// - Parameter ready: Is handed the port once it can be connected to.
    /// - Throws: What the system says where the address cannot be listened at.
    public func run(_ ready: @escaping @Sendable (Int) -> Void) async throws {
        var logger = Logger(label: "hakuweb")
        logger.logLevel = .warning
        let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: WholeAnswers())
        if passwords != nil || configuration.userHeader != nil {
            router.add(
                middleware: Admission(
                    passwords: passwords, userHeader: configuration.userHeader.flatMap { HTTPField.Name($0) },
                    refused: routes.errorPage))
        }
        routes.add(to: router)
        let idleTime = TimeAmount(configuration.idleTimeout)
        let application = Application(
            router: router,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [SlowClientHandler(patience: idleTime)], idleTimeout: idleTime)),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: "haku",
                availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections)),
            onServerRunning: { channel in ready(channel.localAddress?.port ?? 0) }, logger: logger)
        try await application.runService()
    }
}
