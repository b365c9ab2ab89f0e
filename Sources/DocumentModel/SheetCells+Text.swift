// SPDX-License-Identifier: GPL-3.0-or-later

/// The form in which a converter hands cells on and an index keeps them: a line for each sheet, `=` and its name, and
/// one for each run of its lines: `G S L R F+N,F+N…`.
///
/// G is the number of lines between this run and the one before it, S that of lines of the text as it came, L the number
/// of its lines, R that of rows between them within the sheet (-1 where both are of one row), F the first of N columns.
extension SheetCells: LosslessStringConvertible {
    /// Cells in this form.
    public var description: String {
        var text = ""
        var sheet = -1
        var (line, source) = (0, 0)
        var row = 1
        for run in runs {
            if run.sheet != sheet {
                text += "=" + sheets[run.sheet] + "\n"
                (sheet, row) = (run.sheet, 1)
            }
            text += "\(run.line - line) \(run.source - source) \(run.count) \(run.row - row) "
            for (index, columns) in run.columns.enumerated() {
                if index > 0 { text += "," }
                text += columns.count == 1 ? "\(columns.first)" : "\(columns.first)+\(columns.count)"
            }
            text += "\n"
            (line, source) = (run.line + run.count, run.source + run.count)
            row = run.row + run.count
        }
        return text
    }

    /// The cells in this form; nil where it is no such text.
    public init?(_ description: String) {
        self.init()
        guard description.utf8.count <= 2 * Self.largest else { return nil }
        var (line, source) = (0, 0)
        var row = 1
        for part in description.split(separator: "\n") {
            if part.first == "=" {
                beginSheet(String(part.dropFirst()))
                row = 1
                continue
            }
            let words = part.split(separator: " ")
            guard words.count == 5, let gap = Self.number(words[0], from: 0), let skip = Self.number(words[1], from: 0),
                let count = Self.number(words[2], from: 1), let step = Self.number(words[3], from: -Self.most),
                let columns = Self.columns(words[4])
            else { return nil }
            let added = runs.count
            appendRun(line: line + gap, source: source + skip, count: count, row: row + step, columns: columns)
            guard runs.count == added + 1 else { return nil }
            line += gap + count
            source += skip + count
            row += step + count
        }
    }

    private static func number(_ word: Substring, from least: Int) -> Int? {
        Int(word).flatMap { (least..<most).contains($0) ? $0 : nil }
    }

    private static func columns(_ word: Substring) -> [Columns]? {
        var columns: [Columns] = []
        var end = 0
        for part in word.split(separator: ",", omittingEmptySubsequences: false) {
            let numbers = part.split(separator: "+", omittingEmptySubsequences: false)
            guard numbers.count <= 2, let first = number(numbers[0], from: end),
                let count = numbers.count == 1 ? 1 : number(numbers[1], from: 1)
            else { return nil }
            columns.append(Columns(first: first, count: count))
            end = first + count + 1
        }
        return columns
    }
}
