// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import Deadlines
internal import FinnishText
internal import VoikkoTransducer

/// Answers about single words from Voikko, the word list and a person's own words: everything repair asks that depends on
/// no error model.
///
/// A repairer has one, which all its ``ChannelReader``s share, each with an error model and caches of its own. The answers
/// depend on the data and the own words alone, never on what was asked before. For one thread.
final class DictionaryQueries {
    let language: LanguageModel
    let voikko: Voikko
    /// The grammar of word forms: traits and rules.
    let agreement: AgreementTable
    /// The search for words, with the part of Voikko's transducer that was walked so far.
    var decoder: Decoder
    /// Words that a person vouches for, in lower case.
    private let ownWords: Set<[Unicode.Scalar]>

    /// The moment from which on no word is read any more; what is repaired then is of no use.
    var deadline = Deadline.never

    let bounds: CacheBounds
    private var probabilities: GenerationalCache<WordKey, Float>
    private var nameClasses: GenerationalCache<WordKey, NameClass>
    private var spellings: GenerationalCache<WordKey, Bool>
    private var inflections: GenerationalCache<WordKey, Inflections>
    private var oldForms: OldForms

    /// - Parameters:
    ///   - data: The files, mapped.
    ///   - voikko: The dictionary handle of this thread.
    ///   - words: Words that are right as they stand and that damaged ones may stand for; those of one letter or more than
    ///     60 are left out.
    ///   - memory: How many bytes of walks through the transducer to keep, about.
    ///   - bounds: The most that its caches hold, and those of the readers over it.
    init(
        data: RepairData, voikko: Voikko, words: [String] = [], memory: Int, bounds: CacheBounds = CacheBounds()
    ) {
        self.bounds = bounds
        probabilities = GenerationalCache(count: bounds.answers)
        nameClasses = GenerationalCache(count: bounds.answers)
        spellings = GenerationalCache(count: bounds.answers)
        inflections = GenerationalCache(count: bounds.answers)
        language = data.language
        agreement = data.agreement
        self.voikko = voikko
        decoder = Decoder(transducer: data.transducer, names: data.language.names, memory: memory)
        var ownWords: Set<[Unicode.Scalar]> = []
        for word in words {
            let low = word.unicodeScalars.map(\.lowercased)
            guard low.count > 1, low.count <= 60, ownWords.insert(low).inserted else { continue }
            decoder.extra.insert(low)
        }
        self.ownWords = ownWords
        oldForms = OldForms(decoder.prepared(data.oldSpelling), capacity: bounds.answers)
    }

    /// ln P of `low` as a form of older Finnish; −∞ where it is none that the rules of that spelling make.
    func oldProbability(_ low: [Unicode.Scalar]) -> Float { oldForms.reading(of: low, self).logProbability }

    /// True if `low` is a word of today but for one rule of older spelling that few misreadings look like.
    func isOldForm(_ low: [Unicode.Scalar]) -> Bool { oldForms.reading(of: low, self).isPlain }

    /// True if a person vouches for `word`, in lower case.
    func isOwnWord(_ word: [Unicode.Scalar]) -> Bool { !ownWords.isEmpty && ownWords.contains(word) }

    /// ln P of `word`, in lower case, where a list or a person knows it.
    func knownProbability(_ word: [Unicode.Scalar]) -> Float? {
        let listed = language.logProbability(word)
        return isOwnWord(word) ? max(listed ?? -.infinity, ReadingWeights.ownWord) : listed
    }

    /// True if Voikko accepts `low` as it is, in the case of `word`, or as a name, or a person vouches for it.
    func spells(_ low: [Unicode.Scalar], like word: [Unicode.Scalar]) -> Bool {
        if isOwnWord(low) { return true }
        switch decoder.automaton.accepts(low) {
        case .none: return false
        case .name, .certain: return true
        case .doubtful: break
        }
        let cased = recased(low, like: word)
        if let known = spellings[cased] { return known }
        // With a capital, Voikko accepts what it accepts without.
        let capital = low.dropFirst().contains { $0.uppercased != $0 } ? [low[0].uppercased] + low.dropFirst() : low
        var answer = voikko.isWord(capital.string)
        if !answer, cased != capital, cased != low { answer = voikko.isWord(cased.string) }
        spellings[cased] = answer
        return answer
    }

    /// True if `low` is a word that is written without a capital.
    func isCommonWord(_ low: [Unicode.Scalar]) -> Bool {
        // The NUL in front keeps these answers apart from those of `spells`.
        let key = ["\0"] + low
        if let known = spellings[key] { return known }
        let answer = decoder.automaton.accepts(low) == .certain || voikko.isWord(low.string)
        spellings[key] = answer
        return answer
    }

    /// The classes of capitalised words.
    enum NameClass {
        /// A first or family name, by Voikko.
        case person
        /// A place's name or another, by Voikko.
        case name
        /// No word at all, as foreign names are.
        case unknown
        /// Any other word.
        case other
    }

    /// The class of `word`, which begins with a capital.
    func nameClass(of word: [Unicode.Scalar]) -> NameClass {
        if let known = nameClasses[word] { return known }
        let result: NameClass =
            switch voikko.nameKind(of: word.string) {
            case .person: .person
            case .other: .name
            case .noName: .other
            case nil: .unknown
            }
        nameClasses[word] = result
        return result
    }

    /// The inflections of `word`, in lower case, by Voikko.
    func inflections(of word: [Unicode.Scalar]) -> Inflections {
        if let known = inflections[word] { return known }
        let result = agreement.inflections(voikko.inflections(of: word.string))
        inflections[word] = result
        return result
    }

    /// True if `low` is a name where it is written with a capital.
    func mayBeName(_ low: [Unicode.Scalar]) -> Bool {
        guard let first = low.first else { return false }
        switch nameClass(of: [first.uppercased] + low.dropFirst()) {
        case .person, .name: return true
        case .unknown, .other: return false
        }
    }

    /// ln P of the word of `decoding`, which is not in the word list.
    func logProbability(ofUnseen decoding: Decoding) -> Float {
        decoding.isMorphological ? logProbability(ofUnseen: decoding.word) : ReadingWeights.unseen
    }

    /// ln P of a word that is not in the word list but that Voikko's transducer accepts: a compound by its parts, else by
    /// its lemma.
    func logProbability(ofUnseen word: [Unicode.Scalar]) -> Float {
        if let known = probabilities[word] { return known }
        var result = ReadingWeights.leastLikely
        if let parts = decoder.automaton.parts(of: word) {
            if parts.count > 1 {
                result = parts.count == 2 ? 2 : 0
                for part in parts.dropLast() {
                    // 0.3 a seam, where the part is known as a word only.
                    result +=
                        language.logProbability(part, .modifier)
                        ?? language.logProbability(part).map { $0 - 1.2 } ?? -20
                }
                if let last = parts.last { result += language.logProbability(last) ?? formProbability(Array(last)) }
            } else {
                result = formProbability(word)
            }
        }
        // Likelier than that, it would have been seen; what speaks for one rather than another stays.
        if result > ReadingWeights.unseen {
            result = ReadingWeights.unseen + min(ReadingWeights.unseenSpread, 0.4 * (result - ReadingWeights.unseen))
        }
        probabilities[word] = result
        return result
    }

    /// ln P of a form by its lemma: a thirtieth of the lemma's.
    private func formProbability(_ word: [Unicode.Scalar]) -> Float {
        var best = ReadingWeights.leastLikely
        for form in voikko.baseForms(of: word.string) {
            let base = form.unicodeScalars.map(\.lowercased)
            if let known = language.logProbability(base, .lemma) { best = max(best, known - 3.4) }
        }
        return best
    }
}
