// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The first page: what the collection holds, and what one can ask.
struct FrontPage {
    /// Queries that show what haku understands.
    private static let examples = [
        "kyläyhdistys", "nuorten työpajat", "\"sosiaalinen osallisuus\"", "pitkäaikaistyöttömät +vuosi:2016..2018",
        "kohderyhmä:maahanmuuttajat", "mielenterveyskuntoutuja -nuoret", "työpaja NEAR/5 nuoret", "osallisuu*",
        "\"Green Care\"", "ikäihmiset OR vanhukset",
    ]

    let page: PageRequest

    func values() async throws -> [String: Any] {
        async let repairs = page.hakud.ask(.repairs, [("limit", "0")])
        async let facets = Facets(of: SearchState(), from: page.hakud)
        let statistics = try await page.hakud.ask(.stats)
        let documents = statistics.rows.first { $0["name"] == "documents" }.flatMap { Int($0["value"]) } ?? 0
        var values = page.values(title: "haku")
        values["isFront"] = true
        values["numbers"] = page.text("collection", page.number(documents))
        if let indexed = statistics.rows.first(where: { $0["name"] == "committed" })?["value"] {
            values["indexed"] = page.text("indexed", page.day(indexed))
        }
        // What a large collection has no time to count is left out.
        if let counted = try? await repairs { values["repaired"] = Self.repaired(counted, page) }
        values["examples"] = Self.examples.map { example in
            var state = SearchState()
            state.query = example
            return ["text": example, "address": state.address]
        }
        values["facets"] = FacetValues(page: page, state: SearchState()).values(try await facets)
        return values
    }

    /// The sentence on how much was repaired, by a reply of REPAIRS; nil where nothing was.
    static func repaired(_ reply: Reply, _ page: PageRequest) -> String? {
        let (repairs, documents) = (reply.value("repairs")?.asInteger ?? 0, reply.value("documents")?.asInteger ?? 0)
        return repairs > 0 ? page.text("repairedCount", page.number(repairs), page.number(documents)) : nil
    }
}
