// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import CodedErrors
internal import DocumentIDs
internal import LineProtocol
internal import Sayings
internal import Searching

extension Answerer {
    func search(_ request: Request) throws -> Reply {
        let start = ContinuousClock.now
        var search = SearchRequest(query: request.rest)
        (search.offset, search.limit) = try request.window()
        search.related = try request.relatedOption()
        search.snippets = try request.flag("snippet", default: true)
        search.collapseProjects = try request.choice("collapse", of: ["project"], default: "") == "project"
        search.sort = try request.sortKey()
        search.showsCopies = try request.flag("copies", default: false)
        search.fields = try request.fields()
        search.isExact = try request.flag("exact", default: true)
        search.since = try request.since()

        let answer = try searcher.search(search)
        let rows = answer.hits.map { hit in
            var row = Row(
                .hit, .integer(hit.rank), .number(hit.score, decimals: 4), .id(hit.id), .text(hit.title),
                .marked(hit.snippet?.text ?? "", hit.snippet?.matches ?? []), hit.page.map { .integer($0) } ?? .none,
                .text(hit.file.path), .text(hit.file.url), .list(hit.copies))
            row.fields = Self.pairs(search.fields, hit.fields, of: hit.index, in: hit.cell)
            return row
        }
        var pairs = [
            Reply.Pair("shown", .integer(rows.count)), Reply.Pair("matches", .integer(answer.matches)),
            Reply.Pair("exact", request.truth(answer.exact)), Reply.Pair("related", request.truth(answer.related)),
            Reply.Pair("generation", .integer(Int(clamping: answer.generation))),
            Reply.Pair("ms", .milliseconds(since: start)),
        ]
        if let corrected = answer.corrected { pairs.append(Reply.Pair("corrected", .text(corrected))) }
        return Reply(rows: rows, pairs).noting(answer.notes)
    }

    func count(_ request: Request) throws -> Reply {
        let related = try request.relatedOption()
        let (matches, notes) = try searcher.count(request.rest, related: related, since: try request.since())
        return Reply([Reply.Pair("matches", .integer(matches)), Reply.Pair("exact", request.truth(true))])
            .noting(notes)
    }

    func similar(_ request: Request) throws -> Reply {
        let start = ContinuousClock.now
        var similar = SimilarRequest(id: try request.identifier("the document's id"))
        (similar.offset, similar.limit) = try request.window()
        similar.sameProject = try request.flag("same-project", default: false)
        similar.elsewhere = try request.flag("elsewhere", default: false)
        similar.by = request.option("by")?.value
        similar.passages = try request.flag("passages", default: false)
        similar.showsCopies = try request.flag("copies", default: false)
        similar.fields = try request.fields()

        let answer: SimilarAnswer
        do {
            answer = try searcher.similar(similar)
        } catch let error as SearchError {
            guard error.code == .syntax, let by = request.option("by") else { throw error }
            throw ReplyError(.syntax, error.saying, column: by.column)
        }
        let rows = answer.hits.flatMap { hit in
            var row = Row(
                .similar, .integer(hit.rank), .number(hit.score, decimals: 4), .id(hit.id), .text(hit.title),
                .list(hit.why), .text(hit.file.path), .text(hit.file.url))
            row.fields = Self.pairs(similar.fields, hit.fields, of: hit.index)
            return [row]
                + hit.reasons.map {
                    Row(
                        .reason, .integer(hit.rank), .text($0.word), .marked($0.own.text, $0.own.matches),
                        .marked($0.other.text, $0.other.matches))
                }
        }
        let pairs = [
            Reply.Pair("shown", .integer(answer.hits.count)),
            Reply.Pair("generation", .integer(Int(clamping: searcher.generation))),
            Reply.Pair("ms", .milliseconds(since: start)),
        ]
        return Reply(rows: rows, pairs).noting(answer.notes)
    }

    func facets(_ request: Request, _ field: String, query: String, fieldColumn: Int) throws -> Reply {
        let isByValue = try request.choice("sort", of: ["count", "value"], default: "count") == "value"
        let limit = request.option("limit") == nil ? Int.max : try request.integer("limit", default: 0)
        let related = try request.relatedOption()
        let facets: [Facet]
        do {
            facets = try searcher.facets(
                field, query: query.trimmingSpaces().isEmpty ? nil : query, related: related, byValue: isByValue)
        } catch let error as SearchError {
            // What is wrong with the query has its place there.
            guard error.code == .syntax, error.column == nil else { throw error }
            throw ReplyError(.syntax, error.saying, column: fieldColumn)
        }
        var counts: [String: Int] = [:]
        let rows = facets.compactMap { facet -> Row? in
            counts[facet.field, default: 0] += 1
            guard counts[facet.field, default: 0] <= limit else { return nil }
            return Row(.facet, .text(facet.field), .text(facet.value), .integer(facet.count))
        }
        var pairs = [Reply.Pair("shown", .integer(rows.count))]
        if rows.count < facets.count { pairs.append(Reply.Pair("values", .integer(facets.count))) }
        return Reply(rows: rows, pairs)
    }

    func explain(_ id: String, query: String, column: Int) throws -> Reply {
        guard !query.trimmingSpaces().isEmpty else {
            throw ReplyError(.syntax, "the query is missing; use it as: \(Verb.explain.usage)", column: column)
        }
        let (score, terms) = try searcher.explain(id: id, query: query)
        return Reply(
            rows: terms.map { Row(.term, .text($0.term), .text($0.kind), .number($0.weight, decimals: 4)) },
            [Reply.Pair("score", .number(score, decimals: 4))])
    }
}

extension Request {
    /// The option `sort`: a key, after `-` where the largest comes first.
    func sortKey() throws(ReplyError) -> SortKey? {
        guard let option = option("sort") else { return nil }
        guard let key = SortKey(option.value) else {
            let name = option.value.hasPrefix("-") ? option.value.dropFirst() : option.value[...]
            throw ReplyError(
                .syntax, "sort is rahoitus, alkaa, päättyy, vuosi, otsikko or muokattu, not “\(name.prefix(40))”",
                column: option.column)
        }
        return key
    }
}

extension Value {
    /// A document's id, with control characters as %XX, as new ids have them.
    static func id(_ id: String) -> Value { .text(id.escapingControls()) }

    /// The time since `start`, in milliseconds.
    static func milliseconds(since start: ContinuousClock.Instant) -> Value {
        .number((ContinuousClock.now - start) / .milliseconds(1), decimals: 3)
    }
}
