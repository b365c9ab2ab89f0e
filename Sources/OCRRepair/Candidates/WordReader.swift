// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText

/// Reads single words: finds what may have been meant and scores it as a noisy channel.
final class WordReader {
    /// The weight of the channel against ln P(word).
    static let channelWeight: Float = 1.2
    /// ln of the share of words that neither Voikko nor the word list knows.
    static let unknownShare: Float = -3.9
    /// What capitals speak for: names are unknown more often, in nats.
    private static let capitalBonus: Float = 1.5
    /// ln P of the likeliest word that was never seen.
    private static let unseen: Float = -18.2
    /// By how much likelier some of them are, in nats.
    private static let unseenSpread: Float = 2.5
    /// What neighbours, names and the document's other words never make up for, in nats.
    private static let hopeless: Float = 10.5
    /// What speaks against a name in small letters, in nats.
    private static let smallName: Float = 2.5
    /// What speaks for an unknown word's ending that agrees with its stem, in nats.
    static let harmony: Float = 4
    /// What speaks against two words written together, in nats, and ln P of the least likely half.
    private static let pairPenalty: Float = 4
    private static let likelyHalf: Float = -14.5
    /// ln P of a word that a person vouches for.
    private static let ownWord: Float = -11.5
    /// How many candidates are kept.
    static let kept = 6
    /// How many words' readings are remembered, and how many answers of other kinds.
    private static let rememberedReadings = 40_000
    private static let remembered = 30_000

    let language: LanguageModel
    let voikko: Voikko
    var decoder: Decoder
    private var halves = GenerationalCache<WordKey, Candidate>(count: remembered)
    /// Words that a person vouches for, in lower case.
    private var ownWords: Set<[Unicode.Scalar]> = []
    private var readings = GenerationalCache<WordKey, WordReading>(count: rememberedReadings)
    /// Those of the words of a document, which are asked for several times.
    private var sameRows = RowCache<WordReading>()
    /// What other repairers have read, and find here.
    private let shared: SharedReadings?
    private var probabilities = GenerationalCache<WordKey, Float>(count: remembered)
    var inflectionsByWord = GenerationalCache<WordKey, Inflections>(count: remembered)
    private var nameClasses = GenerationalCache<WordKey, NameClass>(count: remembered)
    private var spellings = GenerationalCache<WordKey, Bool>(count: remembered)
    var slips = GenerationalCache<WordKey, Bool>(count: remembered)

    init(data: RepairData, voikko: Voikko, memory: Int, sharing shared: SharedReadings?) {
        self.shared = shared
        language = data.language
        self.voikko = voikko
        decoder = Decoder(transducer: data.transducer, names: data.language.names, memory: memory)
    }

    /// What may be made of `word`, as written.
    func reading(of word: [Unicode.Scalar], _ model: Decoder.Model) -> WordReading {
        if let known = sameRows[word] { return known }
        if let known = readings[word] {
            sameRows[word] = known
            return known
        }
        let reading = shared?[word] ?? readWhole(word, model)
        readings[word] = reading
        sameRows[word] = reading
        return reading
    }

    private func readWhole(_ word: [Unicode.Scalar], _ model: Decoder.Model) -> WordReading {
        let reading =
            readColonEnding(word) ?? readExclamation(word, model) ?? readDoubledCapital(word, model)
            ?? readInParts(word, model) ?? read(word, model)
        shared?[word] = reading
        return reading
    }

    /// ``reading(of:_:)`` without looking at what is remembered.
    func readAnew(_ word: [Unicode.Scalar], _ model: Decoder.Model) -> WordReading {
        readColonEnding(word) ?? readDoubledCapital(word, model) ?? readInParts(word, model) ?? read(word, model)
    }

    /// Takes `word` for one that is right, and that damaged words may stand for.
    func add(_ word: String) {
        let low = word.unicodeScalars.map(\.lowered)
        guard low.count > 1, low.count <= 60, ownWords.insert(low).inserted else { return }
        decoder.extra.insert(low)
        readings.removeAll()
        sameRows = RowCache()
    }

    /// ln P of `word`, in lower case, where a list or a person knows it.
    private func known(_ word: [Unicode.Scalar]) -> Float? {
        let listed = language.logProbability(word)
        return ownWords.contains(word) ? max(listed ?? -.infinity, Self.ownWord) : listed
    }

    /// `word` in lower case. A capital I behind a small letter or a colon is an l, and so it is between a single capital
    /// and a small letter (*IIkka*, *OIen*).
    static func lowered(_ word: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var low = word.map(\.lowered)
        for index in word.indices.dropFirst() where word[index] == "I" {
            let isSecond = index == 1 && word.count > 3 && ("a"..."z").contains(word[2]) && word[0].isLetter
            if isSecond || word[index - 1] == ":" || ("a"..."z").contains(word[index - 1]) { low[index] = "l" }
        }
        return low
    }

    func read(_ word: [Unicode.Scalar], _ model: Decoder.Model) -> WordReading {
        let low = Self.lowered(word)
        let plain = word.map(\.lowered)
        let identity = model.source.identityCost(low)
        var isWord = spells(low, like: word)
        var keep = -Self.channelWeight * identity + keepProbability(low, word, isWord: isWord)
        // A name is not written in small letters.
        if isWord, word.first?.isUpper == false, known(low) != nil, !ownWords.contains(low), !isCommonWord(low) {
            isWord = false
            keep -= Self.smallName
        }
        var candidates: [Candidate] = []
        if low != plain, isWord || known(low) != nil {
            candidates.append(Candidate(word: low, score: keep, isSeen: known(low) != nil, step: 0.1))
            keep = Self.unknownShare + language.letterLogProbability(plain)
            isWord = false
        }
        for decoding in decoder.decode(low, written: word, model) where decoding.word != low {
            let channel = -Self.channelWeight * decoding.cost
            let known = known(decoding.word)
            // The best that a word never seen can reach, to spare asking: where no neighbours can make up for it.
            if known == nil {
                let most = channel + Self.unseen + Self.unseenSpread
                if most < keep - Self.hopeless || most < (candidates.first?.score ?? -.infinity) - Self.hopeless {
                    continue
                }
            }
            if known == nil, candidates.count >= Self.kept,
                let worst = candidates.last?.score, channel + Self.unseen <= worst
            {
                continue
            }
            guard decoding.word.count > 1, known != nil || decoding.isCertain || spells(decoding.word, like: word)
            else { continue }
            // A letter by itself is a sign, not a word (*A-ranta*).
            if low.count > 2, low[1] == "-", decoding.word.first != low[0] { continue }
            let probability =
                known ?? logProbability(ofUnseen: decoding.word, isMorphological: decoding.isMorphological)
            let candidate = Candidate(
                word: decoding.word, score: channel + probability, isSeen: known != nil, step: decoding.cost - identity)
            let place = candidates.firstIndex { $0.score < candidate.score } ?? candidates.count
            candidates.insert(candidate, at: place)
            if candidates.count > Self.kept { candidates.removeLast() }
        }
        // What cannot be told from a known word can from how Finnish sounds.
        let rival = candidates.first?.score ?? -.infinity
        if !isWord, known(low) == nil, rival < keep + 1 {
            if let form = VowelHarmony.restored(low) ?? guessed(low) ?? placeName(low, word) {
                let score = max(keep + Self.harmony, rival + 1)
                candidates.insert(Candidate(word: form, score: score, isSeen: false, step: 0.1), at: 0)
            } else if let pair = readAsPair(low, model), pair.score > max(keep, rival) {
                candidates.insert(pair, at: 0)
            }
            if candidates.count > Self.kept { candidates.removeLast() }
        }
        if let first = candidates.first { candidates.removeAll { $0.score < first.score - Self.hopeless } }
        return WordReading(isWord: isWord, keep: keep, candidates: candidates)
    }

    /// An unknown name with the dots of what such names end in put back.
    private func placeName(_ low: [Unicode.Scalar], _ word: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard word.first?.isUpper == true else { return nil }
        return PlaceNames.restored(low) { spells($0, like: [$0[0].raised] + $0.dropFirst()) }
    }

    /// An unknown word with its ö put back, where it then looks more like words do.
    private func guessed(_ low: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard let form = VowelHarmony.guessed(low) else { return nil }
        return language.letterLogProbability(form) > language.letterLogProbability(low) + 1 ? form : nil
    }

    /// What may be made of a word as two that were written together, which Voikko does not know of (*nähtävänäolo*).
    private func readAsPair(_ low: [Unicode.Scalar], _ model: Decoder.Model) -> Candidate? {
        guard (9...30).contains(low.count), low.allSatisfy({ $0.isLetter || $0 == "6" }) else { return nil }
        var best: Candidate?
        var stands = -Float.infinity
        for seam in 4...(low.count - 3) {
            if let left = language.logProbability(low[..<seam]), let right = language.logProbability(low[seam...]) {
                stands = max(stands, left + right)
            }
            guard let right = part(Array(low[seam...]), model), let left = part(Array(low[..<seam]), model) else {
                continue
            }
            let score = left.score + right.score - Self.pairPenalty
            if score > best?.score ?? -.infinity {
                best = Candidate(
                    word: left.word + right.word, score: score, isSeen: left.isSeen && right.isSeen,
                    step: left.step + right.step)
            }
        }
        // Two words that are words as they stand are rather those.
        return best.flatMap { $0.word == low || stands > $0.score ? nil : $0 }
    }

    /// The likeliest word of the word list for half of a word; nil where none is likely.
    func part(_ half: [Unicode.Scalar], _ model: Decoder.Model) -> Candidate? {
        if let known = halves[half] { return known.score > -.infinity ? known : nil }
        let identity = model.source.identityCost(half)
        var best = Candidate(word: half, score: -.infinity, step: 0)
        for decoding in decoder.decode(half, model, Decoder.Effort(beam: 4, nodes: 120, words: 6)) {
            guard let probability = language.logProbability(decoding.word), probability > Self.likelyHalf else {
                continue
            }
            let score = probability - Self.channelWeight * decoding.cost
            if score > best.score, decoding.cost - identity < 4 {
                best = Candidate(word: decoding.word, score: score, step: decoding.cost - identity)
            }
        }
        halves[half] = best
        return best.score > -.infinity ? best : nil
    }

    /// ln P of leaving a word as it stands: as a known word, or letter by letter as an unknown one.
    private func keepProbability(_ low: [Unicode.Scalar], _ word: [Unicode.Scalar], isWord: Bool) -> Float {
        var unknown = Self.unknownShare + language.letterLogProbability(low)
        if word.first?.isUpper == true { unknown += Self.capitalBonus }
        if low.contains(where: \.isDigit) { unknown -= 4 }
        if let known = known(low) { return max(known, unknown) }
        guard isWord else { return unknown }
        return max(unknown, logProbability(ofUnseen: low, isMorphological: true))
    }

    /// Whether Voikko accepts `low` as it is, in the case of `word`, or as a name.
    func spells(_ low: [Unicode.Scalar], like word: [Unicode.Scalar]) -> Bool {
        if ownWords.contains(low) { return true }
        switch decoder.automaton.accepts(low) {
        case .none: return false
        case .name, .certain: return true
        case .doubtful: break
        }
        let cased = recased(low, like: word)
        if let known = spellings[cased] { return known }
        // With a capital, Voikko accepts what it accepts without.
        let capital = low.dropFirst().contains { $0.raised != $0 } ? [low[0].raised] + low.dropFirst() : low
        var answer = voikko.isWord(capital.string)
        if !answer, cased != capital, cased != low { answer = voikko.isWord(cased.string) }
        spellings[cased] = answer
        return answer
    }

    /// What a capitalised word is.
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

    /// What `word`, which begins with a capital, is.
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

    /// Whether `low` is a name where it is written with a capital.
    func mayBeName(_ low: [Unicode.Scalar]) -> Bool {
        guard let first = low.first else { return false }
        switch nameClass(of: [first.raised] + low.dropFirst()) {
        case .person, .name: return true
        case .unknown, .other: return false
        }
    }

    /// Whether `low` is a word that is written without a capital.
    func isCommonWord(_ low: [Unicode.Scalar]) -> Bool {
        // The NUL in front keeps these answers apart from those of `spells`.
        let key = ["\0"] + low
        if let known = spellings[key] { return known }
        let answer = decoder.automaton.accepts(low) == .certain || voikko.isWord(low.string)
        spellings[key] = answer
        return answer
    }

    /// ln P of a word that is not in the word list: a compound by its parts, else by its lemma.
    func logProbability(ofUnseen word: [Unicode.Scalar], isMorphological: Bool) -> Float {
        if let known = probabilities[word] { return known }
        var result: Float = -25
        if isMorphological, let parts = decoder.automaton.parts(of: word) {
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
        } else if !isMorphological {
            result = Self.unseen
        }
        // Likelier than that, it would have been seen; what speaks for one rather than another stays.
        if result > Self.unseen { result = Self.unseen + min(Self.unseenSpread, 0.4 * (result - Self.unseen)) }
        probabilities[word] = result
        return result
    }

    /// ln P of a form by its lemma: a thirtieth of the lemma's.
    private func formProbability(_ word: [Unicode.Scalar]) -> Float {
        var best: Float = -25
        for form in voikko.baseForms(of: word.string) {
            let base = form.unicodeScalars.map(\.lowered)
            if let known = language.logProbability(base, .lemma) { best = max(best, known - 3.4) }
        }
        return best
    }
}
