// SPDX-License-Identifier: GPL-3.0-or-later

/// The commonest words that say nothing about a subject, of each language: articles, pronouns, prepositions, conjunctions,
/// auxiliaries. From grammars' closed classes (VISK; Svenska Akademiens grammatik; Quirk et al., 1985).
public enum FunctionWords {
    /// Swedish ones.
    public static let swedish = set(
        """
        och att som det den de i en ett på av för till med är var har hade inte om vid från men kan skall ska skulle sig sin
        sitt sina han hon hans hennes dess deras dem denna detta dessa eller efter under över mellan genom enligt hos utan
        samt även också när då där här så än nu bara mycket mera mer alla allt andra annan annat någon något några ingen
        inget inga vilken vilket vilka vad vem vi ni jag mig dig oss er man blev blir bli blivit vara varit ha få får fick
        kunde måste bör borde må vill ville mot inom utom före ur åt sedan medan eftersom därför dock endast redan icke ej
        både varje samma sådan sådant sådana vår vårt våra min mitt mina din ditt dina ty huruvida såsom
        """)
    /// English ones.
    public static let english = set(
        """
        the of and to a in is that for it was on are with as be this by at from or an which have has had not but were been
        their they he she his her its we you i my your our them these those will would can could should may might must
        shall do does did if when where who whom whose what how than then there here into about between through during
        before after above below also such other some any all both each more most no nor only own same so too very one
        """)
    /// Finnish ones: the commonest forms in running text.
    public static let finnish = set(
        """
        ja on ei että se oli hän ovat myös sekä tai kun mutta joka jotka ole olla joita johon jossa josta jonka mukaan
        sen sitä siitä siinä niin kuin mitä tämä tämän tätä tässä tästä nämä näitä näiden hänen heidän niiden niitä ne
        olisi olivat ollut olleet voi voidaan voivat on eivät kanssa vain vielä jo sitten koska jos vaan eli kuten
        kaikki kaikkien muun muut muita muiden kesken välillä aikana jälkeen ennen yli alle noin
        """)
    /// Words of more than one language, which tell less: *i*, *en*, *on*, *an*…
    static let shared = set(
        "i en on an a se he me in is so at to no du era man om var han as be has do i ne by under all")

    private static func set(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
    }
}
