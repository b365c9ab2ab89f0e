// SPDX-License-Identifier: GPL-3.0-or-later

/// The labels of all layouts, by their words.
struct LabelTable: Sendable {
    /// A layout: its labels are of one file and kind.
    struct Layout: Sendable {
        var name: String
        /// The kind of its papers; `muu` where its labels are of papers of any kind.
        var kind: Card.Kind
    }

    /// The use of a label in one layout.
    struct Use: Sendable {
        var layout: Int
        var meaning: LayoutTable.Meaning
        var ending: LayoutTable.Ending
    }

    /// A label, and its uses in the layouts that have it.
    struct Label: Sendable {
        var words: [[UInt8]]
        var uses: [Use]

        /// Its use in `layout`.
        func use(in layout: Int) -> Use? { uses.first { $0.layout == layout } }
    }

    private(set) var layouts: [Layout] = []
    private(set) var labels: [Label] = []
    /// Labels by the hash of their first word, the longest first.
    private var byFirstWord: [UInt32: [Int]] = [:]
    /// True at the low bits of such a hash: most words of a text are of no label.
    private var filter = [Bool](repeating: false, count: 1 << 14)

    /// The labels of the layouts that come with the program.
    static let shipped: LabelTable = {
        var table = LabelTable()
        for (bytes, name) in [
            (PackageResources.kuvaus_2014_tsv, "kuvaus-2014.tsv"),
            (PackageResources.kuvaus_2007_tsv, "kuvaus-2007.tsv"),
            (PackageResources.kuvaus_2021_tsv, "kuvaus-2021.tsv"),
            (PackageResources.toimintamalli_tsv, "toimintamalli.tsv"),
            (PackageResources.suunnitelma_tsv, "suunnitelma.tsv"),
            (PackageResources.loppuraportti_tsv, "loppuraportti.tsv"),
            (PackageResources.hankesivu_tsv, "hankesivu.tsv"), (PackageResources.yleiset_tsv, "yleiset.tsv"),
        ] {
            do throws(CardLayoutError) {
                table.add(
                    try LayoutTable(String(decoding: bytes, as: UTF8.self), path: name, allowsGeneral: true),
                    named: name)
            } catch {
                preconditionFailure(error.description)
            }
        }
        return table
    }()

    /// Adds the rows of a file whose papers are read by labels: a layout for each kind in it.
    mutating func add(_ table: LayoutTable, named name: String) {
        var added: [Card.Kind: Int] = [:]
        for row in table.rows where !Headings.kinds.contains(row.kind) {
            let layout: Int
            if let known = added[row.kind] {
                layout = known
            } else {
                layout = layouts.count
                added[row.kind] = layout
                layouts.append(Layout(name: name, kind: row.kind))
            }
            add(row, to: layout)
        }
    }

    private mutating func add(_ row: LayoutTable.Row, to layout: Int) {
        let words = LabelLetters.words(of: row.label)
        guard let first = words.first else { return }
        let use = Use(layout: layout, meaning: row.meaning, ending: row.ending)
        let hash = LabelLetters.word(first, 0, limit: first.count).hash
        let known = byFirstWord[hash] ?? []
        if let label = known.first(where: { labels[$0].words == words }) {
            if labels[label].use(in: layout) == nil { labels[label].uses.append(use) }
            return
        }
        labels.append(Label(words: words, uses: [use]))
        filter[Int(hash) & (filter.count - 1)] = true
        byFirstWord[hash] = (known + [labels.count - 1]).sorted { labels[$0].words.count > labels[$1].words.count }
    }

    /// The labels whose first word has this hash, the longest first.
    func candidates(_ hash: UInt32) -> [Int] {
        filter[Int(hash) & (filter.count - 1)] ? byFirstWord[hash] ?? [] : []
    }

    /// The layout of labels that papers of any kind have.
    var general: Int? { layouts.firstIndex { $0.kind == .muu } }
}
