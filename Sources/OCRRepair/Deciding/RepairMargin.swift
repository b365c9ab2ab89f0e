// SPDX-License-Identifier: GPL-3.0-or-later

/// How much likelier than what stands a word must be to take its place, in nats.
///
/// Chosen on the questions to librarians, both halves seen, so that one right word in a thousand is harmed;
/// Benchmarks/ocr.md has what each brought.
enum RepairMargin {
    /// Where what stands is no word.
    static let nonWord: Float = 0.5
    /// Where what stands is a word too, and where what would take its place was never seen.
    private static let realWord: Float = 2.4
    /// Where *tämä* in any form would take its place: of 67 such repairs that 2.4 nats would forgo (*naista*) none is wrong.
    private static let demonstrative: Float = 1.75
    private static let unseenForRealWord: Float = 4.5
    /// Where letters were read wrong that have nothing to do with dots: a person's slips look alike.
    private static let slip: Float = 7.5
    /// Where such letters make a word never seen, or many do. Compounds can be made of nearly anything.
    private static let unseenSlip: Float = 12
    private static let longStep: Float = 6
    /// How much more is asked of a word never seen, where what stands is no word.
    private static let unseen: Float = 2
    /// How much more is asked where nothing but the last letter's dots were lost: foreign words differ so (*gerilla*).
    private static let lastLetter: Float = 1
    /// How much more is asked where a person's name stands beside another name.
    private static let person: Float = 6

    /// What is asked of `best` in the place of `word`, as written, in nats.
    static func asked(
        of best: Candidate, for word: [Unicode.Scalar], isWord: Bool, isDemonstrative: Bool, slip: Slip, isPerson: Bool
    ) -> Float {
        let beyond = isPerson ? person : 0
        if !best.isSeen, slip != .none || best.extraCost > longStep { return unseenSlip + beyond }
        var margin = nonWord
        if isWord {
            margin = isDemonstrative ? demonstrative : best.isSeen ? realWord : unseenForRealWord
        } else {
            if !best.isSeen { margin += unseen }
            if word.first?.isUpper == false, best.word.count == word.count,
                zip(best.word.dropLast(), word).allSatisfy({ $0 == $1.lowercased })
            {
                margin += lastLetter
            }
        }
        return (slip == .none ? margin : max(margin, Self.slip)) + beyond
    }
}
