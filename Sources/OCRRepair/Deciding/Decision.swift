// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Glibc

/// A repair to be made of one word or sign of a text.
struct Decision {
    /// The word as it stands.
    var word: TextWord
    /// The word meant, in lower case; of signs and addresses the text as it is to be written.
    var meant: [Unicode.Scalar]
    /// The probability that ``text`` is right, 0…1.
    var confidence: Double
    var kind = Kind.nonWord
    /// The evidence, where it is asked for.
    var explanation: Explanation?

    /// The text that takes the word's place.
    var repaired: String {
        switch kind {
        case .address, .sign, .confirmed: meant.string
        case .nonWord, .realWord, .collection: recased(meant, like: word.scalars).string
        }
    }

    /// The kind of thing that is repaired.
    enum Kind {
        /// A word that is none as it stands.
        case nonWord
        /// A word that is another word as it stands.
        case realWord
        /// A word that is none as it stands, and one of the collection's own as it was meant.
        case collection
        /// An address.
        case address
        /// A sign other than a word.
        case sign
        /// A word that a person confirmed.
        case confirmed

        /// True if a word is repaired.
        var isWord: Bool { self == .nonWord || self == .realWord || self == .collection || self == .confirmed }
    }

    /// The probability, 0…1, that a repair is right that is likelier than all else by `lead` nats.
    ///
    /// A logistic curve through how often repairs were right on half of the pages that `errors-english.tsv` was learnt
    /// from; on the other half of a thousand repairs said to be 0.9 to 0.95 sure 0.90 were right. What no other reading
    /// rivals is wrong five times in a thousand all the same.
    static func confidence(ofLead lead: Float) -> Double {
        0.995 / (1 + exp(-0.65 * Double(lead) - 0.15))
    }
}

extension Decision {
    /// The result of `rule` for `word`.
    init(word: TextWord, meant: [Unicode.Scalar], rule: DecisionRule, kind: Kind = .sign) {
        self.init(
            word: word, meant: meant, confidence: rule.confidence, kind: kind,
            explanation: Explanation(rule: rule))
    }
}

extension Explanation {
    /// The explanation of a repair that a rule makes by itself: the log odds of its being right.
    init(rule: DecisionRule) {
        let odds = Float(log(rule.confidence / (1 - rule.confidence)))
        self.init(evidence: [Evidence(name: rule.name, nats: odds)], gain: odds, margin: 0)
    }
}
