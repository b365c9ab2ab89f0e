internal import HTTPTypes
// SPDX-License-Identifier: GPL-3.0-or-later
public import HakuClient
internal import Hummingbird
internal import LineProtocol
internal import Logging

/// Serves the pages and the JSON API: a client of hakud, with no index of its own.
public struct WebServer: Sendable {
    /// The longest address that is read, in bytes.
    private static let longestAddress = 8_192

    private let hakud: Hakud
    private let messages = Messages.shipped
    private let templates = Templates.shipped
    private let host: String
    private let port: Int

    /// - Parameters:
    ///   - client: How hakud is asked.
    ///   - host: The name or address to listen at.
    ///   - port: The port to listen at; 0 for one that is free.
    public init(_ client: ClientConfiguration, host: String, port: Int) {
        hakud = Hakud(client)
        self.host = host
        self.port = port
    }

    /// Serves until SIGTERM or SIGINT, and answers what was begun.
    ///
    /// - Parameter ready: Is handed the port once it can be connected to.
    /// - Throws: What the system says where the address cannot be listened at.
    public func run(_ ready: @escaping @Sendable (Int) -> Void) async throws {
        var logger = Logger(label: "hakuweb")
        logger.logLevel = .warning
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "haku"),
            onServerRunning: { channel in ready(channel.localAddress?.port ?? 0) }, logger: logger)
        try await application.runService()
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: SecurityHeaders())
        page(router, "/") { page in
            let state = SearchState(page.form)
            if state.isEmpty { return ("front", try await FrontPage(page: page).values()) }
            return ("search", try await SearchPage(page: page, state: state).values())
        }
        page(router, "/paperi") { page in ("paper", try await PaperPage(page: page).values()) }
        page(router, "/samat") { page in ("similar", try await SimilarPage(page: page).values()) }
        page(router, "/vertaa") { page in ("compare", try await ComparePage(page: page).values()) }
        router.get("/haku.css") { _, _ in
            Response.of(
                PackageResources.haku_css, "text/css; charset=utf-8", headers: [.cacheControl: "public, max-age=3600"])
        }
        router.get("/kieli") { request, _ in language(request) }
        router.get("/haku.csv") { request, _ in
            try await export(request, "text/csv; charset=utf-8; header=present") { exports, _ in try await exports.csv()
            }
        }
        router.get("/uutta.atom") { request, _ in
            try await export(request, "application/atom+xml; charset=utf-8") { exports, page in
                let base = "http://" + (request.head.authority ?? "localhost")
                return try await exports.atom(base: base, title: "haku: " + exports.state.hakudQuery())
            }
        }
        router.get("/api") { _, _ in Response.of(OpenAPI.document.utf8, "application/json") }
        router.get("/api/:name") { request, context in
            await call(request, context.parameters.get("name") ?? "")
        }
        router.get("/**") { request, _ in errorPage(WebError(404, "notFound"), PageRequest(request, messages, hakud)) }
        return router
    }

    /// Adds the page at `path`, which `body` makes: a template, and what is in it.
    private func page(
        _ router: Router<BasicRequestContext>, _ path: RouterPath,
        _ body: @escaping @Sendable (PageRequest) async throws -> (String, [String: Any])
    ) {
        router.get(path) { request, _ in
            let page = PageRequest(request, messages, hakud)
            guard request.uri.string.utf8.count <= Self.longestAddress else {
                return errorPage(WebError(413, "tooLarge"), page)
            }
            do {
                let (name, values) = try await body(page)
                return .page(templates.page(name, values))
            } catch let error as WebError {
                return errorPage(error, page)
            }
        }
    }

    private func errorPage(_ error: WebError, _ page: PageRequest) -> Response {
        let isAway = error.status == 503
        let heading = page.text(isAway ? "awayHeading" : "errorHeading")
        let query = page.form["q"] ?? ""
        var values = page.values(title: heading + " – haku", query: query)
        values["heading"] = heading
        values["text"] = error.key.map { page.text($0) } ?? page.said(error.said).joined()
        if let column = error.column, column > 0, column <= query.unicodeScalars.count + 1, query.utf8.count < 200 {
            values["pointed"] = [
                "line": query, "arrow": String(repeating: " ", count: column - 1) + "^",
            ]
        }
        return .page(templates.page("error", values), error.status)
    }

    /// Keeps the language that was chosen, and goes back to a page of this server.
    private func language(_ request: Request) -> Response {
        let form = FormQuery(request.uri.query ?? "")
        let back = form["takaisin"] ?? "/"
        // Never to another server: `//host` is one, and so is `/\host` to browsers.
        let bytes = Array(back.utf8)
        let isOwn =
            bytes.first == 0x2F && bytes.dropFirst().first != 0x2F
            && !bytes.contains { $0 < 0x21 || $0 == 0x5C || $0 > 0x7E }
        var response = Response.redirect(to: isOwn ? back : "/")
        if let language = form["k"].flatMap({ InterfaceLanguage(rawValue: $0) }) {
            response.setCookie(
                Cookie(
                    name: PageRequest.cookie, value: language.rawValue, maxAge: 31_536_000, path: "/", httpOnly: true,
                    sameSite: .lax))
        }
        return response
    }

    private func export(
        _ request: Request, _ type: String, _ body: (Exports, PageRequest) async throws -> String
    ) async throws -> Response {
        let page = PageRequest(request, messages, hakud)
        do {
            let state = SearchState(page.form)
            guard !state.isEmpty else { throw WebError(400, "badRequest") }
            return .of(try await body(Exports(state: state, hakud: hakud), page).utf8, type)
        } catch let error as WebError {
            return errorPage(error, page)
        }
    }

    private func call(_ request: Request, _ name: String) async -> Response {
        do {
            let call = try APICall(name, FormQuery(request.uri.query ?? ""))
            let reply = try await hakud.ask(call.kind.verb, call.options, call.rest)
            return .of(JSONReply.bytes(of: reply), "application/json", headers: [.cacheControl: "no-cache"])
        } catch {
            let error = error as? WebError ?? WebError(500, "badRequest")
            let detail = error.said ?? error.key.map { messages.text($0, .english) } ?? ""
            return .of(JSONReply.problem(error, detail: detail), "application/problem+json", error.status)
        }
    }
}
