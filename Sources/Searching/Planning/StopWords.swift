// SPDX-License-Identifier: GPL-3.0-or-later
internal import Languages

/// Lemmas that say nothing about a subject: the conjunctions, pronouns, commonest verbs and adverbs of Finnish.
///
/// A query of other words too does not match a document for these alone; a query of nothing else does. The list is
/// the closed word classes of VISK (conjunctions § 812–, pronouns § 100–) and the copula, auxiliaries and adverbs
/// that stand among the hundred most frequent lemmas of Finnish; of the copula and the auxiliaries the participles, too.
enum StopWords {
    /// True if every lemma in `lemmas` is one.
    static func contains(_ lemmas: [String]) -> Bool {
        !lemmas.isEmpty && lemmas.allSatisfy(words.contains)
    }

    /// True if `word` is one in a query of `language`.
    static func contains(_ word: String, in language: Language) -> Bool {
        switch language {
        case .finnish: false
        case .swedish: FunctionWords.swedish.contains(word.lowercased())
        case .english: FunctionWords.english.contains(word.lowercased())
        }
    }

    private static let words: Set<String> = Set(
        """
        ja sekä tai eli vai mutta vaan sillä koska kun jos kuin että jotta vaikka ellei joten ynnä taikka joko
        ei eikä älä olla on oleva ollut oltu
        voida voinut voiva täytyä pitää pitänyt pidetty saada saanut saatu saava tulla tullut tultu
        minä sinä hän me te he se ne tämä nämä tuo nuo joka jotka mikä mitkä kuka ketkä kumpi kumpikin
        itse joku jokin jompikumpi mikään kukaan kaikki muu moni eräs sama
        myös vielä jo nyt sitten niin näin siis noin vain aina ehkä kai kyllä juuri aivan hyvin
        miten milloin missä mistä mihin miksi kuinka minne
        ko pa
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
