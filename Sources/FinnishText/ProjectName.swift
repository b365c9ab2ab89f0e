// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of projects, as cards, summaries and decisions spell them.
public enum ProjectName {
    /// True if two titles name the same project: they are the same but for a code, the word *hanke*, and a letter in ten.
    public static func areAlike(_ first: String, _ second: String) -> Bool {
        let first = bare(first)
        let second = bare(second)
        guard !first.isEmpty, !second.isEmpty else { return false }
        let longest = max(first.count, second.count)
        return distance(first, second, limit: longest / 10) <= longest / 10
    }

    /// The letters and digits of the name in lower case, without codes and the word *hanke*.
    private static func bare(_ title: String) -> [Character] {
        var words: [Substring] = []
        for word in title.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let isCode = word.first == "s" && word.count >= 5 && word.dropFirst().allSatisfy(\.isNumber)
            if isCode || ["hanke", "hankkeen", "projekti", "projektin"].contains(word) { continue }
            words.append(word)
        }
        return words.flatMap { $0 }
    }

    /// The Levenshtein distance, or more than `limit` where it is more.
    private static func distance(_ first: [Character], _ second: [Character], limit: Int) -> Int {
        guard abs(first.count - second.count) <= limit else { return limit + 1 }
        var row = Array(0...second.count)
        for (index, letter) in first.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in second.indices {
                let above = row[column + 1]
                row[column + 1] = letter == second[column] ? diagonal : min(diagonal, above, row[column]) + 1
                diagonal = above
            }
        }
        return row[second.count]
    }
}
