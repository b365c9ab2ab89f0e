// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import Deadlines
internal import FinnishText

/// Reads single words by one error model: finds the words that may have been meant and scores them as a noisy channel.
///
/// Each error model has a reader of its own, and with it caches of its own: what a word is read as depends on the word, the
/// model, the data and a person's own words, and on nothing that was read before. Readers of one repairer share its
/// ``DictionaryQueries``. For one thread; ``SharedReadings`` is what threads share.
final class ChannelReader {
    let dictionary: DictionaryQueries
    let model: Decoder.Model
    let language: LanguageModel
    private var halves: GenerationalCache<WordKey, Candidate>
    private var readings: GenerationalCache<WordKey, RepairCandidates>
    /// Readings by the same model of repairers on other threads.
    private let shared: SharedReadings.Shelf?
    let style: ReadingStyle

    /// A reader of nothing yet, over `dictionary` by `model`. Takes memory as it reads.
    ///
    /// - Parameters:
    ///   - dictionary: The answers about words that depend on no model.
    ///   - model: The error model.
    ///   - shared: The readings that other threads share with this one. They must be of this model and of a dictionary of
    ///     the same data and own words.
    ///   - style: The kind of page that is read.
    init(
        _ dictionary: DictionaryQueries, _ model: Decoder.Model, sharing shared: SharedReadings.Shelf? = nil,
        style: ReadingStyle = .usual
    ) {
        self.style = style
        self.dictionary = dictionary
        language = dictionary.language
        halves = GenerationalCache(count: dictionary.bounds.answers)
        readings = GenerationalCache(count: dictionary.bounds.readings)
        self.model = model
        self.shared = shared
    }

    /// A reader by an error model that came about on the way, over the same dictionary and with caches of its own.
    func reader(by model: ErrorModel) -> ChannelReader {
        ChannelReader(dictionary, dictionary.decoder.prepared(model))
    }

    /// The words that `word`, as written, may have been meant for. Cached, and shared between threads where the reader is told
    /// to.
    func reading(of word: [Unicode.Scalar]) -> RepairCandidates {
        if let known = readings[word] { return known }
        if dictionary.deadline.hasPassed { return .unread }
        let reading = shared?[word] ?? readWhole(word)
        readings[word] = reading
        return reading
    }

    private func readWhole(_ word: [Unicode.Scalar]) -> RepairCandidates {
        let reading =
            readColonEnding(word) ?? readExclamation(word) ?? readDoubledCapital(word) ?? readInParts(word)
            ?? read(word)
        shared?[word] = reading
        return reading
    }

    /// ``reading(of:)`` of a word that is asked for once: not cached, and without greetings whose exclamation mark was read as
    /// a letter.
    ///
    /// - Parameters:
    ///   - word: The word, as written.
    ///   - lead: By how much a candidate must be likelier than what stands, in nats; nil where less likely ones count, too. The more
    ///     is asked for, the less is looked at.
    /// - Returns: What the word may have been meant for.
    func readAnew(_ word: [Unicode.Scalar], worth lead: Float? = nil) -> RepairCandidates {
        if dictionary.deadline.hasPassed { return .unread }
        return readColonEnding(word) ?? readDoubledCapital(word) ?? readInParts(word) ?? read(word, worth: lead)
    }

    /// The likeliest word of the list that `word`, in small letters, may have been meant for, if it scores `floor` or more. Not
    /// cached: the less a word is worth, the less is looked for.
    func word(behind word: [Unicode.Scalar], worth floor: Float) -> Candidate? {
        if dictionary.deadline.hasPassed { return nil }
        var candidates: [Candidate] = []
        // Nothing around it makes up for what is below the floor.
        addDecodings(
            of: word, word, identity: model.source.identityCost(word), unchanged: floor + ReadingWeights.surroundings,
            worth: style.isBadlyRead ? floor : nil, nodes: ReadingWeights.nodesOfWhole, to: &candidates)
        return candidates.first.flatMap { $0.isSeen && $0.score >= floor ? $0 : nil }
    }

    /// `word` in lower case. A capital I behind a small letter or a colon is an l, and so it is between a single capital
    /// and a small letter (*IIkka*, *OIen*).
    static func lowercasedAsRead(_ word: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var low = word.map(\.lowercased)
        for index in word.indices.dropFirst() where word[index] == "I" {
            let isSecond = index == 1 && word.count > 3 && ("a"..."z").contains(word[2]) && word[0].isLetter
            if isSecond || word[index - 1] == ":" || ("a"..."z").contains(word[index - 1]) { low[index] = "l" }
        }
        return low
    }

    /// The reading of `word` as one whole, whatever its shape; of candidates at least `lead` nats likelier than what stands, where
    /// that is told.
    func read(_ word: [Unicode.Scalar], worth lead: Float? = nil) -> RepairCandidates {
        let low = Self.lowercasedAsRead(word)
        let plain = word.map(\.lowercased)
        let known = dictionary.knownProbability(low)
        let identity = model.source.identityCost(low)
        var isWord = dictionary.spells(low, like: word)
        var unchanged = -ReadingWeights.channel * identity + unchangedProbability(low, word, known, isWord: isWord)
        // A name is not written in small letters.
        if isWord, word.first?.isUpper == false, known != nil, !dictionary.isOwnWord(low), !dictionary.isCommonWord(low)
        {
            isWord = false
            unchanged -= ReadingWeights.smallName
        }
        var candidates: [Candidate] = []
        if low != plain, isWord || known != nil {
            candidates.append(
                Candidate(word: low, score: unchanged, isSeen: known != nil, extraCost: ReadingWeights.slightCost))
            unchanged = ReadingWeights.unknownShare + language.letterLogProbability(plain)
            isWord = false
        }
        // On a badly read page neighbours may make up for a little.
        let least = lead ?? (style.isBadlyRead ? -ReadingWeights.surroundings : nil)
        addDecodings(
            of: low, word, identity: identity, unchanged: unchanged, worth: least.map { unchanged + $0 },
            to: &candidates)
        // What cannot be told from a known word can from how Finnish sounds.
        let rival = candidates.first?.score ?? -.infinity
        if style.guessesDiaeresis, !isWord, known == nil, rival < unchanged + 1 {
            if let form = VowelHarmony.restored(low) ?? guessed(low) ?? placeName(low, word) {
                let score = max(unchanged + ReadingWeights.harmony, rival + 1)
                candidates.insert(
                    Candidate(word: form, score: score, isSeen: false, extraCost: ReadingWeights.slightCost), at: 0)
            } else if let pair = readAsPair(low), pair.score > max(unchanged, rival) {
                candidates.insert(pair, at: 0)
            }
            if candidates.count > ReadingWeights.kept { candidates.removeLast() }
        }
        if let first = candidates.first { candidates.removeAll { $0.score < first.score - ReadingWeights.hopeless } }
        return RepairCandidates(isWord: isWord, unchangedScore: unchanged, candidates: candidates)
    }

    /// Adds to `candidates` the words that the decoder finds for `low`, which is `word` in lower case, the likeliest first;
    /// `identity` is the channel's cost of leaving it, `unchanged` the score of that. No word is looked for that cannot score
    /// `floor`, where that is told.
    private func addDecodings(
        of low: [Unicode.Scalar], _ word: [Unicode.Scalar], identity: Float, unchanged: Float, worth floor: Float?,
        nodes: Int = .max, to candidates: inout [Candidate]
    ) {
        var effort = style.effort
        effort.nodes = min(effort.nodes, nodes)
        if let floor {
            // The most that the channel may cost even the likeliest word.
            let most = (ReadingWeights.likeliest(of: low.count) - floor) / ReadingWeights.channel
            effort.limit = min(effort.limit, max(most, 0.1))
        }
        for decoding in dictionary.decoder.decode(low, written: word, model, effort) where decoding.word != low {
            let channel = -ReadingWeights.channel * decoding.cost
            let known = dictionary.knownProbability(decoding.word)
            // The best that a word never seen can reach, to spare asking: where no neighbours can make up for it.
            if known == nil {
                let most = channel + ReadingWeights.unseen + ReadingWeights.unseenSpread
                if most < unchanged - ReadingWeights.hopeless
                    || most < (candidates.first?.score ?? -.infinity) - ReadingWeights.hopeless
                {
                    continue
                }
                if candidates.count >= ReadingWeights.kept, let worst = candidates.last?.score,
                    channel + ReadingWeights.unseen <= worst
                {
                    continue
                }
            }
            guard decoding.word.count > 1,
                known != nil || decoding.isCertain || dictionary.spells(decoding.word, like: word)
            else { continue }
            if style.isBadlyRead, isAbbreviationInFront(word), !decoding.word.contains("-") { continue }
            // A letter by itself is a sign, not a word (*A-ranta*).
            if low.count > 2, low[1] == "-", decoding.word.first != low[0] { continue }
            let probability = known ?? dictionary.logProbability(ofUnseen: decoding)
            let candidate = Candidate(
                word: decoding.word, score: channel + probability, isSeen: known != nil,
                extraCost: decoding.cost - identity)
            let place = candidates.firstIndex { $0.score < candidate.score } ?? candidates.count
            candidates.insert(candidate, at: place)
            if candidates.count > ReadingWeights.kept { candidates.removeLast() }
        }
    }

    /// ln P of leaving a word as it stands: as a known word, or letter by letter as an unknown one.
    private func unchangedProbability(
        _ low: [Unicode.Scalar], _ word: [Unicode.Scalar], _ known: Float?, isWord: Bool
    ) -> Float {
        var unknown = ReadingWeights.unknownShare + language.letterLogProbability(low)
        if word.first?.isUpper == true { unknown += ReadingWeights.capital }
        if low.contains(where: \.isDigit) { unknown -= ReadingWeights.figure }
        if style.isBadlyRead {
            if low.contains(where: \.isStrange) { unknown -= ReadingWeights.figure }
            unknown = max(unknown, compoundProbability(low, word))
            if style.isOldPrint { unknown = max(unknown, dictionary.oldProbability(low)) }
        }
        if let known { return max(known, unknown) }
        guard isWord else { return unknown }
        return max(unknown, dictionary.logProbability(ofUnseen: low))
    }

    /// ln P of `low` as a compound of words of the list that Voikko does not know (*maksuunpantava*), or as a name of which
    /// nothing but the last part is known (*Vattajanniemi*); −∞ where it is neither. A score of unknown words, so that the
    /// channel's share is in it.
    private func compoundProbability(_ low: [Unicode.Scalar], _ word: [Unicode.Scalar]) -> Float {
        guard low.count >= 7, low.count <= 40, low.allSatisfy({ $0.isLetter || $0 == "-" }) else { return -.infinity }
        let mayBeName = word[0].isUpper
        var best = -Float.infinity
        for seam in 3...(low.count - 4) where low[seam - 1] != "-" {
            let tail = low[(low[seam] == "-" ? seam + 1 : seam)...]
            guard tail.count >= 4, let last = language.logProbability(tail), last > ReadingWeights.likelyHalf else {
                continue
            }
            if let first = language.logProbability(low[..<seam], .modifier) {
                best = max(best, first + last - ReadingWeights.coined)
            } else if mayBeName {
                let first =
                    ReadingWeights.unknownShare + ReadingWeights.capital + language.letterLogProbability(low[..<seam])
                best = max(best, first + last)
            }
        }
        return best
    }

    /// True if `word` begins with an abbreviation in capitals and a hyphen (*ELY-keskus*).
    private func isAbbreviationInFront(_ word: [Unicode.Scalar]) -> Bool {
        guard let hyphen = word.firstIndex(of: "-"), hyphen >= 2 else { return false }
        return word[..<hyphen].allSatisfy(\.isUpper)
    }

    /// An unknown name with the diaeresis of what such names end in put back.
    private func placeName(_ low: [Unicode.Scalar], _ word: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard word.first?.isUpper == true else { return nil }
        return PlaceNames.restored(low) { dictionary.spells($0, like: [$0[0].uppercased] + $0.dropFirst()) }
    }

    /// An unknown word with its ö put back, where it then looks more like words do.
    private func guessed(_ low: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard let form = VowelHarmony.guessed(low) else { return nil }
        return language.letterLogProbability(form) > language.letterLogProbability(low) + 1 ? form : nil
    }

    /// The likeliest word of the word list for half of a word; nil where none is likely.
    func part(_ half: [Unicode.Scalar]) -> Candidate? {
        if let known = halves[half] { return known.score > -.infinity ? known : nil }
        if dictionary.deadline.hasPassed { return nil }
        let identity = model.source.identityCost(half)
        var best = Candidate(word: half, score: -.infinity, extraCost: 0)
        for decoding in dictionary.decoder.decode(half, model, Decoder.Effort(beam: 4, nodes: 120, words: 6)) {
            guard let probability = language.logProbability(decoding.word), probability > ReadingWeights.likelyHalf
            else {
                continue
            }
            let score = probability - ReadingWeights.channel * decoding.cost
            if score > best.score, decoding.cost - identity < ReadingWeights.halfCost {
                best = Candidate(word: decoding.word, score: score, extraCost: decoding.cost - identity)
            }
        }
        halves[half] = best
        return best.score > -.infinity ? best : nil
    }
}
