// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentVectors
internal import SearchIndex

extension FormTerms {
    /// The entries of documents without those of a form that five of them or more share: the same for a few documents,
    /// a fraction of whose words have to be looked at for it.
    ///
    /// - Parameters:
    ///   - documents: At most 64 documents; of more none loses anything.
    ///   - terms: The number of terms, which are numbered from 0.
    /// - Returns: The documents' entries that are left.
    static func withoutForms(_ documents: [[LemmaWeight]], terms: Int) -> [[LemmaWeight]] {
        guard (fewestPapers...UInt64.bitWidth).contains(documents.count) else { return documents }
        var holders = [UInt64](repeating: 0, count: terms)
        for (row, document) in documents.enumerated() {
            for entry in document { holders[Int(entry.term)] |= 1 << UInt64(row) }
        }
        // A form has several words that the very same papers hold.
        var words: [UInt64: Int] = [:]
        for papers in holders where papers.nonzeroBitCount >= fewestPapers { words[papers, default: 0] += 1 }
        let candidates = words.filter { $0.value >= fewestWords }.keys
        guard !candidates.isEmpty else { return documents }
        var forms: [(papers: UInt64, rows: [Int])] = []
        for papers in candidates {
            let rows = documents.indices.filter { papers & 1 << UInt64($0) != 0 }
            let found = weights(in: documents, rows, ofTerms: holders.map { $0 == papers })
            if found.values.count(where: { isEqual($0) }) >= fewestWords { forms.append((papers, rows)) }
        }
        guard !forms.isEmpty else { return documents }
        forms.sort { $0.rows.lexicographicallyPrecedes($1.rows) }
        var kept = documents
        for (papers, rows) in forms {
            let most = Int((holdingShare * Double(rows.count)).rounded(.up))
            remove(from: &kept, rows, holders.map { ($0 & papers).nonzeroBitCount >= most })
        }
        return kept.map { document in document.filter { $0.weight > 0 } }
    }

    /// The weights above 0 of some terms in the documents `rows`, in their order.
    private static func weights(
        in documents: [[LemmaWeight]], _ rows: [Int], ofTerms isAsked: [Bool]
    ) -> [UInt32: [Float]] {
        var found: [UInt32: [Float]] = [:]
        for row in rows {
            for entry in documents[row] where isAsked[Int(entry.term)] && entry.weight > 0 {
                found[entry.term, default: []].append(entry.weight)
            }
        }
        return found
    }

    /// Sets the weight of what nearly all of the documents `rows` hold equally often to 0; of the terms that `mayBe`.
    private static func remove(from documents: inout [[LemmaWeight]], _ rows: [Int], _ mayBe: [Bool]) {
        var middles = [Float](repeating: 0, count: mayBe.count)
        for (term, all) in weights(in: documents, rows, ofTerms: mayBe)
        where Double(all.count) >= holdingShare * Double(rows.count) && isEqual(all) {
            middles[Int(term)] = median(all)
        }
        func isForm(_ entry: LemmaWeight) -> Bool {
            let middle = middles[Int(entry.term)]
            return middle > 0 && band.contains(entry.weight / middle)
        }
        for row in rows {
            var form: Float = 0
            var whole: Float = 0
            for entry in documents[row] {
                whole += entry.weight
                if isForm(entry) { form += entry.weight }
            }
            guard form <= mostForm * whole else { continue }
            for index in documents[row].indices where isForm(documents[row][index]) {
                documents[row][index].weight = 0
            }
        }
    }
}
