// SPDX-License-Identifier: GPL-3.0-or-later

/// Greetings at a text's beginning, in Finnish, Swedish and English.
enum Greeting {
    /// Greetings that need no name: *Hei*, *Hyvää päivää*.
    private static let free: [[String]] = [
        ["hei"], ["heippa"], ["heissan"], ["moi"], ["moikka"], ["moro"], ["terve"], ["tervehdys"], ["huomenta"],
        ["hyvää", "päivää"], ["hyvää", "huomenta"], ["hyvää", "iltaa"], ["hyvää", "iltapäivää"], ["hej"], ["hejsan"],
        ["god", "dag"], ["hello"], ["hi"],
    ]
    /// Words that begin a greeting by name: *Hyvä vastaanottaja*, *Arvoisat kollegat*.
    private static let named: Set<String> = [
        "hyvä", "hyvät", "arvoisa", "arvoisat", "rakas", "rakkaat", "bästa", "bäste", "kära", "dear",
    ]

    /// `line` behind its greeting; empty where it is nothing else. What follows begins large.
    static func stripped(_ line: Substring) -> Substring {
        let end = line.prefix(60).firstIndex { ",!.".contains($0) }
        let head = line[..<(end ?? line.endIndex)]
        let words = head.split(separator: " ").map { $0.lowercased() }
        guard !words.isEmpty, words.count <= 5 else { return line }
        let isFree = free.contains { words.starts(with: $0) && words.count <= $0.count + 2 }
        guard isFree || named.contains(words[0]) && words.count > 1 else { return line }
        guard let end else { return isFree && words.count <= 3 && line.count < 30 ? line[line.endIndex...] : line }
        let rest = line[end...].drop { ",!. ".contains($0) }
        if isFree || rest.isEmpty {
            guard let first = rest.first, first.isLowercase else { return rest }
            return Substring(first.uppercased() + rest.dropFirst())
        }
        return line
    }
}
