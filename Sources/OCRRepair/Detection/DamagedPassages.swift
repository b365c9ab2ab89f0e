// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of a document that an OCR program read without knowing ä and ö.
///
/// Passages with next to no ä and ö are suspects; what their words say, with how much of the document is clean, tells the
/// damaged ones from what was never Finnish.
struct DamagedPassages {
    /// The words of the damaged passages and lines, by rising offset within a passage.
    private(set) var words: [TextWord] = []
    /// The words of the other suspects, passage by passage or by runs of lines: titles in Swedish have lost å, ä and ö on such a
    /// page, too.
    private(set) var foreign: [[TextWord]] = []
    /// True if more of the text has the ä and ö of Finnish than has next to none.
    private(set) var hasDiaeresis = true

    /// A suspect passage.
    private typealias Suspect = (words: [TextWord], evidence: PassageEvidence)

    /// Finds the damaged passages of `bytes`, which are UTF-8. Texts without suspects cost one pass; each word of a
    /// suspect is read once by `reader`.
    init(of bytes: [UInt8], _ reader: ChannelReader) {
        let passages = PassageGate.passages(of: bytes)
        guard passages.contains(where: { $0.lacksDiaeresis && $0.letters > 0 }) else { return }
        var suspects: [Suspect] = []
        var whole = PassageEvidence()
        var cleanLetters = 0
        var suspectLetters = 0
        for passage in passages {
            guard passage.lacksDiaeresis else {
                cleanLetters += passage.letters
                continue
            }
            let words = WordSplitter.words(of: bytes, in: passage.range)
                .filter { $0.isInTitle || !WordShape.isLeftAlone($0.scalars) }
            let evidence = PassageEvidence(words, reader)
            whole += evidence
            suspectLetters += passage.letters
            suspects.append((words, evidence))
        }
        hasDiaeresis = cleanLetters > suspectLetters
        var verdict: Bool?
        if hasDiaeresis {
            verdict = false
        } else if cleanLetters * DamageLimits.Passages.cleanShare < suspectLetters,
            whole.mendable >= DamageLimits.Passages.leastMendable,
            whole.isDamaged(isDamagedDocument: nil)
        {
            verdict = true
        }
        sort(
            suspects, verdict,
            isScarred: verdict == true || verdict == nil && whole.scarred >= DamageLimits.Passages.leastScarred,
            reader)
    }

    /// Sorts `suspects` into damaged and foreign ones, in a document that `verdict` says is damaged, is not, or may be;
    /// where it `isScarred`, single lines of a foreign passage may be damaged.
    private mutating func sort(_ suspects: [Suspect], _ verdict: Bool?, isScarred: Bool, _ reader: ChannelReader) {
        for (words, evidence) in suspects {
            if evidence.isDamaged(isDamagedDocument: verdict) {
                self.words += words
            } else if isScarred {
                sortLines(of: words, reader)
            } else {
                foreign.append(words)
            }
        }
    }

    /// Sorts `words` into those that stand in damaged lines and the others, lines that follow each other together: a list of
    /// foreign books has Finnish remarks.
    private mutating func sortLines(of words: [TextWord], _ reader: ChannelReader) {
        var begin = 0
        var others: [TextWord] = []
        for end in 1...max(1, words.count) where end >= words.count || words[end].line != words[begin].line {
            let line = words[begin..<min(end, words.count)]
            if PassageEvidence(line, reader).isDamagedLine {
                self.words += line
                if !others.isEmpty { foreign.append(others) }
                others = []
            } else {
                others += line
            }
            begin = end
        }
        if !others.isEmpty { foreign.append(others) }
    }
}
