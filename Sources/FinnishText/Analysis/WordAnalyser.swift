// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import Caching

/// From a word form to its lemmas, bases and parts.
///
/// Caches readings of parts of compounds, of which there are far fewer than compounds, but no words: ``Analyser`` does. For
/// one thread at a time.
final class WordAnalyser {
    let voikko: Voikko
    /// Readings of parts, about 400 bytes each.
    private var partReadings = GenerationalCache<String, [MorphologicalAnalysis]>(count: 40_000)
    /// Lemmas of the ends of unknown words, empty where there is none; about 80 bytes each.
    private var tailLemmas = GenerationalCache<String, String>(count: 200_000)

    init(voikko: Voikko) { self.voikko = voikko }

    /// ``ReadingFilter/readings(of:by:)``, cached.
    func readings(of part: String) -> [MorphologicalAnalysis] {
        if let known = partReadings[part] { return known }
        let readings = ReadingFilter.readings(of: part, by: voikko)
        partReadings[part] = readings
        return readings
    }

    /// The terms of `word`, which holds letters, digits and the joiners of ``TextScanner``.
    func analyse(_ word: String) -> (set: LemmaSet, isKnown: Bool) {
        var set = LemmaSet()
        let known = collect(word, into: &set, depth: 0)
        return (set, known)
    }

    /// Adds what `word` is read as to `set`; answers whether Voikko knows it.
    private func collect(_ word: String, into set: inout LemmaSet, depth: Int) -> Bool {
        let readings = ReadingFilter.ranked(of: word, by: voikko)
        if !readings.isEmpty {
            // *1900* comes before *luku*.
            if word.utf8.first?.isASCIIDigit == true { addHyphenParts(of: word, into: &set) }
            let own = CaseAdverbs.lemmas(of: Casing.lowercased(word))
            for lemma in own { set.addLemma(lemma, display: lemma) }
            for ranked in readings {
                collect(ranked, of: word, isOther: !own.isEmpty, into: &set)
            }
            addHyphenParts(of: word, into: &set)
            for reading in readings.map(\.reading) where reading.isName {
                if let hyphen = reading.lemma.lastIndex(of: "-") {
                    set.addPart(String(reading.lemma[hyphen...].dropFirst()))
                }
            }
            return true
        }
        if depth < 2, let colon = word.firstIndex(of: ":") { return collectColonForm(word, colon, into: &set, depth) }
        if depth < 2, let hyphen = word.lastIndex(of: "-"), hyphen != word.startIndex {
            return collectHyphenated(word, hyphen, into: &set, depth)
        }
        collectUnknown(word, into: &set)
        return false
    }

    /// Adds what comes of a reading of `word`; `isOther` is true where another lemma is nearly always meant.
    private func collect(
        _ ranked: ReadingFilter.Ranked, of word: String, isOther: Bool = false, into set: inout LemmaSet
    ) {
        let reading = ranked.reading
        if reading.isComparedAdverb {
            let lower = Casing.lowercased(word)
            set.addLemma(lower, display: lower)
        }
        let isAdverb = reading.isAdverbInSti || reading.isComparedAdverb || isOther
        let kind: TermKind = ranked.isLikely && !isAdverb ? .lemma : .guess
        let segments = Derivation.segments(of: reading.output)
        let parts = reading.isName ? nil : CompoundParts(of: word, reading: reading)
        if reading.isVerbalNoun, let noun = Derivation.verbalNoun(of: reading.output) {
            // Dictionaries list *työllistäminen* as a noun; the verb stays a lemma beside it.
            set.addLemma(noun, kind, display: noun)
            set.isVerbalNoun = true
        }
        if reading.isAdverbInSti, let adverb = Derivation.adverb(in: word) {
            set.addLemma(adverb, ranked.isLikely ? .lemma : .guess, display: adverb)
        }
        if reading.lemma == "hyvä", Derivation.contains("[Cs]", reading.output[...]) {
            set.addLemma("paras", kind, display: "paras")
        }
        set.addLemma(reading.lemma, reading.isVerbalNoun ? .guess : kind, display: reading.baseForm)
        // With a capital in it (*EU-maa*), what Voikko makes of the lemma in lower case is another matter.
        if reading.isContent, reading.lemma == reading.baseForm { set.noteContent(reading.lemma) }
        if reading.lemma.utf8.contains(UInt8(ascii: "-")) { set.addLemma(reading.lemma.filter { $0 != "-" }, kind) }
        if let last = segments.last, let entry = Derivation.lastEntry(of: last) {
            let head = segments.count > 1 ? parts?.head(before: (parts?.surfaces.count ?? 1) - 1) ?? "" : ""
            let verb = Derivation.derivedVerb(of: last)
            if reading.isParticiple || Derivation.isParticiple(last) {
                // The participle is listed under its verb too: *työllistetty*, työllistää. Compounds of agent
                // participles are nouns: *maanviljelemä* is no verb.
                if head.isEmpty || !reading.isAgentParticiple {
                    let verb = head + (verb ?? entry)
                    set.addLemma(verb, kind, display: verb)
                }
                if verb != nil { set.addBase(entry, ofPart: segments.count > 1) }
            } else if Derivation.isDerived(last) {
                if let verb, verb != reading.lemma { set.addBase(verb, ofPart: segments.count > 1) }
                set.addBase(entry, ofPart: segments.count > 1)
            }
        }
        if let parts, ranked.hasParts { addParts(parts, segments: segments, into: &set) }
    }

    /// The parts' lemmas, and the compounds within the compound.
    private func addParts(_ parts: CompoundParts, segments: [Derivation.Segment], into set: inout LemmaSet) {
        let count = parts.surfaces.count
        for index in 0..<count - 1 {
            let segment = segments.count == count ? segments[index] : nil
            for lemma in headLemmas(parts.surfaces[index], segment: segment) { set.addPart(lemma) }
        }
        let joints = Derivation.joints(of: segments, count: count)
        if let tail = parts.tails[count - 2] {
            set.addPart(tail)
        } else {
            for reading in readings(of: parts.surfaces[count - 1]).prefix(2) {
                set.addPart(reading.lemma)
            }
        }
        guard count > 2 else { return }
        for index in 0..<count - 2 {
            // *hyvin=vointi* is one word of the lexicon: *hyvinvointialue* holds no *vointialue*.
            if joints?[index] != false, let tail = parts.tails[index] { set.addSubCompound(tail) }
            let head = parts.head(before: index + 2)
            for reading in readings(of: head).prefix(1) { set.addSubCompound(reading.lemma) }
        }
    }

    /// Lemmas of a part before the last: mostly a nominative or genitive, sometimes a form that lives in compounds
    /// only (`kehittämis-`, `aikais-`), whose lexicon entry Voikko names.
    private func headLemmas(_ surface: String, segment: Derivation.Segment?) -> [String] {
        guard surface.unicodeScalars.count > 1 else { return [] }
        if let segment, Derivation.contains("[Tn4]", segment), surface.hasSuffix("mis") {
            return [String(surface.dropLast(1)) + "nen"]
        }
        let readings = readings(of: surface).filter { !$0.isName && $0.joints == 0 }
        if let own = readings.first(where: { $0.lemma == surface }) {
            // *hyvin* in *hyvinvointi* says nothing.
            return own.isIndeclinable && readings.allSatisfy { $0.isIndeclinable || $0.lemma != surface }
                ? [] : [surface]
        }
        if let segment {
            let entries = Derivation.entries(of: segment)
            // A prefix: *yhteisvastuu* is found by *yhteis-*.
            if entries.isEmpty { return Derivation.contains("[Lp]", segment) ? [surface] : [] }
            if readings.isEmpty, let entry = entries.last { return [entry] }
            if !Derivation.isDerived(segment), let entry = entries.last { return [entry] }
        }
        return readings.isEmpty ? [surface] : readings.prefix(2).map(\.lemma)
    }

    /// `ELY:n`, `1990:n`: what stands before the colon, by itself.
    private func collectColonForm(_ word: String, _ colon: String.Index, into set: inout LemmaSet, _ depth: Int) -> Bool
    {
        let stem = String(word[..<colon])
        let known = collect(stem, into: &set, depth: depth + 1)
        set.addLemma(Casing.lowercased(stem), display: stem)
        return known
    }

    /// `RR-tietopalvelussa`: the last part is inflected, the others stand as they are.
    private func collectHyphenated(
        _ word: String, _ hyphen: String.Index, into set: inout LemmaSet, _ depth: Int
    ) -> Bool {
        var head = String(word[..<hyphen])
        var tail = String(word[word.index(after: hyphen)...])
        // *15-29-vuotiaat*: Voikko knows *29-vuotiaat* and no *vuotiaat*.
        if let before = head.lastIndex(of: "-"), head[before...].dropFirst().utf8.allSatisfy(\.isASCIIDigit) {
            tail = String(head[before...].dropFirst()) + "-" + tail
            head = String(head[..<before])
        }
        guard !tail.isEmpty else { return collect(head, into: &set, depth: depth + 1) }
        var tailSet = LemmaSet()
        let known = collect(tail, into: &tailSet, depth: depth + 1)
        let isName = head.first?.isUppercase == true && tail.first?.isUppercase == true
        if isName { head = withBaseForms(head, as: tail) }
        for entry in tailSet.entries where entry.kind == .lemma || entry.kind == .guess {
            let shown = tailSet.display.first { Casing.lowercased($0) == entry.text } ?? entry.text
            let whole = head + "-" + (isName ? ReadingFilter.capitalised(shown) : shown)
            set.addLemma(Casing.lowercased(whole), entry.kind, display: whole)
            set.addLemma(Casing.lowercased(whole).filter { $0 != "-" }, entry.kind)
        }
        addHyphenParts(of: word, into: &set)
        for entry in tailSet.entries {
            switch entry.kind {
            case .lemma, .guess, .part: set.addPart(entry.text)
            case .base, .partBase: set.addBase(entry.text, ofPart: true)
            case .form, .folded: break
            }
        }
        return known
    }

    /// `head`, pieces of a name with hyphens, each that agrees with `tail` in a case of its own in its base form:
    /// `Papua-Uudessa` before `Guineassa` is `Papua-Uusi`.
    private func withBaseForms(_ head: String, as tail: String) -> String {
        let cases = Set(voikko.readings(of: tail).compactMap(\.inflection.grammaticalCase))
            .subtracting([.nominative, .genitive, .partitive])
        guard !cases.isEmpty else { return head }
        return head.split(separator: "-").map { piece in
            let readings = voikko.readings(of: Casing.lowercased(String(piece)))
            let agreeing = readings.first { reading in
                reading.wordClass == .nominal && reading.inflection.grammaticalCase.map(cases.contains) ?? false
            }
            return agreeing.map { ReadingFilter.capitalised($0.lemma) } ?? String(piece)
        }.joined(separator: "-")
    }

    /// Adds the pieces before hyphens, as they are (`ely`) and by their lemmas.
    private func addHyphenParts(of word: String, into set: inout LemmaSet) {
        guard word.utf8.contains(UInt8(ascii: "-")) else { return }
        for piece in word.split(separator: "-").dropLast() {
            let lower = Casing.lowercased(String(piece))
            guard !lower.allSatisfy(\.isNumber) else {
                set.addPart(number: lower)
                continue
            }
            let lemmas = readings(of: String(piece)).map(\.lemma)
            if lemmas.isEmpty || Casing.isUpper(piece) { set.addPart(lower) }
            for lemma in lemmas.prefix(2) { set.addPart(lemma) }
        }
    }

    /// A word that Voikko does not know: what it is written for where it is spoken or old, a known word at its end
    /// (`Innokylässä`), guesses by its ending; and itself.
    private func collectUnknown(_ word: String, into set: inout LemmaSet) {
        let lower = Casing.lowercased(word)
        let isAllUpper = Casing.isUpper(word) && word.count > 1
        let isName = word.first?.isUppercase == true
        func display(_ lemma: String) -> String {
            isAllUpper && lemma == lower ? word : isName ? ReadingFilter.capitalised(lemma) : lemma
        }
        guard !lower.utf8.contains(where: \.isASCIIDigit) else {
            set.addLemma(lower, display: display(lower))
            return
        }
        // *yhteis-*, *erityis-*: what stands before a hyphen is a compound's head as it is.
        if lower.utf8.count <= Self.longestPrefix, !voikko.readings(of: lower + "-").isEmpty {
            set.addLemma(lower, display: display(lower))
            return
        }
        if collectSpoken(lower, isName: isName, into: &set) {
            set.addLemma(lower)
            return
        }
        // What a reader would look up comes first; the form itself is the one sure term.
        if let tail = knownTail(of: lower, isName: isName) {
            set.addLemma(tail.head + tail.lemma, display: display(tail.head + tail.lemma))
            set.addPart(tail.lemma)
        }
        let guesses =
            (isName ? [] : VerbEndings.guesses(for: NameEndings.withoutClitic(lower) ?? lower))
            + NameEndings.guesses(for: lower, isName: isName).dropFirst()
        if set.display.isEmpty, !isAllUpper, let first = guesses.first,
            isName || NameEndings.isSure(lower, first) || VerbEndings.isVerb(first)
        {
            set.addLemma(first, display: display(first))
        }
        set.addLemma(lower, display: set.display.isEmpty ? display(lower) : nil)
        for guess in guesses { set.addLemma(guess, .guess) }
    }

    /// Adds the readings of `word`, in lower case, by the rules for spoken and old forms; false where nothing comes of them.
    private func collectSpoken(_ word: String, isName: Bool, into set: inout LemmaSet) -> Bool {
        // Old texts are written with care, compounds too.
        let isOld = word.utf8.contains(UInt8(ascii: "w"))
        for written in SpokenForms.candidates(for: word, isName: isName) {
            let readings = ReadingFilter.ranked(of: isName ? ReadingFilter.capitalised(written) : written, by: voikko)
                .filter { $0.isLikely && ($0.reading.joints == 0 || isOld) }
            if readings.isEmpty { continue }
            for ranked in readings { collect(ranked, of: written, into: &set) }
            return true
        }
        return false
    }

    /// The longest inflected noun at the end of `word` that leaves a head of three letters or more.
    /// Names with letters that Finnish lacks have none: *Exchangen* holds no *hanki*.
    private func knownTail(of word: String, isName: Bool) -> (head: String, lemma: String)? {
        let count = word.count
        guard count >= 8, count <= 40 else { return nil }
        if isName, word.utf8.contains(where: { Self.foreignLetters.contains($0) }) { return nil }
        var start = word.index(word.startIndex, offsetBy: 3)
        for _ in 3...(count - 5) {
            let lemma = tailLemma(of: String(word[start...]))
            if !lemma.isEmpty { return (String(word[..<start]), lemma) }
            start = word.index(after: start)
        }
        return nil
    }

    /// The most bytes of a compound's head that is looked for as one.
    private static let longestPrefix = 14
    private static let foreignLetters: Set<UInt8> = Set("cqwxz".utf8)

    /// The base form of the inflected noun `tail`; empty where it is none.
    private func tailLemma(of tail: String) -> String {
        if let known = tailLemmas[tail] { return known }
        let reading = voikko.readings(of: tail).first { reading in
            !reading.isName && reading.joints == 0 && Derivation.isAt("[Ln]", reading.output[...])
                && reading.lemma.count >= 4 && reading.lemma != tail
        }
        let lemma = reading?.lemma ?? ""
        tailLemmas[tail] = lemma
        return lemma
    }
}
