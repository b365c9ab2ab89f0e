// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The first page: what the collection holds, and what one can ask.
struct FrontPage {
    /// Queries that show what haku understands.
    private static let examples = [
        ("kyläyhdistys", "Word"), ("nuorten työpajat", "Words"), ("\"sosiaalinen osallisuus\"", "Phrase"),
        ("pitkäaikaistyöttömät +vuosi:2016..2018", "Years"), ("kohderyhmä:maahanmuuttajat", "Field"),
        ("mielenterveyskuntoutuja -nuoret", "Without"), ("työpaja NEAR/5 nuoret", "Near"), ("osallisuu*", "Beginning"),
        ("=vanhus", "Form"), ("+ikäihmiset +(kulttuuri OR liikunta)", "Must"),
    ]

    let page: PageRequest

    func values() async throws -> [String: Any] {
        async let repairs = page.hakud.ask(.repairs, [("limit", "0")])
        let replies = try await page.hakud.ask([Hakud.Question(.stats)] + Facets.questions(of: SearchState()))
        let statistics = replies[0]
        let documents = statistics.rows.first { $0["name"] == "documents" }.flatMap { Int($0["value"]) } ?? 0
        var values = page.values(title: "haku")
        values["isFront"] = true
        values["numbers"] =
            documents == 1 ? page.text("collectionOne") : page.text("collection", page.number(documents))
        if let indexed = statistics.rows.first(where: { $0["name"] == "committed" })?["value"] {
            values["indexed"] = page.text("indexed", page.day(indexed))
        }
        // What a large collection has no time to count is left out.
        if let counted = try? await repairs { values["repaired"] = Self.repaired(counted, page) }
        values["examples"] = Self.examples.map { query, what in
            var state = SearchState()
            state.query = query
            return ["text": query, "address": state.address, "what": page.text("example" + what)]
        }
        values["facets"] = FacetValues(page: page, state: SearchState()).values(
            Facets(of: SearchState(), in: replies.dropFirst()))
        return values
    }

    /// The sentence on how much was repaired, by a reply of REPAIRS; nil where nothing was.
    static func repaired(_ reply: Reply, _ page: PageRequest) -> String? {
        let (repairs, documents) = (reply.value("repairs")?.asInteger ?? 0, reply.value("documents")?.asInteger ?? 0)
        return repairs > 0 ? page.text("repairedCount", page.number(repairs), page.number(documents)) : nil
    }
}
