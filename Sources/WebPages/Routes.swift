// SPDX-License-Identifier: GPL-3.0-or-later
internal import HTTPTypes
internal import HakuClient
internal import Hummingbird
internal import LineProtocol
internal import Wording

/// The addresses of the server, and what answers them.
struct Routes: Sendable {
    /// The longest address that is read, in bytes: most links of a page repeat it.
    private static let longestAddress = 4_096
    /// The longest form that is read, in bytes.
    private static let longestForm = 131_072

    let site: Site

    func add(to router: Router<PageContext>) {
        addPages(to: router)
        addFiles(to: router)
        router.get("/asiakirja") { request, _ in
            await answer(request) { page in
                DocumentAnswer(file: try await page.document()).response(to: request)
            }
        }
        router.post("/korjaus") { request, _ in await judge(request) }
        router.get("/kieli") { request, _ in language(request) }
        router.get("/haku.csv") { request, _ in
            await export(request, "text/csv; charset=utf-8; header=present") { exports in try await exports.csv() }
        }
        router.get("/uutta.atom") { request, _ in
            await export(request, "application/atom+xml; charset=utf-8") { exports in
                // A proxy that speaks TLS with the browser tells so; it decides no more than how links begin.
                let isProtected = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] } == "https"
                let base = (isProtected ? "https://" : "http://") + (request.head.authority ?? "localhost")
                return try await exports.atom(base: base, title: "haku: " + exports.state.hakudQuery())
            }
        }
        router.get("/api") { _, _ in Response.of(OpenAPI.document.utf8, "application/json") }
        router.get("/api/:name") { request, context in
            await APIAnswer(site: site).response(to: request, context.parameters.get("name") ?? "")
        }
        router.get("/**") { request, _ in errorPage(WebError(404, "notFound"), request) }
    }

    private func addPages(to router: Router<PageContext>) {
        page(router, "/") { page in
            let state = SearchState(page.form)
            if state.isEmpty { return ("front", try await FrontPage(page: page).values()) }
            return ("search", try await SearchPage(page: page, state: state).values())
        }
        page(router, "/paperi", isOfTheIndex: false) { page in ("paper", try await PaperPage(page: page).values()) }
        page(router, "/samat") { page in ("similar", try await SimilarPage(page: page).values()) }
        page(router, "/vertaa") { page in ("compare", try await ComparePage(page: page).values()) }
        page(router, "/kartta") { page in ("map", try await MapPage(page: page).values()) }
        page(router, "/aikajana") { page in ("timeline", try await TimelinePage(page: page).values()) }
        page(router, "/korjaukset", isOfTheIndex: false) { page in
            ("doubtful", try await RepairsPage(page: page).values())
        }
        page(router, "/lahipiiri") { page in ("graph", try await GraphPage(page: page).values()) }
    }

    private func addFiles(to router: Router<PageContext>) {
        for (path, bytes, type) in [
            ("/haku.css", PackageResources.haku_css, "text/css; charset=utf-8"),
            ("/haku.js", PackageResources.haku_js, "text/javascript; charset=utf-8"),
            ("/haku.svg", PackageResources.haku_svg, "image/svg+xml"),
        ] {
            router.get(RouterPath(path)) { _, _ in
                Response.of(bytes, type, headers: [.cacheControl: "public, max-age=3600"])
            }
        }
    }

    /// Adds the page at `path`, which `body` makes: a template, and what is in it. Pages about which nothing but the index
    /// decides are kept.
    private func page(
        _ router: Router<PageContext>, _ path: RouterPath, isOfTheIndex: Bool = true,
        _ body: @escaping @Sendable (PageRequest) async throws -> (String, [String: Any])
    ) {
        router.get(path) { request, _ in
            await answer(request) { page in
                func made() async throws -> String {
                    let (name, values) = try await body(page)
                    return site.templates.page(name, values, page.language)
                }
                guard isOfTheIndex, WholeAnswers<PageContext>.takesGzip(request) else { return .page(try await made()) }
                return .page(try await site.pages.page(of: request.uri.string, page, made))
            }
        }
    }

    private func answer(_ request: Request, _ body: (PageRequest) async throws -> Response) async -> Response {
        guard request.uri.string.utf8.count <= Self.longestAddress else {
            return errorPage(WebError(413, "tooLarge"), request)
        }
        do {
            return try await body(PageRequest(request, site))
        } catch {
            return errorPage(error as? WebError ?? WebError(500, "badRequest"), request)
        }
    }

    /// The page that says why `request` is not answered.
    func errorPage(_ error: WebError, _ request: Request) -> Response {
        let page = PageRequest(request, site)
        let isAway = error.status == 503
        let heading = page.text(isAway ? "awayHeading" : "errorHeading")
        let query = page.form.query
        var values = page.values(title: heading + " – haku", query: query)
        values["heading"] = heading
        values["text"] = error.key.map { page.text($0) } ?? page.said(error.sentences, error.said).joined()
        if let column = error.column, column > 0, column <= query.unicodeScalars.count + 1, query.utf8.count < 200 {
            values["pointed"] = [
                "line": query, "arrow": String(repeating: " ", count: column - 1) + "^",
            ]
        }
        return .page(site.templates.page("error", values, page.language), error.status)
    }

    /// Keeps the language that was chosen, and goes back to a page of this server.
    private func language(_ request: Request) -> Response {
        let form = FormQuery(request.uri.query ?? "")
        var response = Response.redirect(to: Addresses.own(form["takaisin"]))
        if let language = form["k"].flatMap({ InterfaceLanguage(rawValue: $0) }) {
            response.setCookie(
                Cookie(
                    name: PageRequest.cookie, value: language.rawValue, maxAge: 31_536_000, path: "/", httpOnly: true,
                    sameSite: .lax))
        }
        return response
    }

    /// Refuses or confirms repairs, or takes that back, and goes back to the page.
    private func judge(_ request: Request) async -> Response {
        await answer(request) { _ in
            guard OwnRequests.isOwn(request) else { throw WebError(403, "foreignRequest") }
            var request = request
            let body = try? await request.collectBody(upTo: Self.longestForm)
            guard let body else { throw WebError(413, "tooLarge") }
            let form = FormQuery(String(buffer: body))
            let judgement = try RepairJudgement(form)
            for named in judgement.repairs { _ = try await site.hakud.ask(judgement.verb, [], named) }
            return Response.redirect(to: Addresses.own(form["takaisin"]))
        }
    }

    private func export(
        _ request: Request, _ type: String, _ body: (Exports) async throws -> String
    ) async -> Response {
        await answer(request) { page in
            let state = SearchState(page.form)
            guard !state.isEmpty else { throw WebError(400, "badRequest") }
            return .of(try await body(Exports(state: state, hakud: site.hakud)).utf8, type)
        }
    }
}
