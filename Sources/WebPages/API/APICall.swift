// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// A call of the JSON API: a verb of hakud with its options by the names of PROTOCOL.md.
struct APICall: Sendable {
    /// A verb by its name in an address, with its options and what its text is called: each a parameter of the address.
    struct Kind: Sendable {
        let name: String
        let verb: Verb
        let options: [String]
        /// The parameters that make the request's text, in order; ids that stand before others are quoted.
        let rest: [String]
        /// The parameters that have to be given.
        let needed: [String]
    }

    /// All calls.
    static let kinds: [Kind] = [
        Kind(
            name: "search", verb: .search,
            options: ["limit", "offset", "sort", "snippet", "related", "collapse", "copies", "fields"], rest: ["q"],
            needed: ["q"]),
        Kind(name: "count", verb: .count, options: ["related"], rest: ["q"], needed: ["q"]),
        Kind(
            name: "similar", verb: .similar,
            options: ["limit", "offset", "same-project", "by", "elsewhere", "passages", "copies", "fields"],
            rest: ["id"],
            needed: ["id"]),
        Kind(name: "compare", verb: .compare, options: [], rest: ["a", "b"], needed: ["a", "b"]),
        Kind(name: "show", verb: .show, options: [], rest: ["id"], needed: ["id"]),
        Kind(
            name: "text", verb: .text, options: ["original", "from", "lines", "query", "matching", "repairs"],
            rest: ["id"], needed: ["id"]),
        Kind(
            name: "facets", verb: .facets, options: ["limit", "sort", "related"], rest: ["field", "q"],
            needed: ["field"]),
        Kind(name: "suggest", verb: .suggest, options: ["limit"], rest: ["q"], needed: ["q"]),
        Kind(name: "explain", verb: .explain, options: [], rest: ["id", "q"], needed: ["id", "q"]),
        Kind(name: "analyse", verb: .analyse, options: [], rest: ["q"], needed: ["q"]),
        Kind(name: "normalise", verb: .normalise, options: [], rest: ["q"], needed: ["q"]),
        Kind(name: "repairs", verb: .repairs, options: ["below", "limit"], rest: [], needed: []),
        Kind(name: "stats", verb: .stats, options: [], rest: [], needed: []),
    ]

    /// The most bytes of a reply's request: a line of the protocol.
    private static let longest = 60_000

    let kind: Kind
    let options: [(String, String)]
    let rest: String

    /// True if nothing but the index decides about the answer.
    var isOfTheIndex: Bool {
        kind.verb != .stats && kind.verb != .repairs && !options.contains { $0.0 == "repairs" }
    }

    /// The call of the address's last part and its query.
    ///
    /// - Throws: ``WebError`` where there is no such call, or a parameter is missing or unknown.
    init(_ name: String, _ form: FormQuery) throws(WebError) {
        guard let kind = Self.kinds.first(where: { $0.name == name }) else { throw WebError(404, "notFound") }
        self.kind = kind
        var form = form
        // A search by the page's address is the same search.
        if kind.name == "search", form["q"] == nil || form["f"] != nil || form["sort"] == "" {
            form = Self.search(of: form)
        }
        for (name, value) in form.pairs where !kind.options.contains(name) && !kind.rest.contains(name) {
            throw WebError(400, parameter: name, value)
        }
        for name in kind.needed where form[name]?.trimmingSpaces.isEmpty ?? true {
            throw WebError(400, missing: name)
        }
        options = kind.options.compactMap { name in form[name].map { (name, $0) } }
        rest = kind.rest.enumerated().compactMap { place, name in
            form[name].map { place + 1 < kind.rest.count || kind.name == "compare" ? Self.word($0, kind) : $0 }
        }.joined(separator: " ")
        guard rest.utf8.count + options.reduce(0, { $0 + $1.1.utf8.count }) < Self.longest else {
            throw WebError(413, "tooLarge")
        }
    }

    private static func search(of form: FormQuery) -> FormQuery {
        let state = SearchState(form)
        var result = FormQuery()
        result.add("q", state.hakudQuery())
        for name in ["limit", "offset", "snippet", "related", "copies", "fields"] { result.add(name, form[name] ?? "") }
        result.add("sort", state.sort ?? "")
        if state.collapses { result.add("collapse", "project") }
        return result
    }

    private static func word(_ text: String, _ kind: Kind) -> String {
        kind.name == "facets" ? text : ComparePage.quoted(text)
    }
}

extension WebError {
    fileprivate init(_ status: Int, parameter name: String, _ value: String) {
        self.init(status, said: "there is no parameter “\(name)” here", name: "unknown-parameter")
    }

    fileprivate init(_ status: Int, missing name: String) {
        self.init(status, said: "the parameter “\(name)” is missing", name: "missing-parameter")
    }
}
