// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import FinnishText

/// Names that the host names of a document give away: `innokyla.fi` speaks for *Innokylässä* where the page says
/// `Innokyl8ssa`.
///
/// A host name has no diaeresis and no endings. Its tail may be a known word, though (*kylä*), and brings both with it.
struct HostVocabulary {
    /// The names, in lower case and without diaeresis.
    private(set) var names: Set<[Unicode.Scalar]> = []

    /// The names of the hosts in `bytes`.
    init(bytes: [UInt8]) {
        for run in Self.runsWithDots(bytes) {
            for word in WordSplitter.words(of: bytes, in: run)
            where names.count < DamageLimits.Hosts.most && WordShape.isAddress(word.scalars) {
                take(word.scalars.map(\.lowercased))
            }
        }
    }

    /// The runs without white space that have a dot with a letter or figure behind it: most texts have few.
    private static func runsWithDots(_ bytes: [UInt8]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var begin = 0
        var hasDot = false
        for index in 0...bytes.count {
            if index == bytes.count || bytes[index].isASCIISpace {
                if hasDot { runs.append(begin..<index) }
                begin = index + 1
                hasDot = false
            } else if bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count, bytes[index + 1] > 0x2F {
                hasDot = true
            }
        }
        return runs
    }

    /// Takes the names of the hosts in an address.
    private mutating func take(_ low: [Unicode.Scalar]) {
        for host in low.split(whereSeparator: { "/@:?&=,;()[]\\".unicodeScalars.contains($0) }) {
            let labels = host.split(separator: ".")
            // The host comes before the path, and its last label says no more than the country.
            guard labels.count > 1 else { continue }
            for label in labels.dropLast()
            where label.count >= DamageLimits.Hosts.leastName && label.allSatisfy({ ("a"..."z").contains($0) }) {
                names.insert(Array(label))
            }
            break
        }
    }

    /// Where `word` (in lower case) may be cut so that a name begins with what stands before, and the name's rest.
    func cuts(of word: [Unicode.Scalar]) -> [(position: Int, tail: [Unicode.Scalar])] {
        var result: [(position: Int, tail: [Unicode.Scalar])] = []
        for name in names {
            let common = zip(name, word).prefix { $0 == $1 }.count
            let last = min(common, name.count - DamageLimits.Hosts.leastHalf, word.count - DamageLimits.Hosts.leastHalf)
            guard last >= DamageLimits.Hosts.leastHalf else { continue }
            for position in DamageLimits.Hosts.leastHalf...last { result.append((position, Array(name[position...]))) }
        }
        // In an order of their own, which that of a set's members is not.
        return result.sorted {
            $0.position != $1.position ? $0.position < $1.position : $0.tail.lexicographicallyPrecedes($1.tail)
        }
    }
}

extension ChannelReader {
    /// The inflected name of `hosts` that `word`, which is no word, may be; nil where it is none.
    func hostCandidate(of word: [Unicode.Scalar], _ hosts: HostVocabulary) -> Candidate? {
        let low = word.map(\.lowercased)
        var best: Candidate?
        for cut in hosts.cuts(of: low) {
            for candidate in reading(of: Array(low[cut.position...])).candidates
            where best.map({ candidate.score + ReadingWeights.hostShare > $0.score }) ?? true
                && isForm(candidate.word, of: cut.tail)
            {
                best = Candidate(
                    word: low[..<cut.position] + candidate.word, score: candidate.score + ReadingWeights.hostShare,
                    extraCost: candidate.extraCost)
            }
        }
        return best
    }

    /// True if `word` is a form of a word that, without its diaeresis, is `tail`.
    private func isForm(_ word: [Unicode.Scalar], of tail: [Unicode.Scalar]) -> Bool {
        dictionary.voikko.baseForms(of: word.string).contains {
            $0.unicodeScalars.lazy.map(\.lowercased.withoutDiaeresis).elementsEqual(tail)
        }
    }
}
