// SPDX-License-Identifier: GPL-3.0-or-later

extension SynonymList {
    /// The list that ships: abbreviations and pairs of terms of Finnish social and employment administration, from the
    /// acts that define them (laki kunnan peruspalvelujen valtionosuudesta, laki julkisista työvoima- ja
    /// yrityspalveluista) and the names of the authorities themselves.
    public static let shipped: SynonymList = {
        var list = SynonymList()
        // A line of one word would be a mistake in this very file, which the tests would show.
        if let parsed = try? SynonymList(parsing: text) { list = parsed }
        list.thesauri = .shipped
        return list
    }()

    static let text = """
        sote > sosiaalipalvelu, terveyspalvelu, sosiaalihuolto, terveydenhuolto, sosiaalitoimi, terveystoimi
        hyte > hyvinvointi, terveys
        ely, ely-keskus, elinkeinokeskus
        te-toimisto, työvoimatoimisto
        te-palvelu, työvoimapalvelu
        esr, sosiaalirahasto
        esr-hanke, sosiaalirahastohanke
        eakr, aluekehitysrahasto
        kela, kansaneläkelaitos
        avi, aluehallintovirasto
        amk, ammattikorkeakoulu
        yt, yhteistoiminta
        stm, sosiaaliministeriö
        tem, työministeriö
        okm, opetusministeriö
        thl, terveyslaitos
        kv, kansainvälinen
        työtön, työnhakija
        pitkäaikaistyötön > työnhakija
        ikäihminen, ikääntynyt, vanhus
        osatyökykyinen, vajaakuntoinen
        nepsy, neuropsykiatrinen
        """
}
