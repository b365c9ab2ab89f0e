// SPDX-License-Identifier: GPL-3.0-or-later

/// Endings behind a colon: of abbreviations (*CD:llä*, *KHO:ssa*), figures (*10:ssä*, *8:lla*) and signs (*§:ään*).
///
/// There are few of them, so that one that was misread is known again (`1la`, `ss@`, `4an`), and the sound that what
/// stands before ends with says whether it takes ä (Iso suomen kielioppi § 15, § 169).
struct ColonEnding {
    /// The part before the colon, as written.
    let head: ArraySlice<Unicode.Scalar>
    /// The ending as it is to be, in lower case.
    let ending: [Unicode.Scalar]

    /// Endings without diaeresis.
    private static let endings: [[Unicode.Scalar]] = [
        "n", "a", "t", "aa", "ta", "an", "na", "in", "on", "en", "ia", "ien", "iin", "hun", "han", "lla", "lta", "lle",
        "ssa", "sta", "ksi", "tta", "illa", "ilta", "ille", "issa", "ista", "iksi", "seen", "teen", "ssakin", "stakin",
        "llakin", "ssaan", "staan", "nkin", "ssahan", "aan",
    ].map { Array($0.unicodeScalars) }
    /// The readings of an ending's letters.
    private static let readings: [Unicode.Scalar: Set<Unicode.Scalar>] = [
        "a": Set("aä4@&éáÁAÄd".unicodeScalars), "l": Set("l1I|".unicodeScalars), "i": Set("i1lI|".unicodeScalars),
        "s": Set("sS5".unicodeScalars),
    ]
    /// Letters whose names have front vowels only: *bee*, *äf*, *ii*; not *aa*, *hoo*, *koo*.
    private static let frontLetters = Set("bcdefgijlmnprstvwxyzäö§".unicodeScalars)

    /// Roman figures, which are read as ordinals: whether their last word has front vowels (*toisesta*, *neljännestä*).
    private static let romanFigures = [
        "I": true, "II": false, "III": false, "IV": true, "V": true, "VI": false, "VII": true, "VIII": false,
        "IX": true, "X": true,
    ]
    /// Abbreviations of words with back vowels: *kilogramma*, *kuukausi*, *markka*, *viikko*.
    private static let units: Set<String> = ["kg", "kk", "mk", "vk", "vrk", "srk"]

    /// The ending of `word`; nil where it has none.
    init?(_ word: [Unicode.Scalar]) {
        guard let colon = word.lastIndex(of: ":"), (1...12).contains(colon), (1...6).contains(word.count - colon - 1)
        else { return nil }
        let head = word[..<colon]
        let read = word[(colon + 1)...]
        guard let isFront = Self.takesFront(head),
            let plain = Self.endings.first(where: { $0.elementsEqual(read.map(\.withoutDiaeresis)) })
                ?? Self.endings.first(where: {
                    $0.first == "l" && Self.isDoubled(read) && $0.elementsEqual(read.dropFirst())
                })
                ?? Self.endings.first(where: { Self.mayBeRead($0, as: read) })
        else { return nil }
        self.head = head
        ending = isFront ? plain.map { $0 == "a" ? "ä" : $0 } : plain
    }

    /// True if the first l was read twice, as a figure and as itself (`1lla`).
    private static func isDoubled(_ read: ArraySlice<Unicode.Scalar>) -> Bool {
        read.first.map { "1I|".unicodeScalars.contains($0) } == true
    }

    private static func mayBeRead(_ ending: [Unicode.Scalar], as read: ArraySlice<Unicode.Scalar>) -> Bool {
        ending.count == read.count && ending.count > 1
            && zip(ending, read).allSatisfy { $0 == $1 || readings[$0]?.contains($1) == true }
            // One letter at least is as it was: figures by themselves are a time of day.
            && zip(ending, read).contains { $0 == $1 }
    }

    /// True if `head` ends with a sound that takes ä; nil where it is no abbreviation, figure or sign.
    private static func takesFront(_ head: ArraySlice<Unicode.Scalar>) -> Bool? {
        guard let last = head.last else { return nil }
        if last == "§" { return true }
        if last.isDigit { return head.allSatisfy(\.isDigit) && head.count <= 4 ? figureTakesFront(head) : nil }
        guard last.isLetter, head.allSatisfy({ $0.isLetter || $0.isDigit }) else { return nil }
        if let isFront = romanFigures[String(String.UnicodeScalarView(head))] { return isFront }
        let low = head.map(\.lowercased)
        let isInCapitals = head.allSatisfy { $0.isUpper || $0.isDigit }
        // In small letters it stands for a word, and who knows which (*v:sta* is *vuodesta*).
        if !isInCapitals, head.allSatisfy({ !$0.isUpper }),
            head.count == 1 || units.contains(String(String.UnicodeScalarView(head)))
        {
            return nil
        }
        let vowels = Set("aeiouyåäö".unicodeScalars)
        if head.count <= 2 || isInCapitals && head.count <= 4 || !low.contains(where: vowels.contains) {
            return frontLetters.contains(last.lowercased)
        }
        // A name that is read as a word: *Yle:llä*, *Kela:lta*. A long one may be a word with a colon behind.
        return head.count <= 8 ? !low.contains { $0 == "a" || $0 == "o" || $0 == "u" || $0 == "å" } : nil
    }

    /// True if the number's last word has front vowels: *yksi*, *neljä*, *kymmenen*; not *kaksi*, *kolme*, *sata*.
    private static func figureTakesFront(_ figures: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = figures.last, last == "0" else {
            return figures.last.map { "14579".unicodeScalars.contains($0) } ?? false
        }
        let zeros = figures.reversed().prefix { $0 == "0" }.count
        return zeros == 1 && figures.count > 1
    }

    /// The word as it is to be, in lower case.
    var word: [Unicode.Scalar] { head.map(\.lowercased) + [":"] + ending }
}
