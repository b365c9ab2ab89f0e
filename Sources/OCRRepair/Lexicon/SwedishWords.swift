// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText

/// The commonest words of Swedish that lose a ring or diaeresis, which stand in Finnish documents as titles and quotations
/// (*boken pa svenska* for *på svenska*).
///
/// Voikko knows no Swedish. Function words are a closed class; longer words are ``SwedishLexicon``'s. What is a word of
/// English or Finnish too needs Swedish around it.
struct SwedishWords: Sendable {
    /// Words that are nothing else without their signs, as they are read.
    private var certain: [WordKey: [Unicode.Scalar]] = [:]
    /// Words that are something else, too.
    private var likely: [WordKey: [Unicode.Scalar]] = [:]
    private var swedish: Set<[Unicode.Scalar]> = []
    private var english: Set<[Unicode.Scalar]> = []
    /// The number of words looked at on each side.
    private static let reach = 3

    /// The words of `swedish.tsv`, which the program holds.
    ///
    /// - Throws: ``RepairError`` that names the line that is not as it has to be.
    init() throws(RepairError) {
        try self.init(text: String(decoding: PackageResources.swedish_tsv, as: UTF8.self))
    }

    /// The words that `text` spells out; errors call it `name`.
    ///
    /// - Throws: ``RepairError`` that names the line that is not as it has to be, or the list that is missing.
    init(text: String, name: String = "swedish.tsv") throws(RepairError) {
        func scalars(_ word: Substring) -> [Unicode.Scalar] { Array(word.unicodeScalars) }
        let table = WordTable(name: name, text: text)
        for row in table.rows {
            let (head, words) = try row.list()
            for word in words.map(scalars) {
                switch (row.kind, head) {
                case ("certain", _): certain[WordKey(word: word)] = scalars(head)
                case ("likely", _): likely[WordKey(word: word)] = scalars(head)
                case ("words", "swedish"): swedish.insert(word)
                case ("words", "english"): english.insert(word)
                default: throw row.refused("there is no list “\(head)” of kind “\(row.kind)”")
                }
            }
        }
        if certain.isEmpty || likely.isEmpty { throw table.lacking("rows “certain” and “likely”") }
        if swedish.isEmpty || english.isEmpty { throw table.lacking("lists “swedish” and “english”") }
    }

    /// Reads a word as one of Swedish. One look-up for most words.
    ///
    /// - Parameters:
    ///   - words: the words of a text, in order.
    ///   - index: the word's number.
    ///   - isFinnish: whether a word is one of Finnish as it stands.
    /// - Returns: the Swedish word in lower case; nil where it is none.
    func reading(
        of words: [TextWord], at index: Int, isFinnish: (TextWord) -> Bool
    ) -> [Unicode.Scalar]? {
        let word = words[index]
        guard (2...7).contains(word.scalars.count), word.scalars.dropFirst().allSatisfy({ !$0.isUpper }) else {
            return nil
        }
        let low = word.low
        let key = WordKey(word: low)
        let sure = certain[key]
        guard let meant = sure ?? likely[key] else { return nil }
        let around = neighbours(of: index, words)
        if around.contains(where: english.contains) { return nil }
        if around.contains(where: isSwedish) { return meant }
        guard sure != nil else { return nil }
        // Without a word that tells, none beside it may be Finnish.
        let beside = [index - 1, index + 1].filter(words.indices.contains)
        return !beside.isEmpty && beside.allSatisfy { !isFinnish(words[$0]) } ? meant : nil
    }

    /// True if a word of Swedish stands near word `index`, one of `lexicon` among them, and none of English.
    func isAmongSwedish(_ index: Int, _ words: [TextWord], lexicon: SwedishLexicon?) -> Bool {
        let around = neighbours(of: index, words)
        return !around.contains(where: english.contains)
            && around.contains { isSwedish($0) || lexicon?.word(readAs: $0) != nil }
    }

    private func isSwedish(_ low: [Unicode.Scalar]) -> Bool {
        swedish.contains(low) || certain[WordKey(word: low)] != nil
    }

    private func neighbours(of index: Int, _ words: [TextWord]) -> [[Unicode.Scalar]] {
        (max(0, index - Self.reach)...min(words.count - 1, index + Self.reach)).filter { $0 != index }.map {
            words[$0].low
        }
    }
}
