// SPDX-License-Identifier: GPL-3.0-or-later

/// Cases of nouns and adjectives that are adverbs or adpositions nearly always, and that Voikko's lexicon does not list as
/// such: *lisäksi* is seldom of *lisä*, *avulla* of *apu*.
///
/// After VISK § 678–681, 687–698 (adpositions) and § 371–394, 646–656 (adverbs): those whose case no longer varies. Such a
/// word is its own lemma, and the noun an unlikely one, so that it does not fill the noun's hits.
enum CaseAdverbs {
    /// The lemmas that `word`, in lower case, is nearly always a form of, whatever Voikko reads: its own of such an adverb,
    /// and those of a form that its lexicon lacks. None of other words.
    static func lemmas(of word: String) -> [String] {
        guard word.utf8.count <= longest else { return [] }
        if words.contains(word) { return [word] }
        return missing[word] ?? []
    }

    private static let longest = words.lazy.map(\.utf8.count).max() ?? 0

    /// Forms that are read as of other words: *parasta* as of *parka*.
    private static let missing = ["parasta": ["paras", "hyvä"], "parastakin": ["paras", "hyvä"]]

    private static let words: Set<String> = Set(
        """
        aikana alaisena ansiosta asemesta avulla edestä ennakolta esimerkiksi huolimatta johdosta johtuen
        kannalta kautta kesken keskuudessa kohdalla kohtaan laidasta luona luokse luota lukien mielestä mieltä mittaan
        mukaan myötä nojalla ohella ohessa osalta perusteella puitteissa puolesta rinnalla sijaan sijasta
        suhteen taholta takia toimesta tähden vailla varalta varassa vuoksi välityksellä välillä yhteydessä äärellä
        aikoinaan ajoissa ajoittain alkujaan aluksi alun alunperin ennalta ennallaan ensiksi ensin
        erikseen etukäteen etupäässä jälkikäteen kerran kokonaan lisäksi lopuksi lopulta
        mahdollisimman muualla muutoin niinikään nimittäin nykyään näkösällä osaksi osin paikoin parhaillaan
        pikemmin pikemminkin pitkään puolestaan päivittäin pääosin pääasiassa samalla samoin sikäli sinänsä
        takaisin tarpeeksi tavallaan toisinaan toistaiseksi tosin tuolloin tyystin täynnä täysin usein useammin
        useimmiten uudelleen uudestaan vastedes vihdoin viimein viimeksi vuoroin yhdessä yhteensä yleensä ylipäänsä
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
