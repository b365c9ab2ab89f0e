// SPDX-License-Identifier: GPL-3.0-or-later

/// The testimony of one word form on the language of the passage it stands in.
public struct LanguageVote: Hashable, Sendable {
    /// 0 for none; else the language's number, from 1, in the lower two bits and the weight above.
    let bits: UInt8

    /// It tells nothing.
    public static let none = LanguageVote(bits: 0)

    private init(bits: UInt8) { self.bits = bits }

    /// A vote for `language` of a weight from 1 to 3.
    init(_ language: Language, weight: UInt8) {
        bits = LanguageVotes.number(of: language) + 1 | min(weight, 3) << 2
    }
}

/// The votes of the words of a passage.
public struct LanguageVotes: Sendable {
    private var finnish = 0
    private var swedish = 0
    private var english = 0

    /// No votes.
    public init() {}

    /// The votes that tell a language on their own, and where a neighbour is of it.
    private static let enough = 3
    private static let enoughBeside = 2

    static func number(of language: Language) -> UInt8 {
        switch language {
        case .finnish: 0
        case .swedish: 1
        case .english: 2
        }
    }

    /// Counts a vote.
    @inline(__always)
    public mutating func add(_ vote: LanguageVote) {
        let weight = Int(vote.bits >> 2)
        switch vote.bits & 3 {
        case 1: finnish += weight
        case 2: swedish += weight
        case 3: english += weight
        default: break
        }
    }

    /// The language that most votes are for; nil where they are too few, or tied. Finnish is told by any majority, for it is
    /// the usual one; another also by two votes where `context`, the language around, is the same and nothing speaks for
    /// Finnish.
    public func language(in context: Language?) -> Language? {
        let (best, votes) = swedish >= english ? (Language.swedish, swedish) : (.english, english)
        if finnish >= votes { return finnish > 0 ? .finnish : nil }
        if swedish == english { return nil }
        return votes >= Self.enough || (finnish == 0 && votes >= Self.enoughBeside && context == best) ? best : nil
    }
}
