// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors

/// The rows of a table of words and rules, as text: columns parted by tabs, words in a column by spaces, `-` for an empty
/// column, `#` at the beginning of a line for a remark.
struct WordTable {
    /// The table's name, for errors.
    let name: String
    let rows: [Row]

    /// One row, with its place.
    struct Row {
        /// The name of the table.
        let table: String
        /// The line it stands on, from 1.
        let line: Int
        /// The columns, the kind of the row first.
        let columns: [Substring]

        var kind: Substring { columns[0] }

        /// The words of column `index`; none for `-`.
        func words(_ index: Int) -> [Substring] {
            columns[index] == "-" ? [] : columns[index].split(separator: " ")
        }

        /// The error of a row that is not as it has to be: `problem` behind its place, as a sentence.
        func refused(_ problem: String) -> RepairError {
            RepairError(.unexpected, "\(table):\(line): \(problem).", path: table)
        }

        /// Throws unless the row has `count` columns, none of them empty.
        func requireColumns(_ count: Int) throws(RepairError) {
            guard columns.count == count else {
                throw refused("a row of kind “\(kind)” has \(count) columns, not \(columns.count)")
            }
            if let empty = columns.firstIndex(where: \.isEmpty) { throw refused("column \(empty + 1) is empty") }
        }

        /// The words of a row `words NAME WORD…`, whose kind is known.
        func list() throws(RepairError) -> (name: Substring, words: [Substring]) {
            try requireColumns(3)
            let words = words(2)
            guard !words.isEmpty else { throw refused("the list “\(columns[1])” has no words") }
            return (columns[1], words)
        }
    }

    /// The rows of `text`, in order; no row is judged yet.
    init(name: String, text: String) {
        self.name = name
        var rows: [Row] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty && line.first != "#" {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            rows.append(Row(table: name, line: index + 1, columns: columns))
        }
        self.rows = rows
    }

    /// The error of a table that lacks something.
    func lacking(_ what: String) -> RepairError {
        RepairError(.unexpected, "\(name) has no \(what).", path: name)
    }
}
