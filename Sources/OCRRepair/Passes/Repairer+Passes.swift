// SPDX-License-Identifier: GPL-3.0-or-later

/// The passes over one document, in the order in which their repairs go before others' at the same place.
extension Repairer {
    /// The repairs of one document by all passes, in no order of places, and what was weighed and not repaired, where that
    /// is asked for.
    struct Findings {
        var repairs: [Decision] = []
        var rejected: [Decision] = []
        /// True if so many words are unknown that more may be damaged than is repaired.
        var isSuspect = true
        /// The evidence of a badly read document on its reader.
        var evidence: ReaderEvidence?
    }

    /// The findings on a document with passages that are `damaged`.
    func damageFindings(
        on damaged: DamagedPassages, of bytes: [UInt8], with collection: (any CollectionWords)?
    ) -> Findings {
        let signs = signs(of: bytes, isDamaged: true)
        let swedish = SwedishPassages(dictionary: dictionary, lexicon: swedish, common: swedishWords)
        let decider = WordDecider(
            reader: reader, dictionary: dictionary, collectionReader: collectionReader, swedish: swedish,
            isExplained: options.isExplained)
        let decided = decider.decide(damaged.words, hosts: HostVocabulary(bytes: bytes), collection: collection)
        let torn = TornWords(reader: reader, dictionary: dictionary)
            .decisions(among: damaged.words, of: bytes)
        return Findings(
            repairs: signs + decided.repairs + damaged.foreign.flatMap(swedish.decisions) + torn,
            rejected: decided.rejected)
    }

    /// The findings on a document that has no damaged passages: signs and beginnings of addresses that stand for nothing
    /// else, torn words, and words where the document shows light damage.
    /// Where `isOldPrint`, words may be spelt as they were in older Finnish.
    func lightFindings(on bytes: [UInt8], isOldPrint: Bool) -> Findings {
        let signs = signs(of: bytes, isDamaged: false)
        let tears = TornWords(reader: reader, dictionary: dictionary)
        let torn = tears.decisionsAsTheyStand(in: bytes) + tears.decisionsAtHyphens(in: bytes)
        let readings = LightReader(
            dictionary: dictionary, reader: lightReader, typing: typing.source, isOldPrint: isOldPrint)
        let isSuspect = readings.isSuspect(bytes)
        var words: [Decision] = []
        if isSuspect {
            words = LightDamage(dictionary: dictionary, readings: readings, isExplained: options.isExplained)
                .decisions(for: bytes)
        }
        if words.isEmpty, LightReader.mayBeMisreadHereAndThere(bytes, dictionary) {
            // Whatever machine it was: each word has to be plain by itself.
            let general = LightReader(
                dictionary: dictionary, reader: generalReader, typing: typing.source, isOldPrint: isOldPrint)
            words = LightDamage(dictionary: dictionary, readings: general, isExplained: options.isExplained)
                .decisionsHereAndThere(in: bytes)
        }
        return Findings(repairs: signs + torn + words, isSuspect: isSuspect || !words.isEmpty)
    }

    /// The signs and addresses to be mended; where the document is not damaged, those that stand for nothing else.
    func signs(of bytes: [UInt8], isDamaged: Bool) -> [Decision] {
        if isDamaged {
            return addresses(of: bytes) + MailMender(bytes: bytes, words: signWords).decisions()
                + SectionMender(bytes: bytes, words: signWords).decisions() + StrokeMender(bytes: bytes).decisions()
                + CodeMender(bytes: bytes).decisions()
        }
        return SectionMender(bytes: bytes, words: signWords, isDamaged: false).decisions()
            + MailMender(bytes: bytes, words: signWords).decisions()
            + CodeMender(bytes: bytes, isDamaged: false).decisions() + hosts(of: bytes)
    }

    /// The addresses to be mended: their schemes and hosts, which have few forms, and what was torn. Most documents have
    /// none, which one look at each byte tells.
    private func hosts(of bytes: [UInt8]) -> [Decision] {
        var before: UInt8 = 0
        let hasAddress = bytes.contains { byte in
            defer { before = byte }
            return byte == UInt8(ascii: "w") && before == byte
                || byte == UInt8(ascii: "p") && before == UInt8(ascii: "t")
        }
        return hasAddress ? addresses(of: bytes, isDamaged: false) : []
    }
}
