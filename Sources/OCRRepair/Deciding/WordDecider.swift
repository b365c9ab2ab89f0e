// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Decides on the words of damaged passages: word by word first, then again with what the document and the neighbours
/// say.
struct WordDecider {
    /// Reads the words that ``own`` has no reading of.
    let reader: ChannelReader
    let dictionary: DictionaryQueries
    let collectionReader: CollectionReader
    /// The words of Swedish that may have lost their signs; nil where none has.
    let swedish: SwedishPassages?
    /// The readings of a badly read document's words; nil of others.
    var own: OwnReadings?
    /// True if decisions are to hold their evidence, and words that stay are to be told of.
    let isExplained: Bool

    /// Decides on `words`.
    ///
    /// - Parameters:
    ///   - words: The words of the damaged passages, in order.
    ///   - hosts: The names of the hosts in the document's addresses.
    ///   - collection: Words that clean documents beside this one have.
    /// - Returns: The repairs, by rising offset, and what was weighed and not repaired, where that is asked for.
    func decide(
        _ words: [TextWord], hosts: HostVocabulary, collection: (any CollectionWords)?
    ) -> (repairs: [Decision], rejected: [Decision]) {
        var document = DocumentContext(hosts: hosts, collection: collection)
        let first = firstPass(words, &document)
        let contexts = ContextReader(
            reading: { self.reading(of: $0, document) }, dictionary: dictionary, words: words, meant: first)
        var repairs: [Decision] = []
        var rejected: [Decision] = []
        for (index, word) in words.enumerated() {
            if let decision = swedish?.commonWord(index, words) {
                repairs.append(decision)
                continue
            }
            let reading = self.reading(of: word, document)
            // Most words are right, and nothing is like them: their neighbours need not be looked at.
            if reading.candidates.isEmpty, reading.isWord || hosts.names.isEmpty && !collection.holds(word) {
                if let decision = swedish?.unknown(index, words, reading) { repairs.append(decision) }
                continue
            }
            let choice = choice(
                for: word, reading, contexts.context(of: index, reading), document, isExplained: isExplained)
            if let choice, choice.isMade {
                repairs.append(choice.decision)
            } else if let decision = swedish?.unknown(index, words, reading) {
                repairs.append(decision)
            } else if isExplained, let choice {
                rejected.append(choice.decision)
            }
        }
        return (repairs, rejected)
    }

    /// The words meant, by what each is read as alone. Notes in `document` which words it has, and how the words are read
    /// that show errors of its own.
    private func firstPass(_ words: [TextWord], _ document: inout DocumentContext) -> [[Unicode.Scalar]] {
        func meant(_ word: TextWord) -> [Unicode.Scalar] {
            let choice = choice(for: word, reading(of: word, document), WordContext(), document, isExplained: false)
            guard let choice, choice.isMade else { return word.low }
            return choice.best.word
        }
        // No word knows of another here, so that the order in which they come does not matter.
        var first = words.map(meant)
        guard own == nil else {
            for (index, meant) in first.enumerated() { document.note(meant, readFrom: words[index].low) }
            return first
        }
        document.readings = DocumentErrorModel(words, first: first, reader: reader).readings
        if !document.readings.isEmpty {
            for (index, word) in words.enumerated() where document.readings[word.scalars] != nil {
                first[index] = meant(word)
            }
        }
        for (index, meant) in first.enumerated() { document.note(meant, readFrom: words[index].low) }
        return first
    }

    private func reading(of word: TextWord, _ document: DocumentContext) -> RepairCandidates {
        own?.reading(of: word.scalars) ?? document.readings[word.scalars] ?? reader.reading(of: word.scalars)
    }
}
