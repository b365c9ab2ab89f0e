// SPDX-License-Identifier: GPL-3.0-or-later

/// The table of the readers' own figures (``ChannelReader``, ``DictionaryQueries`` and those over them): what a word scores by
/// itself, before ``Weights`` and the rules of agreement add evidence. In nats.
enum ReadingWeights {
    // MARK: The channel

    /// The weight of the channel against ln P(word).
    static let channel: Float = 1.2
    /// The difference that neighbours, names and the document's other words never make up for.
    static let hopeless: Float = 10.5
    /// The extra cost of a reading that changes nothing but capitals, or signs that no model counts.
    static let slightCost: Float = 0.1
    /// The most candidates kept.
    static let kept = 6

    // MARK: The word as it stands

    /// ln of the share of words that neither Voikko nor the word list knows.
    static let unknownShare: Float = -3.9
    /// The bonus of a capital on an unknown word, as names are unknown more often, and the penalty on a figure in it.
    static let capital: Float = 1.5, figure: Float = 4
    /// The penalty on a name in small letters.
    static let smallName: Float = 2.5

    // MARK: Words that no list has

    /// ln P of a word that a person vouches for.
    static let ownWord: Float = -11.5
    /// ln P of the likeliest word that was never seen, and by how much likelier some of them are.
    static let unseen: Float = -18.2, unseenSpread: Float = 2.5
    /// ln P of the least likely word that Voikko's transducer accepts.
    static let leastLikely: Float = -25
    /// The bonus of an unknown word's ending that agrees with its stem.
    static let harmony: Float = 4
    /// ln P of the least likely half of a word, and the most by which the channel's cost of one may exceed that of leaving it.
    static let likelyHalf: Float = -14.5, halfCost: Float = 4
    /// ln P of the least likely word of two letters that is rather a word than a piece of one.
    static let likelyPair: Float = -9
    /// The penalty on a pair of words written as one.
    static let pair: Float = 4

    // MARK: Badly read documents

    /// The most that document and neighbours add.
    static let surroundings: Float = 3.5
    /// ln P of the likeliest word that was read as one of `count` letters: the longer, the rarer is the commonest of the list.
    static func likeliest(of count: Int) -> Float { -5.5 - 0.3 * Float(max(0, count - 7)) }
    /// The most places that the search for a word torn in pieces reaches: of pieces that are far from any, most are no torn word.
    static let nodesOfWhole = 500
    /// ln P of a word below which it is asked whether it is another, misread as this reader misreads at every turn, and the most that
    /// such an error costs.
    static let rareOnBadPage: Float = -13, habit: Float = 2
    /// The penalty on a compound of known words that no dictionary has.
    static let coined: Float = 3

    // MARK: Parts and marks

    /// By how much a part of a word must be likelier than what stands; more where that is a word.
    static let partMargin: Float = 1.0, realPartMargin: Float = 2.5
    /// −ln P of an exclamation mark read as a letter: as rare as the other rare signs of the error model, and ln P of the
    /// rarest word that may stand before one.
    static let exclamationCost: Float = 1.8, greeting: Float = -10

    // MARK: Words of the collection, of hosts and of who types

    /// ln P of a word that clean documents of the collection have, less than one that a person vouches for, and the penalty on
    /// a form of it that they do not have.
    static let collectionWord: Float = -12.5, otherForm: Float = 2
    /// ln P of a slip in a known word that is likelier than a new word: *medellyttämällä* is at -23, the nearest known word
    /// to a name (*Honkimäki*) below -26.
    static let likelySlip: Float = -25
    /// ln of the share of a document's words that are names of its hosts.
    static let hostShare: Float = -6
    /// ln P below which the list's word is no better witness of a word from the transducer than Voikko.
    static let rareListed: Float = -14
}
