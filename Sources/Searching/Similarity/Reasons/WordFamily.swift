// SPDX-License-Identifier: GPL-3.0-or-later

/// Words made of one another: *työllistyminen* and *työllistää*, *kuntoutus* and *kuntoutuja*.
enum WordFamily {
    /// Endings of words of one family behind what they share: Finnish suffixes of derivation, with the vowels and
    /// consonants that alternate before them (VISK § 155–401).
    private static let endings: Set<String> = Set(
        """
        a ä e i o ö u y n s t on ön ja jä va vä ma mä na nä us ys os ös as äs uus yys suus syys isuus isyys llisuus llisyys
        muus myys inen nen minen llinen lainen läinen mainen ton tön ttomuus ttömyys tomuus tömyys tua tyä utua ytyä
        tuminen tyminen utuminen ytyminen taa tää ttaa ttää staa stää taminen täminen ttaminen ttäminen staminen
        stäminen uttaa yttää uttaminen yttäminen sti sto stö la lä lma tu ty ttu tty nut nyt ri kko kkö in ime elu ely
        ella ellä eleminen tus tys ttus ttys stus stys ntä nta nti aja äjä ija ijä tuja tyjä taja täjä ttaja ttäjä
        stäjä staja ttava ttävä tava tävä tuva tyvä uva yvä to tö te de isa isä iä ia aa ää oa öä ua yä ea eä
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    /// True if `first` and `second`, base forms in lower case, are made of one another, or both of a third.
    static func isOne(_ first: String, _ second: String) -> Bool {
        let one = Array(first.unicodeScalars)
        let other = Array(second.unicodeScalars)
        var shared = 0
        while shared < min(one.count, other.count), one[shared] == other[shared] { shared += 1 }
        guard shared >= 4 else { return false }
        // What alternates may belong to what is shared: *työt-ön*, *työt-tömyys*.
        for end in stride(from: shared, through: max(4, shared - 2), by: -1) {
            let rests = (string(one[end...]), string(other[end...]))
            // *kunta* and *kunto* differ in no suffix.
            if rests.0.utf8.count < 2 && rests.1.utf8.count < 2 && !rests.0.isEmpty && !rests.1.isEmpty { continue }
            if accepts(rests.0) && accepts(rests.1) { return true }
        }
        return false
    }

    private static func accepts(_ rest: String) -> Bool { rest.isEmpty || endings.contains(rest) }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
