// SPDX-License-Identifier: GPL-3.0-or-later
import Indexing
import SearchIndex
import Searching
import TestSupport

/// An index of texts in a temporary folder, gone with it.
final class CardCollection {
    private let folder = TemporaryFolder()
    let searcher: Searcher
    /// Where its index lies.
    var index: IndexFolder { IndexFolder(folder("index")) }

    /// Indexes `texts` by their names.
    init(_ texts: [String: String], synonyms: SynonymList = .shipped) throws {
        for (name, text) in texts { try folder.file("docs/" + name, text) }
        let index = IndexFolder(folder("index"))
        _ = try Indexer(folder: index, options: .init(repair: false)).update([folder("docs")])
        searcher = try Searcher(folder: index, synonyms: synonyms)
    }

    /// Indexes the sample papers in `seeds/`, repaired.
    init(seeds makeRepairer: @escaping @Sendable () throws -> any TextRepairing) throws {
        let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let index = IndexFolder(folder("index"))
        _ = try Indexer(folder: index, makeRepairer: makeRepairer).update([root + "/seeds"])
        searcher = try Searcher(folder: index)
    }

    /// A project card.
    static func card(
        _ title: String, days: String = "1.1.2016 – 31.12.2018", funder: String = "Hämeen ELY-keskus, 100 000 €",
        implementer: String = "Kuhmon kaupunki", groups: String = "nuoret", goals: String = "Lisätä osallisuutta.",
        methods: String = "Ryhmätoiminta."
    ) -> String {
        """
        Hankkeen nimi, S-numero ja toteutusaika

        \(title), \(days)

        Rahoittaja ja toteutunut julkinen rahoitus

        \(funder)

        Toteuttajat \(implementer)

        Varsinaiset kohderyhmät

        \(groups)

        Tavoitteet

        \(goals)

        Toimintatapa

        \(methods)

        """
    }

    /// A summary.
    static func summary(_ title: String, days: String = "1.1.2016 – 31.12.2018", text: String) -> String {
        """
        \(title), \(days)

        Tiivistelmä: \(text)

        Kustannukset ja rahoitus: Hankkeen kokonaiskustannukset olivat 100 000 €.

        Hankkeen toteuttajat ja kumppanit: Kuhmon kaupunki.

        """
    }
}
