// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText

/// The document that a word stands in, as far as it speaks for readings of its words.
struct DocumentContext {
    /// Names of the hosts in the document's addresses.
    let hosts: HostVocabulary
    /// Words that clean documents beside this one have.
    let collection: (any CollectionWords)?
    /// Readings of words, as written, by the errors that the document itself shows.
    var readings: [[Unicode.Scalar]: RepairCandidates] = [:]
    /// A form that the document has each word in, by the first pass, and whether it has others.
    private var forms: [WordKey: (form: [Unicode.Scalar], hasOthers: Bool)] = [:]

    init(hosts: HostVocabulary, collection: (any CollectionWords)?) {
        self.hosts = hosts
        self.collection = collection
    }

    /// True if the document has `word` elsewhere, by the first pass, in another form than `low`: two forms alike that are
    /// read alike are no witnesses of each other.
    func hasElsewhere(_ word: [Unicode.Scalar], than low: [Unicode.Scalar]) -> Bool {
        guard let known = forms[WordKey(word: word)] else { return false }
        return known.hasOthers || known.form != low
    }

    /// Notes that the document has `word`, by the first pass, in the form `low`.
    mutating func note(_ word: [Unicode.Scalar], readFrom low: [Unicode.Scalar]) {
        let key = WordKey(word: word)
        if let known = forms[key] {
            if !known.hasOthers, known.form != low { forms[key] = (known.form, true) }
        } else {
            forms[key] = (low, false)
        }
    }
}

/// The neighbours of a word, as far as they speak for readings of it; by default none.
struct WordContext {
    var agreement = Agreement()
    /// True if the word is a person's name as it stands, beside another name.
    var isPerson = false
    /// The language of the words on both sides, where it is the same.
    var language: Language?

    /// The languages that are told apart.
    enum Language {
        case finnish, foreign
    }
}

/// Finds the context of words among the words of damaged passages, as the first pass understood them.
struct ContextReader {
    /// The readings of a word alone.
    let reading: (TextWord) -> RepairCandidates
    let dictionary: DictionaryQueries
    /// The words, in order.
    let words: [TextWord]
    /// The first pass's result for each word, in lower case.
    let meant: [[Unicode.Scalar]]

    /// The context of word `index`, which `reading` was made of. A few look-ups in Voikko for words that their neighbours
    /// may decide on.
    func context(of index: Int, _ reading: RepairCandidates) -> WordContext {
        var result = WordContext(agreement: agreement(at: index), isPerson: isPerson(at: index))
        let word = words[index].scalars
        // Only a word in small letters that is none is asked about its neighbours' language.
        if !reading.isWord, word.count > 2, word.first?.isUpper != true { result.language = language(around: index) }
        return result
    }

    /// The characters between the words `left` and `right`.
    private func gap(_ left: Int, _ right: Int) -> Int {
        words[right].range.lowerBound - words[left].range.upperBound
    }

    /// True if word `index` is a person's name as it stands and has another name beside it (*Mika Waltari*, *Waltari,
    /// Mika*).
    private func isPerson(at index: Int) -> Bool {
        func isCapital(_ word: TextWord) -> Bool {
            word.scalars.count > 1 && word.scalars[0].isUpper && !word.scalars[1].isUpper
        }
        guard isCapital(words[index]) else { return false }
        func mayBeName(_ other: Int, within most: Int) -> Bool {
            guard words.indices.contains(other), isCapital(words[other]) else { return false }
            return gap(min(index, other), max(index, other)) <= most
        }
        // Voikko is asked last: most capitals stand alone.
        // A full stop behind more than an initial ends a sentence: *… Preben. Mikä*.
        let isBehindStop = words[index].mayBeginSentence
        let others = [(index + 1, 1), (index - 1, 2)].filter {
            (isBehindStop ? $0.0 > index : true) && mayBeName($0.0, within: $0.1)
        }
        guard !others.isEmpty, dictionary.nameClass(of: words[index].scalars) == .person else { return false }
        return others.contains {
            let found = dictionary.nameClass(of: words[$0.0].scalars)
            return found == .person || found == .unknown
        }
    }

    /// The language of the words on both sides of word `index`, which stand next to it, as they were understood; nil where
    /// they differ, or one is missing.
    private func language(around index: Int) -> WordContext.Language? {
        guard index > 0, index + 1 < words.count else { return nil }
        var result: WordContext.Language?
        for other in [index - 1, index + 1] {
            guard gap(min(index, other), max(index, other)) <= 2 else { return nil }
            let language: WordContext.Language =
                dictionary.spells(meant[other], like: words[other].scalars) ? .finnish : .foreign
            if let result, result != language { return nil }
            result = language
        }
        return result
    }

    /// The rules of agreement that the neighbours of word `index` call for.
    private func agreement(at index: Int) -> Agreement {
        var result = Agreement()
        let table = dictionary.agreement
        // Most words have one reading only, and need no neighbours to tell.
        guard reading(words[index]).isContested else { return result }
        let isBehindWord = index >= 1 && gap(index - 1, index) <= 1
        if index >= 2, isBehindWord, gap(index - 2, index - 1) <= 1, mayBeConjunction(index - 1) {
            result.note(dictionary.inflections(of: meant[index - 2]), at: .across, table)
        }
        let clause = Inflections(traits: clause(before: index))
        result.note(clause, at: .clause, table)
        let word = words[index]
        if word.mayBeginSentence, word.scalars.count > 1, word.scalars[0].isUpper, !word.scalars[1].isUpper {
            result.note(Inflections(), at: .beginning, table)
        }
        if isBehindWord, !word.mayBeginSentence {
            result.note(clause, at: .middle, table)
            result.note(dictionary.inflections(of: meant[index - 1]), at: .before, table)
        }
        if index + 1 < words.count, gap(index, index + 1) <= 1 {
            result.note(dictionary.inflections(of: meant[index + 1]), at: .after, table)
        }
        return result
    }

    /// All traits of the words before word `index`, three at most, back to a modal verb or to where a clause may begin.
    private func clause(before index: Int) -> Traits {
        var result: Traits = []
        for back in 1...3 {
            guard index >= back, gap(index - back, index - back + 1) <= 1 else { break }
            let before = dictionary.inflections(of: meant[index - back]).traits
            result.formUnion(before)
            // A capital or a full stop between would begin another clause.
            if before.contains(.modal) || words[index - back + 1].mayBeginSentence { break }
        }
        return result
    }

    /// True if word `index` stands between two equals: as it was understood, or by its likeliest reading where what stands
    /// is a word too (*seka*).
    private func mayBeConjunction(_ index: Int) -> Bool {
        let conjunctions = dictionary.agreement.conjunctions
        return conjunctions.contains(meant[index])
            || reading(words[index]).candidates.first.map { conjunctions.contains($0.word) } == true
    }
}
