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
        async let facets = Facets(of: SearchState(), from: page.hakud)
        let statistics = try await page.hakud.ask(.stats)
        let documents = statistics.rows.first { $0["name"] == "documents" }.flatMap { Int($0["value"]) } ?? 0
        var values = page.values(title: "haku")
        values["isFront"] = true
        values["numbers"] = page.text("collection", page.number(documents))
        if let indexed = statistics.rows.first(where: { $0["name"] == "committed" })?["value"] {
            values["indexed"] = page.text("indexed", indexed)
        }
        values["examples"] = Self.examples.map { example in
            var state = SearchState()
            state.query = example
            return ["text": example, "address": state.address]
        }
        values["facets"] = FacetValues(page: page, state: SearchState()).values(try await facets)
        return values
    }
}
