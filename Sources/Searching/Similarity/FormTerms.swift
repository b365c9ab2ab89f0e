// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The words that papers of one form share because of the form: its labels, banners, footers and standard sentences.
///
/// Learnt from the collection, for layouts that nobody described. Words of a form stand in all papers of it, as often in
/// one as in the other, and in no other paper: several such words with the very same papers show the form. What else all
/// these papers hold equally often is of the form in them, however common it is elsewhere.
struct FormTerms {
    /// The fewest papers of a form.
    static let fewestPapers = 5
    /// The fewest words by which a form is known. Parts of one compound share their papers by themselves.
    private static let fewestWords = 6
    /// The part of the papers that a word of the form stands in equally often.
    private static let equalShare = 0.8
    /// The part of the papers in which a word of the form stands.
    private static let holdingShare = 0.9
    /// The band of weights around the median that counts as equally often.
    private static let band: ClosedRange<Float> = 0.75...1.34
    /// Papers of which more than this part would be form are copies of one another, which are alike indeed.
    private static let mostForm: Float = 0.95

    /// Sets the weight of entries that are of a form to 0.
    ///
    /// - Parameters:
    ///   - entries: The terms of all documents, document by document, weighed by frequency.
    ///   - starts: Where each document's entries begin, and where the last end.
    ///   - terms: The number of terms.
    /// - Complexity: Linear in the entries.
    static func remove(from entries: inout [SparseVector.Entry], _ starts: [Int32], terms: Int) {
        let rows = starts.count - 1
        guard rows >= fewestPapers else { return }
        var holders = [Int32](repeating: 0, count: terms)
        for entry in entries { holders[Int(entry.term)] += 1 }
        var places: [Int32: [(row: Int32, weight: Float)]] = [:]
        for row in 0..<rows {
            for index in Int(starts[row])..<Int(starts[row + 1]) {
                let term = entries[index].term
                guard holders[Int(term)] >= Int32(fewestPapers) else { continue }
                places[term, default: []].append((Int32(row), entries[index].weight))
            }
        }
        var forms: [[Int32]: Int] = [:]
        for place in places.values where isEqual(place.map(\.weight)) { forms[place.map(\.row), default: 0] += 1 }
        let found = forms.filter { $0.value >= fewestWords }.keys.sorted { $0.lexicographicallyPrecedes($1) }
        for papers in found { remove(from: &entries, starts, papers) }
    }

    /// The entries of documents without those of a form that five of them or more share.
    static func withoutForms(_ documents: [[LemmaWeight]]) -> [[LemmaWeight]] {
        guard documents.count >= fewestPapers, mayShareForm(documents) else { return documents }
        var numbers: [UInt32: Int32] = [:]
        var entries: [SparseVector.Entry] = []
        var starts: [Int32] = [0]
        for document in documents {
            for entry in document {
                let number = numbers[entry.term] ?? Int32(numbers.count)
                numbers[entry.term] = number
                entries.append(SparseVector.Entry(term: number, weight: entry.weight))
            }
            starts.append(Int32(entries.count))
        }
        remove(from: &entries, starts, terms: numbers.count)
        return documents.enumerated().map { row, document in
            document.enumerated().filter { entries[Int(starts[row]) + $0.offset].weight > 0 }.map(\.element)
        }
    }

    /// False where no papers among `documents` are known to be of a form, which is told at a fraction of the time that its
    /// words take to find: it has several words that the very same papers hold equally often.
    private static func mayShareForm(_ documents: [[LemmaWeight]]) -> Bool {
        guard documents.count <= UInt64.bitWidth else { return true }
        var papers = TermSums<UInt64>(most: documents.reduce(0) { $0 + $1.count })
        for (row, document) in documents.enumerated() {
            for entry in document { papers.change(entry.term, from: 0) { $0 |= 1 << UInt64(row) } }
        }
        let shared = papers.entries.filter { $0.value.nonzeroBitCount >= fewestPapers }
        guard shared.count >= fewestWords else { return false }
        var words: [UInt64: Int] = [:]
        for entry in shared { words[entry.value, default: 0] += 1 }
        var places = TermSums<[Float]>(most: shared.count)
        for entry in shared where words[entry.value, default: 0] >= fewestWords {
            places.change(entry.term, from: []) { _ in }
        }
        guard !places.entries.isEmpty else { return false }
        for document in documents {
            for entry in document { places.update(entry.term) { $0.append(entry.weight) } }
        }
        var equal: [UInt64: Int] = [:]
        let rows = Dictionary(uniqueKeysWithValues: shared.map { ($0.term, $0.value) })
        for entry in places.entries where isEqual(entry.value) { equal[rows[entry.term] ?? 0, default: 0] += 1 }
        return equal.values.contains { $0 >= fewestWords }
    }

    /// Sets the weight of what all of `papers` hold equally often to 0.
    private static func remove(from entries: inout [SparseVector.Entry], _ starts: [Int32], _ papers: [Int32]) {
        var places: [Int32: [Int]] = [:]
        for row in papers {
            for index in Int(starts[Int(row)])..<Int(starts[Int(row) + 1]) where entries[index].weight > 0 {
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
            let range = Int(starts[Int(row)])..<Int(starts[Int(row) + 1])
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

    private static func isEqual(_ weights: [Float]) -> Bool {
        let middle = median(weights)
        guard middle > 0 else { return false }
        return Double(weights.count { band.contains($0 / middle) }) >= equalShare * Double(weights.count)
    }

    private static func median(_ weights: [Float]) -> Float { weights.sorted()[weights.count / 2] }
}
