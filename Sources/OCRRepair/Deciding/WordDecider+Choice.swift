// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// The likeliest candidate for a word, held against what stands.
struct WordChoice {
    let word: TextWord
    let best: Candidate
    /// The evidence for it against leaving the word.
    let gain: EvidenceSum
    /// The least gain at which it is made, in nats.
    let margin: Float
    /// The next likeliest candidate, with its lead.
    let runnerUp: (word: [Unicode.Scalar], lead: Float)?
    let kind: Decision.Kind
    /// True if the candidate is a name and nothing else, so that its capital was lost, too (*väinö*).
    let isName: Bool

    /// True if the word is to be repaired.
    var isMade: Bool { gain.total > margin }

    /// The repair, explained where the evidence was kept.
    var decision: Decision {
        Decision(
            word: word, meant: isName ? [best.word[0].uppercased] + best.word.dropFirst() : best.word,
            confidence: Decision.confidence(ofLead: min(gain.total, runnerUp?.lead ?? .infinity)), kind: kind,
            explanation: gain.reasons.map {
                Explanation(
                    evidence: $0, gain: gain.total, margin: margin, runnerUp: runnerUp?.word.string,
                    lead: runnerUp?.lead)
            })
    }
}

extension WordDecider {
    /// The candidates for one word, and which of them hosts and the collection vouch for.
    private struct Candidates {
        var all: [Candidate]
        var host: [Unicode.Scalar]?
        var collection: [Unicode.Scalar]?

        /// The name of what vouches for `candidate`.
        func source(of candidate: Candidate) -> String {
            switch candidate.word {
            case collection: Weights.collection
            case host: Weights.host
            default: Weights.word
            }
        }
    }

    /// The likeliest of the words that `word` may have been meant for; nil where there is none. `reading` is what was made
    /// of the word alone.
    func choice(
        for word: TextWord, _ reading: RepairCandidates, _ context: WordContext, _ document: DocumentContext,
        isExplained: Bool
    ) -> WordChoice? {
        let candidates = candidates(for: word, reading, document)
        guard !candidates.all.isEmpty else { return nil }
        let capitals = Capitals(of: word, reading, dictionary)
        var best: (candidate: Candidate, score: EvidenceSum)?
        var second: (word: [Unicode.Scalar], score: Float)?
        for candidate in candidates.all {
            var score = EvidenceSum(candidate.score, isExplained: isExplained)
            score.add(surroundings(of: candidate, for: word, context, document, isExplained: isExplained))
            if let weight = capitals.weight(of: candidate.word, dictionary) { score.add(weight) }
            if let top = best, score.total <= top.score.total {
                if score.total > second?.score ?? -.infinity { second = (candidate.word, score.total) }
            } else {
                if let top = best { second = (top.candidate.word, top.score.total) }
                best = (candidate, score)
            }
        }
        guard let best else { return nil }
        let margin = margin(of: best.candidate, for: word, reading, context, document)
        var gain = best.score
        gain.compare(
            best.candidate, from: candidates.source(of: best.candidate), withUnchanged: reading.unchangedScore)
        weighUnchanged(word, reading, against: best.candidate, context, &gain)
        return WordChoice(
            word: word, best: best.candidate, gain: gain, margin: margin,
            runnerUp: second.map { ($0.word, best.score.total - $0.score) },
            kind: reading.isWord
                ? .realWord : best.candidate.word == candidates.collection ? .collection : .nonWord,
            isName: own != nil && isNameOnly(best.candidate.word))
    }

    /// The least gain at which `candidate` takes the place of `word`, in nats.
    private func margin(
        of candidate: Candidate, for word: TextWord, _ reading: RepairCandidates, _ context: WordContext,
        _ document: DocumentContext
    ) -> Float {
        let edit = LetterEdit(read: word.scalars, meant: candidate.word, isSeen: candidate.isSeen)
        if let own, !reading.isWord || own.wordReader == nil || edit != .none {
            return Thresholds.marginOnBadPage(of: candidate, isWord: reading.isWord)
                + (context.isPerson ? Thresholds.person : 0)
                + (own.reader.style.isOldPrint ? Thresholds.oldPrint : 0)
        }
        let margin = Thresholds.margin(
            of: candidate, for: word.scalars, isWord: reading.isWord,
            isDemonstrative: dictionary.inflections(of: candidate.word).traits.contains(.demonstrative),
            edit: edit, isPerson: context.isPerson,
            isWitnessed: document.hasElsewhere(candidate.word, than: word.low))
        return own == nil ? margin : max(margin, Thresholds.lostOnBadPage)
    }

    /// True if `word`, in lower case, is a name and no word that is written without a capital.
    private func isNameOnly(_ word: [Unicode.Scalar]) -> Bool {
        !dictionary.isOwnWord(word) && !dictionary.isCommonWord(word) && dictionary.mayBeName(word)
    }

    /// The candidates of `reading`, and those that the document's hosts and the collection have for a word that is none.
    private func candidates(
        for word: TextWord, _ reading: RepairCandidates, _ document: DocumentContext
    ) -> Candidates {
        var result = Candidates(all: reading.candidates)
        if !reading.isWord, !document.hosts.names.isEmpty,
            let host = reader.hostCandidate(of: word.scalars, document.hosts)
        {
            result.all.append(host)
            result.host = host.word
        }
        if !reading.isWord, let collection = document.collection,
            let candidate = collectionReader.candidate(for: word.scalars, among: collection)
        {
            result.all.append(candidate)
            result.collection = candidate.word
        }
        // An exclamation mark stands behind what begins a line or sentence (*Hei!*), not within one.
        if !word.mayBeginSentence { result.all.removeAll { $0.word.last == "!" } }
        if word.isElided {
            result.all.removeAll { $0.word.count == word.low.count + 1 && $0.word.starts(with: word.low.dropLast()) }
        }
        return result
    }

    /// The evidence of document and neighbours for `candidate` in the place of `word`.
    private func surroundings(
        of candidate: Candidate, for word: TextWord, _ context: WordContext, _ document: DocumentContext,
        isExplained: Bool
    ) -> EvidenceSum {
        var result = EvidenceSum(isExplained: isExplained)
        if document.hasElsewhere(candidate.word, than: word.low) { result.add(Weights.document) }
        if !context.agreement.isEmpty {
            result.add(agreement(context, dictionary.inflections(of: candidate.word), isExplained: isExplained))
        }
        return result
    }

    private func agreement(_ context: WordContext, _ own: Inflections, isExplained: Bool) -> EvidenceSum {
        var result = EvidenceSum(isExplained: isExplained)
        context.agreement.add(own, to: &result, dictionary.agreement)
        return result
    }

    /// Adds to `gain` what speaks for and against leaving `word` rather than reading it as `best`.
    private func weighUnchanged(
        _ word: TextWord, _ reading: RepairCandidates, against best: Candidate, _ context: WordContext,
        _ gain: inout EvidenceSum
    ) {
        if reading.isWord, !context.agreement.isEmpty {
            gain.subtract(
                agreement(context, dictionary.inflections(of: word.low), isExplained: gain.reasons != nil))
        }
        switch context.language {
        case .finnish: if best.isSeen { gain.add(Weights.amongFinnish) }
        case .foreign: if word.scalars.count <= Thresholds.shortWord { gain.add(Weights.amongForeign) }
        case nil: break
        }
        if reading.isWord, word.scalars.first?.isUpper == false, dictionary.mayBeName(word.low),
            !dictionary.mayBeName(best.word)
        {
            gain.add(Weights.smallName)
        }
        if !reading.isWord, VowelHarmony.isBroken(word.low) { gain.add(Weights.harmony) }
        if let own, !reading.isWord {
            let others = own.standing.others(like: word)
            if others > 0 {
                // Each place must have been misread alike.
                let once = ReadingWeights.channel * max(0, best.extraCost) * Weights.shareOfPlace
                gain.add(Weights.standing, -min(Weights.mostOfStanding, once * Float(others)))
            }
        }
    }
}

/// The capitals of a word, as far as they say that it is a name.
private struct Capitals {
    private let word: TextWord
    /// True if what stands is a word, and one that is written without a capital.
    private let isWord: Bool
    /// True if a capital in mid-sentence makes a name likely: *Mika* is not *mikä*.
    private let mayBeName: Bool
    /// True if a capital begins a sentence, and may be a name's all the same.
    private let mayBeginName: Bool

    init(of word: TextWord, _ reading: RepairCandidates, _ dictionary: DictionaryQueries) {
        self.word = word
        isWord = reading.isWord
        let isCapital = word.scalars.first?.isUpper == true
        let isAmongCapitals = word.scalars.count > 1 && word.scalars[1].isUpper
        // A capital says nothing of what is a common word as it stands, too, though a rare one (*Ylimaki*), nor among
        // capitals.
        mayBeName =
            !word.mayBeginSentence && isCapital && !isAmongCapitals
            && !(reading.isWord && reading.unchangedScore < Thresholds.rare && dictionary.isCommonWord(word.low))
        mayBeginName =
            !reading.isWord && word.mayBeginSentence && word.scalars.count > 1 && isCapital && !isAmongCapitals
    }

    /// The evidence of capitals against `candidate`; nil where they say nothing.
    func weight(of candidate: [Unicode.Scalar], _ dictionary: DictionaryQueries) -> Evidence? {
        let isRarer =
            mayBeginName && (dictionary.language.logProbability(candidate) ?? -.infinity) < Thresholds.frequent
        guard mayBeName || isRarer, dictionary.isCommonWord(candidate) else { return nil }
        switch dictionary.nameClass(of: recased(candidate, like: word.scalars)) {
        case .unknown, .other: return mayBeName ? Weights.notAName : Weights.notANameAtBeginning
        case .person, .name:
            return mayBeName && isWord && !dictionary.isCommonWord(word.low) ? Weights.alsoAName : nil
        }
    }
}
