// SPDX-License-Identifier: GPL-3.0-or-later

extension SynonymList {
    /// The list that ships: abbreviations and pairs of terms of Finnish social and employment administration, from the
    /// acts that define them (laki kunnan peruspalvelujen valtionosuudesta, laki julkisista työvoima- ja
    /// yrityspalveluista) and the names of the authorities themselves.
    public static let shipped: SynonymList = {
        var list = SynonymList()
        // A line of one word would be a mistake in this very file, which the tests would show.
        if let parsed = try? SynonymList(parsing: text) { list = parsed }
        return list
    }()

    static let text = """
        sote, sosiaalipalvelu, terveyspalvelu, sosiaalitoimi, terveystoimi
        sote-palvelu, sosiaalipalvelu, terveyspalvelu
        sote-kuntayhtymä, kuntayhtymä
        hyte, hyvinvointi
        ely, ely-keskus, elinkeinokeskus
        te-toimisto, työvoimatoimisto, työ- ja elinkeinotoimisto
        te-palvelu, työvoimapalvelu
        esr, sosiaalirahasto
        esr-hanke, sosiaalirahastohanke
        eakr, aluekehitysrahasto
        thl, terveyden ja hyvinvoinnin laitos
        kela, kansaneläkelaitos
        avi, aluehallintovirasto
        työtön, työnhakija
        työttömyys, työllisyys
        pitkäaikaistyötön, pitkäaikaistyöttömyys
        vaikeasti työllistyvä, heikossa työmarkkina-asemassa oleva
        maahanmuuttaja, kotoutuja
        ikääntynyt, ikäihminen, vanhus
        osatyökykyinen, vajaakuntoinen
        syrjäytyminen, osattomuus
        vertaistuki, vertaistoiminta
        nepsy, neuropsykiatrinen
        amk, ammattikorkeakoulu
        mll, mannerheimin lastensuojeluliitto
        spr, punainen risti
        ry, yhdistys
        """
}
