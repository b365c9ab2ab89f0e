// SPDX-License-Identifier: GPL-3.0-or-later
internal import ProjectCards

/// The weights of the parts of a card's text in telling the practice: for whom, to what end and how, rather than who paid
/// for it on which form. Asked by rising offset.
struct PracticeAspects {
    /// The weight of a word of a field; of other text, and of fields that are running text, 1: the logarithm of frequencies
    /// flattens what is weighed more. By the judgments of similar practice that both halves of them gain by.
    private static let weights: [String: Float] = [
        "otsikko": 1.2, "kohderyhmä": 2, "toteuttaja": 0.3, "kumppani": 0.3,
        "kunta": 0.3, "maakunta": 0.3, "rahoittaja": 0, "koodi": 0, "rinnakkaiskoodi": 0, "hakemusnumero": 0,
        "diaarinumero": 0, "alkaa": 0, "päättyy": 0, "aika": 0, "rahoitus": 0, "rinnakkaisrahoitus": 0,
        "kokonaiskustannus": 0, "omarahoitus": 0, "päätös": 0, "toimintalinja": 0, "erityistavoite": 0, "tila": 0,
        "organisaatiotyyppi": 0, "paikka": 0.3, "pykälä": 1.5,
    ]

    private var passages: ArraySlice<Card.Passage>

    init(_ passages: [Card.Passage]) { self.passages = passages[...] }

    /// The weight of the word at `offset`; offsets rise from call to call.
    mutating func weight(at offset: Int) -> Float {
        while let first = passages.first, first.range.upperBound <= offset { passages.removeFirst() }
        guard let first = passages.first, first.range.contains(offset) else { return 1 }
        switch first.content {
        case .form: return 0
        case .field(let name): return Self.weights[name] ?? 1
        }
    }
}
