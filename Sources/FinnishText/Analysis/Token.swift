// SPDX-License-Identifier: GPL-3.0-or-later

/// A kind of index term: how a word came to be found under it. The index counts each kind by its own weight.
public enum TermKind: UInt8, Hashable, Sendable, CaseIterable {
    /// A lemma of the whole word, in lower case.
    case lemma
    /// A lemma that is less likely meant: an imperative, an adverb's noun, a guess for a word that Voikko does not
    /// know.
    case guess
    /// A lemma of a part of a compound.
    case part
    /// A word that this one was derived from: the verb of a noun in *-us*, the noun of an adjective in *-llinen*.
    case base
    /// A word that a part of a compound was derived from.
    case partBase
    /// The word form as written, in lower case: what `=sana` asks for.
    case form
    /// A lemma without diaeresis and other marks (ä→a, ö→o, å→a…), only where it differs: what somebody types on a
    /// foreign keyboard.
    case folded
}

/// One index term of a token.
public struct Term: Hashable, Sendable {
    /// Its kind.
    public var kind: TermKind
    /// The term, in lower case, without the schema's prefix.
    public var text: String
}

/// A token of a text: a word, a number, a code, a web address…, with all its readings.
public struct Token: Hashable, Sendable {
    /// The kinds of tokens.
    public enum Kind: UInt8, Hashable, Sendable {
        /// A word, hyphenated and colon forms included (`ELY-keskus`, `ELY:n`).
        case word
        /// A number, a percentage, a sum of money, a date.
        case number
        /// A code of letters and digits, such as `S20059`.
        case code
        /// A web or mail address.
        case address
        /// A word that is not written: `työkyky` out of `työ- ja toimintakyky`, a part of an address…
        case implied
    }

    /// Where the token stands: half-open UTF-8 offsets of the analysed text. Tokens come by rising start.
    public var range: Range<Int>
    /// The text of ``range``; of an implied token the word meant.
    public var surface: String
    /// Its kind.
    public var kind: Kind
    /// The word position, from 0. Implied tokens share the position of the written token they belong to.
    public var position: Int
    /// The lemmas, the likeliest first, as written in a dictionary (`Kalajoki`, `kyläyhdistys`). Never empty.
    public var lemmas: [String]
    /// The lemmas of a compound's parts in their order (`kylä`, `yhdistys`); empty where it is none.
    public var parts: [String] = []
    /// The terms indexed for the token and asked for by a query, without repeats.
    public var terms: [Term] = []
}
