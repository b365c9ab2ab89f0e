// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText
internal import Glibc

extension Repairer {
    /// What speaks for a word that the document has elsewhere, in nats.
    private static let cacheBonus: Float = 1.5
    /// What speaks against a word that is no name where a capital stands in mid-sentence, in nats.
    private static let namePenalty: Float = 3.5
    /// Likewise of a word that may be a name, too, where what stands is nothing else (*Maaria* is not *Määriä*, though that
    /// is a place).
    private static let bothPenalty: Float = 1.75
    /// Likewise where a sentence may begin, which a name does now and then (*Sarre*), but for the most frequent words.
    private static let beginningPenalty: Float = 1.75
    /// ln P of words that begin more sentences than names that look like them.
    private static let frequent: Float = -9.5
    /// What speaks for a repair where a word that is none has y beside back vowels, which no Finnish word has but compounds,
    /// in nats.
    private static let disharmony: Float = 2
    /// What speaks against a foreign word between Finnish ones, in nats.
    private static let foreignness: Float = 1.5
    /// What speaks for a short word between foreign ones to be foreign, too (*behöver veta innan*), in nats, and how many
    /// letters it has at most.
    private static let shortForeignness: Float = 4
    private static let shortWord = 5
    /// What speaks against a word in small letters that the word list has as a name, too: it knows no case, and most of
    /// *lahti* is the town's; in nats.
    private static let nameShare: Float = 1.75
    /// ln P of words so rare that the word list has none likelier.
    private static let rare: Float = -17
    /// What is made of each word, where something is: first word by word, then again with what the document holds.
    func decide(
        _ words: [TextWord], hosts: HostVocabulary, collection: (any CollectionWords)? = nil
    ) -> [Decision] {
        var surroundings = Surroundings(hosts: hosts, collection: collection)
        // No word knows of another here, so that the order in which they come does not matter.
        var first = words.map { choose($0, surroundings)?.meant ?? $0.low }
        // What the document tells of its scanner, and what is read otherwise then.
        surroundings.errors = DocumentErrorModel(words, first: first, reader: reader).readings
        if !surroundings.errors.isEmpty {
            for (index, word) in words.enumerated() where surroundings.errors[word.scalars] != nil {
                first[index] = choose(word, surroundings)?.meant ?? word.low
            }
        }
        for (index, meant) in first.enumerated() { surroundings.note(meant, readFrom: words[index].low) }
        var decisions: [Decision] = []
        for (index, word) in words.enumerated() {
            if let decision = commonSwedish(index, words) {
                decisions.append(decision)
                continue
            }
            let reading = surroundings.errors[word.scalars] ?? reader.reading(of: word.scalars)
            // Most words are right, and nothing is like them: their neighbours need not be looked at.
            if reading.candidates.isEmpty, reading.isWord || hosts.names.isEmpty && !collection.holds(word) {
                if let decision = inSwedish(index, words, reading) { decisions.append(decision) }
                continue
            }
            surroundings.agreement = agreement(at: index, first, words)
            surroundings.isPerson = isPerson(at: index, words)
            // Only a word in small letters that is none is asked about its neighbours' language.
            surroundings.language = nil
            if !reading.isWord, word.scalars.count > 2, word.scalars.first?.isUpper != true {
                surroundings.language = languageAround(index, first, words)
            }
            if let decision = choose(word, surroundings) ?? inSwedish(index, words, reading) {
                decisions.append(decision)
            }
        }
        return decisions
    }

    /// What stands around a word.
    private struct Surroundings {
        var hosts: HostVocabulary
        /// What clean documents beside this one have.
        var collection: (any CollectionWords)?
        /// What the document's own errors make of words.
        var errors: [[Unicode.Scalar]: RepairCandidates] = [:]
        /// A form that the document has each word in, by the first pass, and whether it has others.
        var readFrom: [WordKey: (form: [Unicode.Scalar], hasOthers: Bool)] = [:]
        var agreement = Agreement()
        /// Whether the word is a person's name as it stands, beside another name.
        var isPerson = false

        /// What the words on both sides are, where they are alike.
        var language: Language?

        /// Whether the document has `word` elsewhere, by the first pass, in another form than `low`: what stands there
        /// twice and is read alike is no witness of itself.
        func hasElsewhere(_ word: [Unicode.Scalar], than low: [Unicode.Scalar]) -> Bool {
            guard let known = readFrom[WordKey(word: word)] else { return false }
            return known.hasOthers || known.form != low
        }

        /// Notes that the document has `word`, by the first pass, in the form `low`.
        mutating func note(_ word: [Unicode.Scalar], readFrom low: [Unicode.Scalar]) {
            let key = WordKey(word: word)
            if let known = readFrom[key] {
                if !known.hasOthers, known.form != low { readFrom[key] = (known.form, true) }
            } else {
                readFrom[key] = (low, false)
            }
        }
    }

    /// Whether word `index` is a person's name as it stands and has another name beside it (*Mika Waltari*, *Waltari,
    /// Mika*).
    private func isPerson(at index: Int, _ words: [TextWord]) -> Bool {
        func isCapital(_ word: TextWord) -> Bool {
            word.scalars.count > 1 && word.scalars[0].isUpper && !word.scalars[1].isUpper
        }
        guard isCapital(words[index]) else { return false }
        func mayBeName(_ other: Int, _ gap: Int) -> Bool {
            guard words.indices.contains(other), isCapital(words[other]) else { return false }
            let (left, right) = other < index ? (other, index) : (index, other)
            return words[right].range.lowerBound - words[left].range.upperBound <= gap
        }
        // Voikko is asked last: most capitals stand alone.
        // A full stop behind more than an initial ends a sentence: *… Preben. Mikä*.
        let isBehindStop = words[index].mayBeginSentence
        let others = [(index + 1, 1), (index - 1, 2)].filter {
            (isBehindStop ? $0.0 > index : true) && mayBeName($0.0, $0.1)
        }
        guard !others.isEmpty, dictionary.nameClass(of: words[index].scalars) == .person else { return false }
        return others.contains {
            let found = dictionary.nameClass(of: words[$0.0].scalars)
            return found == .person || found == .unknown
        }
    }

    /// What words are, as far as is asked.
    private enum Language {
        case finnish, foreign
    }

    /// What the words on both sides of word `index` are, which stand next to it, as they were understood; nil where they
    /// differ, or one is missing.
    private func languageAround(_ index: Int, _ meant: [[Unicode.Scalar]], _ words: [TextWord]) -> Language? {
        guard index > 0, index + 1 < words.count else { return nil }
        var result: Language?
        for other in [index - 1, index + 1] {
            let gap = words[max(index, other)].range.lowerBound - words[min(index, other)].range.upperBound
            guard gap <= 2 else { return nil }
            let language: Language = dictionary.spells(meant[other], like: words[other].scalars) ? .finnish : .foreign
            if let result, result != language { return nil }
            result = language
        }
        return result
    }

    /// What the neighbours of word `index` ask of it, by what the first pass made of them.
    private func agreement(at index: Int, _ meant: [[Unicode.Scalar]], _ words: [TextWord]) -> Agreement {
        var result = Agreement()
        func isNear(_ left: Int, _ right: Int) -> Bool {
            words[right].range.lowerBound - words[left].range.upperBound <= 1
        }
        // Most words have one reading only, and need no neighbours to tell.
        guard reader.reading(of: words[index].scalars).isContested else { return result }
        if index >= 2, isNear(index - 2, index - 1), isNear(index - 1, index),
            reader.mayBeConjunction(words[index - 1].scalars, meant[index - 1])
        {
            result.across = dictionary.inflections(of: meant[index - 2]).all
        }
        var isDenied = false
        for back in 1...3 {
            guard index >= back, isNear(index - back, index - back + 1) else { break }
            let before = dictionary.inflections(of: meant[index - back])
            isDenied = isDenied || before.isDenial
            if before.isModal {
                result.isBehindVerb = true
                break
            }
            // A capital or a full stop between would begin another clause.
            if words[index - back + 1].mayBeginSentence { break }
        }
        let word = words[index]
        result.beginsSentence =
            word.mayBeginSentence && word.scalars.count > 1 && word.scalars[0].isUpper && !word.scalars[1].isUpper
        if index >= 1, isNear(index - 1, index), !word.mayBeginSentence {
            result.isAffirmed = !isDenied
            let before = dictionary.inflections(of: meant[index - 1])
            result.isBehindQuantifier = before.isQuantifier
            result.isBehindHead = before.isHead
            result.isBehindGenitive = before.isGenitive && !before.isSubject
            result.isBehindSubject = before.isSubject && !before.isGenitive && !before.isFinite && !before.isInfinitive
        }
        if index + 1 < words.count, isNear(index, index + 1) {
            let behind = dictionary.inflections(of: meant[index + 1])
            result.behind = behind.all
            result.isBeforeInfinitive = behind.isThirdInfinitive
        }
        return result
    }

    /// How likely a repair is right that is likelier than all else by `certainty` nats.
    ///
    /// A logistic curve through how often repairs were right on half of the pages that `errors-english.tsv` was learnt
    /// from; on the other half of a thousand repairs said to be 0.9 to 0.95 sure 0.90 were right. What no other reading
    /// rivals is wrong five times in a thousand all the same.
    static func confidence(_ certainty: Float) -> Double {
        0.995 / (1 + exp(-0.65 * Double(certainty) - 0.15))
    }

    /// The repair of one word, nil where it stays.
    private func choose(_ word: TextWord, _ surroundings: Surroundings) -> Decision? {
        let reading = surroundings.errors[word.scalars] ?? reader.reading(of: word.scalars)
        var candidates = reading.candidates
        if !reading.isWord, !surroundings.hosts.names.isEmpty,
            let host = reader.hostCandidate(of: word.scalars, surroundings.hosts)
        {
            candidates.append(host)
        }
        var own: [Unicode.Scalar]?
        if !reading.isWord, let collection = surroundings.collection,
            let candidate = collectionReader.candidate(for: word.scalars, among: collection)
        {
            candidates.append(candidate)
            own = candidate.word
        }
        // An exclamation mark stands behind what begins a line or sentence (*Hei!*), not within one.
        if !word.mayBeginSentence { candidates.removeAll { $0.word.last == "!" } }
        if word.isElided {
            candidates.removeAll { $0.word.count == word.low.count + 1 && $0.word.starts(with: word.low.dropLast()) }
        }
        guard !candidates.isEmpty else { return nil }
        let low = word.low
        // A capital says nothing of what is a common word as it stands, too, though a rare one (*Ylimaki*), nor among
        // capitals.
        let mayBeName =
            !word.mayBeginSentence && word.scalars.first?.isUpper == true
            && !(word.scalars.count > 1 && word.scalars[1].isUpper)
            && !(reading.isWord && reading.unchangedScore < Self.rare && dictionary.isCommonWord(low))
        let mayBeginName =
            !reading.isWord && word.mayBeginSentence && word.scalars.count > 1 && word.scalars[0].isUpper
            && !word.scalars[1].isUpper
        let agreement = surroundings.agreement
        func isName(_ candidate: [Unicode.Scalar]) -> Bool {
            switch dictionary.nameClass(of: recased(candidate, like: word.scalars)) {
            case .person, .name: true
            case .unknown, .other: false
            }
        }
        func bonus(_ candidate: [Unicode.Scalar]) -> Float {
            (surroundings.hasElsewhere(candidate, than: low) ? Self.cacheBonus : 0)
                + (agreement.isEmpty ? 0 : agreement.bonus(dictionary.inflections(of: candidate)))
        }
        var best: (candidate: Candidate, score: Float)?
        var second = -Float.infinity
        for candidate in candidates {
            var score = candidate.score + bonus(candidate.word)
            // A capital in mid-sentence is a name's: Mika is not mikä.
            let isRarer =
                mayBeginName && (dictionary.language.logProbability(candidate.word) ?? -.infinity) < Self.frequent
            let penalty = mayBeName ? Self.namePenalty : isRarer ? Self.beginningPenalty : 0
            if penalty > 0, dictionary.isCommonWord(candidate.word) {
                if !isName(candidate.word) {
                    score -= penalty
                } else if mayBeName, reading.isWord, !dictionary.isCommonWord(low) {
                    score -= Self.bothPenalty
                }
            }
            if let top = best, score <= top.score {
                second = max(second, score)
            } else {
                if let top = best { second = max(second, top.score) }
                best = (candidate, score)
            }
        }
        guard let best else { return nil }
        let slip = Slip(read: word.scalars, meant: best.candidate.word, isSeen: best.candidate.isSeen)
        if slip == .lost, !surroundings.hasElsewhere(best.candidate.word, than: low) { return nil }
        let margin = RepairMargin.asked(
            of: best.candidate, for: word.scalars, isWord: reading.isWord,
            isDemonstrative: reading.isWord && dictionary.inflections(of: best.candidate.word).isDemonstrative,
            slip: slip,
            isPerson: surroundings.isPerson)
        var gain = best.score - reading.unchangedScore
        if reading.isWord, !agreement.isEmpty {
            gain -= agreement.bonus(dictionary.inflections(of: low))
        }
        switch surroundings.language {
        case .finnish: if best.candidate.isSeen { gain += Self.foreignness }
        case .foreign: if word.scalars.count <= Self.shortWord { gain -= Self.shortForeignness }
        case nil: break
        }
        if reading.isWord, word.scalars.first?.isUpper == false, dictionary.mayBeName(low),
            !dictionary.mayBeName(best.candidate.word)
        {
            gain += Self.nameShare
        }
        if !reading.isWord, VowelHarmony.isBroken(low) { gain += Self.disharmony }
        guard gain > margin else { return nil }
        let certainty = min(gain, best.score - second)
        return Decision(
            word: word, meant: best.candidate.word,
            confidence: Self.confidence(certainty),
            kind: reading.isWord ? .realWord : best.candidate.word == own ? .collection : .nonWord)
    }
}
