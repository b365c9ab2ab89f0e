// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import FinnishText
internal import Sayings

/// Words that mean the same: abbreviations and what they stand for.
///
/// The list is text: a group of words a line, parted by commas; `#` begins a comment. Every word of a group finds the
/// others, at a lower weight; where a `>` parts the group, those before it find those after it only. A word is listed
/// in its base form.
public struct SynonymList: Sendable {
    private var groups: [String: [String]] = [:]
    /// The names of concepts in several languages, which find each other likewise.
    var thesauri = Thesauri()

    /// An empty list.
    public init() {}

    /// The groups of `text`.
    ///
    /// - Parameter text: a group a line.
    /// - Throws: ``SearchError/Code/syntax`` for a line that is no group, with the line's number.
    public init(parsing text: String) throws(SearchError) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let sides = line.prefix { $0 != "#" }.split(separator: ">", omittingEmptySubsequences: false).map { side in
                side.split(separator: ",").map { Self.trimmed($0).lowercased() }.filter { !$0.isEmpty }
            }
            if sides.allSatisfy(\.isEmpty) { continue }
            guard sides.count <= 2, sides.allSatisfy({ !$0.isEmpty }), sides.joined().count > 1 else {
                throw SearchError(
                    .syntax,
                    "Line \(index + 1) of the synonyms is none: write \"sote, sosiaalipalvelu\" for words that find "
                        + "each other, or \"sote > sosiaalipalvelu\" where only the first finds the second.")
            }
            let found = sides.count == 2 ? sides[1] : sides[0]
            for word in sides[0] {
                for other in found where other != word && groups[word]?.contains(other) != true {
                    groups[word, default: []].append(other)
                }
            }
        }
    }

    /// This list and `other` together.
    public mutating func merge(_ other: SynonymList) {
        groups.merge(other.groups) { own, more in own + more.filter { !own.contains($0) } }
    }

    /// The synonyms of a word with these lemmas, without the lemmas themselves.
    func synonyms(of lemmas: [String]) -> [String] {
        guard !groups.isEmpty else { return [] }
        var result: [String] = []
        for lemma in lemmas {
            for synonym in groups[lemma] ?? [] where !lemmas.contains(synonym) && !result.contains(synonym) {
                result.append(synonym)
            }
        }
        return result
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
