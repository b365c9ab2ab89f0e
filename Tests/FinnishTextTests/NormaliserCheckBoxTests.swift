// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

@Suite struct NormaliserCheckBoxTests {
    private func read(_ source: String) -> (text: String, unasserted: [String]) {
        let made = Normaliser(judge: ListJudge()).normalise(source)
        let bytes = Array(made.text.utf8)
        return (made.text, made.unasserted.map { String(decoding: bytes[$0], as: UTF8.self) })
    }

    @Test(
        arguments: [
            (
                "ý Hakemus esitetään hyväksyttäväksi     ¨ Hakemus esitetään hylättäväksi\n",
                "☒ Hakemus esitetään hyväksyttäväksi  ☐ Hakemus esitetään hylättäväksi\n",
                ["Hakemus esitetään hylättäväksi"]
            ),
            (
                "ý Yhden maakunnan alueelle\n\n¨ Hankkeen toiminta kohdistuu usean\nmaakunnan alueelle\n",
                "☒ Yhden maakunnan alueelle\n\n☐ Hankkeen toiminta kohdistuu usean maakunnan alueelle\n",
                ["Hankkeen toiminta kohdistuu usean maakunnan alueelle"]
            ),
            ("☑ Kyllä   ☐ Ei\n", "☒ Kyllä  ☐ Ei\n", ["Ei"]),
            ("[x] tehty\n[ ] tekemättä\n", "☒ tehty\n☐ tekemättä\n", ["tekemättä"]),
            ("- [x] tehty\n- [ ] tekemättä\n", "- ☒ tehty\n- ☐ tekemättä\n", ["tekemättä"]),
            ("(x) Kyllä\n( ) Ei\n", "☒ Kyllä\n☐ Ei\n", ["Ei"]),
            ("■ Kyllä\n□ Ei\n", "☒ Kyllä\n☐ Ei\n", ["Ei"]),
            ("\u{F0FE} Kyllä\n\u{F0A8} Ei\n", "☒ Kyllä\n☐ Ei\n", ["Ei"]),
            ("Päätös: ý kyllä   ¨ ei\n", "Päätös: ☒ kyllä  ☐ ei\n", ["ei"]),
            ("Hakija on yhdistys: Kyllä ☒ Ei ☐\n", "Hakija on yhdistys: Kyllä ☒ Ei ☐\n", ["Ei"]),
            ("Hakija on yhdistys: Kyllä ☐ Ei ☒\n", "Hakija on yhdistys: Kyllä ☐ Ei ☒\n", ["Kyllä"]),
        ] as [(String, String, [String])])
    func showsBoxesAndSetsAsideWhatStandsByEmptyOnes(
        _ source: String, _ text: String, _ unasserted: [String]
    ) {
        let made = read(source)
        #expect(made.text == text)
        #expect(made.unasserted == unasserted)
    }

    @Test(arguments: [
        "Vytautas Čapek ja Nový Bor, ý on kirjain\n",
        "merkki ¨ on treema\n",
        // Bullets of a list whose font was lost.
        "¨ Ensimmäinen\n¨ Toinen\n",
        "■ Ensimmäinen\n■ Toinen\n",
        "□ Ensimmäinen\n□ Toinen\n",
        "✓ Ensimmäinen\n✓ Toinen\n",
        "ýmir on jättiläinen\n",
        "(x) kohta\n(y) kohta\n",
        "taulukko[ ] ja f(x) sekä [x]\n",
    ])
    func leavesLettersAndBulletsAlone(_ source: String) {
        let made = read(source)
        #expect(made.unasserted.isEmpty)
        #expect(!made.text.contains("☐"))
        #expect(made.text == source || source.hasPrefix("■") || source.hasPrefix("(x)"))
    }
}
