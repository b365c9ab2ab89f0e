// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of ``Weights``.
struct Weight: Sendable {
    /// The name that explanations print.
    let name: String
    /// Nats added to a candidate's score.
    let nats: Float

    init(_ name: String, _ nats: Float) {
        self.name = name
        self.nats = nats
    }
}

/// The table of evidence: what is added to the score of a candidate besides the channel's and the word's own probability
/// (``ChannelReader``) and the rules of agreement (`agreement.tsv`).
///
/// Chosen on questions to librarians, by what was repaired and what was harmed; Benchmarks/ocr.md has what each row
/// brought. ``Thresholds`` has what a sum is held against.
enum Weights {
    // MARK: Names of a candidate's own score

    /// The weighted channel: what the misreading costs more than reading the word as it stands.
    static let channel = "channel"
    /// ln P of the word against ln P of what stands.
    static let word = "word"
    /// Likewise of a form of a name that the document's hosts have.
    static let host = "host"
    /// Likewise of a word that clean documents of the collection have.
    static let collection = "collection"

    // MARK: The document

    /// The document has the word elsewhere, read from another form. Benchmarks/ocr.md: 1.5 rather than 2.5.
    static let document = Weight("document", 1.5)

    // MARK: Capitals

    /// A word that is no name, where a capital stands in mid-sentence.
    static let notAName = Weight("not-a-name", -3.5)
    /// A word that may be a name, too, there, where what stands is nothing else (*Maaria* is not *Määriä*, though that is
    /// a place).
    static let alsoAName = Weight("also-a-name", -1.75)
    /// A word that is no name and not among the most frequent, where a capital begins a sentence, as a name does now and
    /// then (*Sarre*).
    static let notANameAtBeginning = Weight("not-a-name-at-beginning", -1.75)
    /// The word as read is a name in small letters: the word list knows no case, and most of *lahti* is the town's.
    static let smallName = Weight("small-name", 1.75)

    // MARK: Language

    /// A word of Finnish between words of Finnish, where what stands is none.
    static let amongFinnish = Weight("among-finnish", 1.5)
    /// A short word between foreign ones, which will be foreign, too (*behöver veta innan*).
    static let amongForeign = Weight("among-foreign", -4)
    /// No word as read, with y beside back vowels, which no Finnish word has but compounds (Iso suomen kielioppi
    /// § 15).
    static let harmony = Weight("harmony", 2)

    // MARK: Torn words

    /// ln P of a space within a word: of 400,000 words of scanned questions to librarians 16 were torn.
    static let tear = Weight("tear", -10)
    /// Names of the scores of the whole and of its halves as they are or were meant.
    static let whole = "whole"
    static let halves = "halves"
}

/// A rule that decides by itself how sure it is, whatever the probabilities of words are.
struct DecisionRule: Sendable {
    /// The name that explanations print.
    let name: String
    /// The probability that its repairs are right, 0…1.
    let confidence: Double

    init(_ name: String, _ confidence: Double) {
        self.name = name
        self.confidence = confidence
    }

    /// An `s` read for a section sign, an `8:n` for `§:n`, by what stands around it.
    static let sectionSign = DecisionRule("section-sign", 0.9)
    static let sectionSignWithEnding = DecisionRule("section-sign-with-ending", 0.97)
    /// An upright stroke that is a capital I.
    static let stroke = DecisionRule("stroke", 0.9)
    /// A code of a project or a diary number.
    static let code = DecisionRule("code", 0.95)
    /// The @ of a mail address.
    static let mail = DecisionRule("mail", 0.95)
    /// A word of Swedish: of 47 in the questions to librarians, both halves, 45 were right.
    static let swedish = DecisionRule("swedish", 0.95)
}
