// SPDX-License-Identifier: GPL-3.0-or-later

/// A field that a query can ask for, under its Finnish name.
public enum QueryField: String, Hashable, Sendable, CaseIterable {
    case otsikko
    case koodi
    case rinnakkaiskoodi
    case hakemusnumero
    case diaarinumero
    case toteuttaja
    case kumppani
    case rahoittaja
    case kohderyhmä
    case tausta
    case tavoite
    case toimintatapa
    case tuotos
    case tulos
    case levittäminen
    case huomiot
    case kunta
    case maakunta
    case vuosi
    case alkaa
    case päättyy
    case rahoitus
    case rinnakkaisrahoitus
    case kokonaiskustannus
    case omarahoitus
    case päätös
    case linkki
    case laji
    case tiedosto
    case kansio
    case tyyppi
    case muokattu
    case lähettäjä
    case vastaanottaja
    case pvm
    case toimielin
    case pykälä
    case toimintalinja
    case erityistavoite
    case tila
    case organisaatiotyyppi
    case polku
    case puutteet
    case kieli

    /// The kind of values a field holds, and so the unit that its ``QueryNode/Kind/range(_:from:to:)`` counts.
    public enum Values: Hashable, Sendable {
        /// Text: no ranges.
        case text
        /// Years: `2016`.
        case years
        /// Days, as year · 10,000 + month · 100 + day: `20160501`.
        case days
        /// Cents of euros.
        case cents
    }

    /// The kind of values the field holds.
    public var values: Values {
        switch self {
        case .vuosi: .years
        case .alkaa, .päättyy, .muokattu: .days
        case .rahoitus, .rinnakkaisrahoitus, .kokonaiskustannus, .omarahoitus: .cents
        default: .text
        }
    }

    /// True if the field says what a document is about, and ranks as other words do. Beside words, all others say where
    /// to look.
    var isOfText: Bool {
        switch self {
        case .otsikko, .tausta, .tavoite, .toimintatapa, .tuotos, .tulos, .levittäminen, .huomiot, .kohderyhmä: true
        default: false
        }
    }

    /// The field of this name, in any case, with or without the dots of ä and ö; nil where there is none.
    public init?(name: some Sequence<Unicode.Scalar>) {
        guard let field = Self.byFoldedName[Self.folded(name)] else { return nil }
        self = field
    }

    private static let byFoldedName = Dictionary(
        uniqueKeysWithValues: allCases.map { (folded($0.rawValue.unicodeScalars), $0) })

    private static func folded(_ name: some Sequence<Unicode.Scalar>) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name {
            switch scalar {
            case "ä", "Ä", "å", "Å": result.append("a")
            case "ö", "Ö": result.append("o")
            // Combining marks, of decomposed letters.
            case "\u{300}"..."\u{36F}": continue
            case "A"..."Z": result.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) + 32))
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
