// SPDX-License-Identifier: GPL-3.0-or-later

/// A name of a concept.
public struct ThesaurusLabel: Hashable, Sendable {
    /// The language it is in.
    public var language: Language
    /// The name, without a remark in parentheses.
    public var text: String
    /// True if it names a narrower concept.
    public var isNarrower: Bool

    /// A label of these parts.
    public init(language: Language, text: String, isNarrower: Bool = false) {
        self.language = language
        self.text = Self.withoutRemark(text)
        self.isNarrower = isNarrower
    }

    /// `text` without what stands in parentheses at its end, which tells homonyms apart: *kuuset (suku)*.
    private static func withoutRemark(_ text: String) -> String {
        guard text.hasSuffix(")"), let open = text.range(of: " (") else { return text }
        return String(text[..<open.lowerBound])
    }
}

extension String {
    /// The first place of `other`.
    fileprivate func range(of other: String) -> Range<String.Index>? { ranges(of: other).first }
}
