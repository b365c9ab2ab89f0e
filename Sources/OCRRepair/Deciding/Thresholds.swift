// SPDX-License-Identifier: GPL-3.0-or-later

/// The table of what sums of evidence are held against: how much likelier than what stands a word must be to take its
/// place, in nats, and which words count as rare or frequent.
///
/// Chosen on the questions to librarians, both halves seen, so that one right word in a thousand is harmed;
/// Benchmarks/ocr.md has what each brought.
enum Thresholds {
    // MARK: Damaged passages

    /// The word as read is none.
    static let nonWord: Float = 0.5
    /// The word as read is a word, too.
    static let realWord: Float = 2.4
    /// Likewise, and *tämä* in any form would take its place: of 67 such repairs that 2.4 nats would forgo (*naista*) none
    /// is wrong.
    static let demonstrative: Float = 1.75
    /// Likewise, and a word never seen would.
    static let unseenForRealWord: Float = 4.5
    /// More where a word never seen would take the place of what is no word.
    static let unseen: Float = 2
    /// More where nothing but the last letter's diaeresis was lost: foreign words differ so (*gerilla*).
    static let lastLetter: Float = 1
    /// Letters were changed that have nothing to do with a diaeresis: a person's slips look alike.
    static let letterEdit: Float = 7.5
    /// Likewise, or the channel's extra cost is above ``longEdit``, and the word was never seen. Compounds can be made of
    /// nearly anything.
    static let unseenLetterEdit: Float = 12
    static let longEdit: Float = 6
    /// More where a person's name stands beside another name.
    static let person: Float = 6

    /// ln P below which a word is so rare that the word list has none less likely: a capital says nothing of it.
    static let rare: Float = -17
    /// ln P above which a word begins more sentences than names that look like it.
    static let frequent: Float = -9.5
    /// The most letters of a word that foreign neighbours make foreign.
    static let shortWord = 5

    // MARK: Torn words

    /// The least lead, in nats, of a whole word over its halves.
    static let torn: Float = 3
    /// ln P of the likeliest words of six letters or more.
    static let likeliestWhole: Float = -6
    /// ln P of the rarest whole in a text that is not damaged otherwise.
    static let commonWhole: Float = -14.5
    /// Likewise where a hyphen says that a line ended there.
    static let rareWhole: Float = -18

    // MARK: Lightly damaged pages

    /// The least lead, in nats, over the word as it stands, and over any other word, where a page shows light damage.
    static let light: Float = 4
    static let lightLead: Float = 2.5
    /// Likewise where it shows heavy damage. Of 400 words that are, on such pages of questions and decisions, one was right
    /// as it stood.
    static let heavy: Float = 1
    static let heavyLead: Float = 0.5
    /// ln P of the rarest word that may be put in place.
    static let common: Float = -18

    // MARK: Badly read documents

    /// The word as read is none, and one that the list has, or has not, would take its place.
    static let badPage: Float = 1, unseenOnBadPage: Float = 2.5
    /// The word as read is a word, too.
    static let wordOnBadPage: Float = 5, unseenForWordOnBadPage: Float = 9
    /// Likewise, and nothing but a diaeresis was lost. More than on a page whose other words can be read, which speak for either:
    /// chosen on `bold-teng`, where seven are repaired so, none of them wrong, and at ``realWord`` one of nine.
    static let lostOnBadPage: Float = 3
    /// More where the document has older spelling, which has words that no dictionary has.
    static let oldPrint: Float = 0.75
    /// The least lead of words joined or parted over what stands.
    static let seamOnBadPage: Float = 2
    /// The least lead of a piece's reading over the piece that makes it good by itself.
    static let likelyPiece: Float = 3

    /// Looks up what is asked of `candidate` in the place of a word of a document that was badly read: a machine changes any
    /// letter, and no person's slip is to be spared.
    static func marginOnBadPage(of candidate: Candidate, isWord: Bool) -> Float {
        if isWord { return candidate.isSeen ? wordOnBadPage : unseenForWordOnBadPage }
        return candidate.isSeen ? badPage : unseenOnBadPage
    }

    /// Looks up what is asked of `candidate` in the place of `word`.
    ///
    /// - Parameters:
    ///   - candidate: The word that may take the place.
    ///   - word: The word as written.
    ///   - isWord: True if it is a word of Finnish.
    ///   - isDemonstrative: True if the candidate is a form of *tämä*. Only asked for where the word is one of Finnish.
    ///   - edit: The kind of letters that the candidate changes.
    ///   - isPerson: True if the word is a person's name beside another name.
    ///   - isWitnessed: True if the document has the candidate elsewhere, read from another form.
    /// - Returns: The least gain at which it does, in nats; infinite where it never does.
    static func margin(
        of candidate: Candidate, for word: [Unicode.Scalar], isWord: Bool, isDemonstrative: @autoclosure () -> Bool,
        edit: LetterEdit, isPerson: Bool, isWitnessed: @autoclosure () -> Bool
    ) -> Float {
        // A letter too few may be the writer's own slip.
        if edit == .lost, !isWitnessed() { return .infinity }
        let beyond = isPerson ? person : 0
        if !candidate.isSeen, edit != .none || candidate.extraCost > longEdit { return unseenLetterEdit + beyond }
        var margin = nonWord
        if isWord {
            margin = isDemonstrative() ? demonstrative : candidate.isSeen ? realWord : unseenForRealWord
        } else {
            if !candidate.isSeen { margin += unseen }
            if word.first?.isUpper == false, candidate.word.count == word.count,
                zip(candidate.word.dropLast(), word).allSatisfy({ $0 == $1.lowercased })
            {
                margin += lastLetter
            }
        }
        return (edit == .none ? margin : max(margin, letterEdit)) + beyond
    }
}
