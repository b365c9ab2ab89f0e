// SPDX-License-Identifier: GPL-3.0-or-later

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
    static let document = Evidence(name: "document", nats: 1.5)

    // MARK: Capitals

    /// A word that is no name, where a capital stands in mid-sentence.
    static let notAName = Evidence(name: "not-a-name", nats: -3.5)
    /// A word that may be a name, too, there, where what stands is nothing else (*Maaria* is not *Määriä*, though that is
    /// a place).
    static let alsoAName = Evidence(name: "also-a-name", nats: -1.75)
    /// A word that is no name and not among the most frequent, where a capital begins a sentence, as a name does now and
    /// then (*Sarre*).
    static let notANameAtBeginning = Evidence(name: "not-a-name-at-beginning", nats: -1.75)
    /// The word as read is a name in small letters: the word list knows no case, and most of *lahti* is the town's.
    static let smallName = Evidence(name: "small-name", nats: 1.75)

    /// A word that no list has and that stands throughout the document, or a name whose forms do: each place must have been
    /// misread alike, which costs a share of the channel's cost; the most of all places.
    static let standing = "standing"
    static let shareOfPlace: Float = 0.7, mostOfStanding: Float = 24

    // MARK: Language

    /// A word of Finnish between words of Finnish, where what stands is none.
    static let amongFinnish = Evidence(name: "among-finnish", nats: 1.5)
    /// A short word between foreign ones, which will be foreign, too (*behöver veta innan*).
    static let amongForeign = Evidence(name: "among-foreign", nats: -4)
    /// No word as read, with y beside back vowels, which no Finnish word has but compounds (Iso suomen kielioppi
    /// § 15).
    static let harmony = Evidence(name: "harmony", nats: 2)

    // MARK: Torn words

    /// ln P of a space within a word: of 400,000 words of scanned questions to librarians 16 were torn.
    static let tear = Evidence(name: "tear", nats: -10)
    /// ln P of a space within a word of a badly read page, and of none between two words.
    static let tearOnBadPage = Evidence(name: "tear", nats: -6)
    static let mergeOnBadPage = Evidence(name: "merge", nats: -6)
    /// ln P of a sign between two words in place of the space.
    static let signOnBadPage = Evidence(name: "merge", nats: -4)
    /// ln P of a letter that stands alone.
    static let lonelyLetter: Float = -8, lonelySmallLetter: Float = -12
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

    /// An `s` read for a section sign, an `8:n` for `§:n`, by what stands around it.
    static let sectionSign = DecisionRule(name: "section-sign", confidence: 0.9)
    static let sectionSignWithEnding = DecisionRule(name: "section-sign-with-ending", confidence: 0.97)
    /// An upright stroke that is a capital I.
    static let stroke = DecisionRule(name: "stroke", confidence: 0.9)
    /// A letter that stands for a person, with its ending (*B:lle*).
    static let label = DecisionRule(name: "label", confidence: 0.9)
    /// A code of a project or a diary number.
    static let code = DecisionRule(name: "code", confidence: 0.95)
    /// The @ of a mail address.
    static let mail = DecisionRule(name: "mail", confidence: 0.95)
    /// A person said so.
    static let confirmed = DecisionRule(name: "confirmed", confidence: 0.999)
    /// A word of Swedish: of 47 in the questions to librarians, both halves, 45 were right.
    static let swedish = DecisionRule(name: "swedish", confidence: 0.95)
}
