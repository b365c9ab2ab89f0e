// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that papers of one form share because of the form: its labels, banners, footers and standard sentences.
///
/// Learnt from the collection, for layouts that nobody described. Words of a form stand in all papers of it, as often in
/// one as in the other, and in no other paper: several such words with the very same papers show the form. What else all
/// these papers hold equally often is of the form in them, however common it is elsewhere.
package enum FormTerms {
    /// The fewest papers of a form.
    package static let fewestPapers = 5
    /// The fewest words by which a form is known. Parts of one compound share their papers by themselves.
    package static let fewestWords = 6
    /// The part of the papers that a word of the form stands in equally often.
    private static let equalShare = 0.8
    /// The part of the papers in which a word of the form stands.
    package static let holdingShare = 0.9
    /// The band of weights around the median that counts as equally often.
    package static let band: ClosedRange<Float> = 0.75...1.34
    /// Papers of which more than this part would be form are copies of one another, which are alike indeed.
    package static let mostForm: Float = 0.95

    /// Sets the weight of entries that are of a form to 0.
    ///
    /// - Parameters:
    ///   - entries: The terms of all documents, document by document, weighed by frequency.
    ///   - starts: Where each document's entries begin, and where the last end.
    ///   - terms: The number of terms.
    /// - Complexity: Linear in the entries, and eight bytes for each of them.
    package static func remove(from entries: inout [SparseVector.Entry], _ starts: [Int], terms: Int) {
        let rows = starts.count - 1
        guard rows >= fewestPapers else { return }
        let inverted = InvertedEntries(entries, starts, terms: terms) { $0 >= fewestPapers }
        // Words with the very same papers, by a hash of these: rare words are many, and most share theirs with no other.
        var counts: [UInt64: Int32] = [:]
        var hashes: [(hash: UInt64, term: Int32)] = []
        for term in 0..<terms {
            let range = inverted.range(of: term)
            guard range.count >= fewestPapers, isEqual(inverted.weights[range]) else { continue }
            let hash = inverted.rows[range].reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, row in
                let mixed = (hash ^ UInt64(UInt32(bitPattern: row))) &* 0x9e37_79b9_7f4a_7c15
                return mixed ^ (mixed >> 29)
            }
            counts[hash, default: 0] += 1
            hashes.append((hash, Int32(term)))
        }
        var forms: [[Int32]: Int] = [:]
        for (hash, term) in hashes where counts[hash, default: 0] >= fewestWords {
            forms[Array(inverted.rows[inverted.range(of: Int(term))]), default: 0] += 1
        }
        let found = forms.filter { $0.value >= fewestWords }.keys.sorted { $0.lexicographicallyPrecedes($1) }
        for papers in found { remove(from: &entries, starts, papers) }
    }

    /// Sets the weight of what all of `papers` hold equally often to 0.
    private static func remove(from entries: inout [SparseVector.Entry], _ starts: [Int], _ papers: [Int32]) {
        var places: [Int32: [Int]] = [:]
        for row in papers {
            for index in starts[Int(row)]..<starts[Int(row) + 1] where entries[index].weight > 0 {
                places[entries[index].term, default: []].append(index)
            }
        }
        var removed: [Int] = []
        for indices in places.values where Double(indices.count) >= holdingShare * Double(papers.count) {
            let weights = indices.map { entries[$0].weight }
            guard isEqual(weights) else { continue }
            let middle = median(weights)
            removed += indices.filter { band.contains(entries[$0].weight / middle) }
        }
        let isRemoved = Set(removed)
        for row in papers {
            let range = starts[Int(row)]..<starts[Int(row) + 1]
            var form: Float = 0
            var whole: Float = 0
            for index in range {
                whole += entries[index].weight
                if isRemoved.contains(index) { form += entries[index].weight }
            }
            guard form <= mostForm * whole else { continue }
            for index in range where isRemoved.contains(index) { entries[index].weight = 0 }
        }
    }

    /// True if the weights of most papers are about the same.
    package static func isEqual(_ weights: some Collection<Float>) -> Bool {
        let middle = median(weights)
        guard middle > 0 else { return false }
        return Double(weights.count { band.contains($0 / middle) }) >= equalShare * Double(weights.count)
    }

    /// The weight in the middle.
    package static func median(_ weights: some Collection<Float>) -> Float {
        TopK.threshold(Array(weights), weights.count - weights.count / 2)
    }
}
