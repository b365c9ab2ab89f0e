// SPDX-License-Identifier: GPL-3.0-or-later

extension Schema {
    /// The frequency that one occurrence adds to its term in a document, by how the term came about.
    ///
    /// All kinds but the derived ones share a posting list, so that a query reads one list a lemma; a whole word is 12
    /// so that the others are whole numbers too. The proportions were measured (see `RankingWeights`): compound parts
    /// that count as much as whole words hurt, none at all loses a tenth of what there is to find.
    public enum Frequency {
        /// A whole word.
        public static let lemma: UInt32 = 12
        /// An unlikely reading, or a guess.
        public static let guess: UInt32 = 6
        /// A part of a compound.
        public static let part: UInt32 = 5
        /// The least frequency that parts alone add up to, and guesses or whole words do, too: these two have no common divisor,
        /// and a whole word is two guesses. A lower one is a multiple of ``part`` only where a document holds a lemma in
        /// compounds and nowhere else.
        public static let unclear = part * guess
        /// A base that the word was derived from.
        public static let base: UInt32 = 1
        /// A base that a part was derived from.
        public static let partBase: UInt32 = 1
        /// A word form: it counts where it is asked for, and next to nothing in the document's length.
        public static let form: UInt32 = 1
        /// A lemma without its diaereses.
        public static let folded: UInt32 = 1
    }

    /// `day`, as year · 10,000 + month · 100 + day, as the value of ``Slot/begins`` and ``Slot/ends``: eight digits.
    public static func dayValue(_ day: Int) -> [UInt8] {
        let digits = String(max(0, min(day, 99_999_999)))
        return Array((String(repeating: "0", count: 8 - digits.count) + digits).utf8)
    }

    /// A term without its prefix, and the prefix (with the field's, where it has one).
    public static func split(_ term: String) -> (text: String, prefix: String) {
        var rest = term[...]
        var prefix = ""
        if rest.hasPrefix(Prefix.field), let colon = rest.firstIndex(of: ":") {
            prefix = String(rest[...colon])
            rest = rest[rest.index(after: colon)...]
        }
        if let first = rest.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
            prefix.append(rest.removeFirst())
        }
        return (String(rest), prefix)
    }
}

extension Schema.Prefix {
    /// Lemmas that the document holds as parts of compounds only.
    public static let partOnly = "N"
}

extension Schema.Slot {
    /// The parallel project's public funding, as ``funding``.
    public static let parallelFunding: UInt32 = 6
    /// The total cost, as ``funding``.
    public static let totalCost: UInt32 = 7
    /// The applicant's own funding, as ``funding``.
    public static let ownFunding: UInt32 = 8
}
