// SPDX-License-Identifier: GPL-3.0-or-later

/// Words that tell what a sign was, of `signs.tsv`.
struct SignWords: Sendable {
    /// Ends of words that a section's number stands behind, as UTF-8.
    private(set) var laws: [[UInt8]] = []
    /// Endings that people called S have rather than sections.
    private(set) var nameEndings: Set<String> = []
    /// Misreadings of @, as UTF-8.
    private(set) var mailSigns: [[UInt8]] = []
    /// Ends of hosts that are no words, as UTF-8.
    private(set) var mailCountries: [[UInt8]] = []

    /// The words that the program holds.
    ///
    /// - Throws: ``RepairError`` that names the line that is not as it has to be.
    init() throws(RepairError) {
        try self.init(text: String(decoding: PackageResources.signs_tsv, as: UTF8.self))
    }

    /// The words that `text` spells out; errors call it `name`.
    ///
    /// - Throws: ``RepairError`` that names the line that is not as it has to be, or the list that is missing.
    init(text: String, name: String = "signs.tsv") throws(RepairError) {
        let table = WordTable(name: name, text: text)
        for row in table.rows {
            guard row.kind == "words" else { throw row.refused("there is no kind of row “\(row.kind)”") }
            let (list, words) = try row.list()
            switch list {
            case "law": laws += words.map { Array($0.utf8) }
            case "mail-sign": mailSigns += words.map { Array($0.utf8) }
            case "mail-country": mailCountries += words.map { Array($0.utf8) }
            case "name-ending": nameEndings.formUnion(words.map(String.init))
            default: throw row.refused("there is no list “\(list)”")
            }
        }
        let lists = [
            ("law", laws.isEmpty), ("name-ending", nameEndings.isEmpty), ("mail-sign", mailSigns.isEmpty),
            ("mail-country", mailCountries.isEmpty),
        ]
        if let missing = lists.first(where: \.1)?.0 { throw table.lacking("list “\(missing)”") }
    }
}
