// SPDX-License-Identifier: GPL-3.0-or-later

/// A paper's lines, divided by its headings.
struct Sections {
    /// The text under a heading.
    struct Section {
        var field: String?
        /// The lines of its value; empty ones part paragraphs.
        var lines: [Substring]

        /// All of it in one line.
        var text: String { Self.joined(lines) }

        /// The first lines up to an empty one, in one line.
        var paragraph: String {
            let start = lines.drop { $0.allSatisfy(\.isWhitespace) }
            return Self.joined(start.prefix { !$0.allSatisfy(\.isWhitespace) })
        }

        private static func joined(_ lines: some Sequence<Substring>) -> String {
            var result = ""
            for line in lines {
                let line = line.trimmed
                if line.isEmpty { continue }
                if !result.isEmpty { result += " " }
                result += line
                if result.utf8.count > 4 * CardReader.longestValue { break }
            }
            guard result.count > CardReader.longestValue else { return result }
            let cut = result.prefix(CardReader.longestValue)
            return String(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)])
        }
    }

    /// The lines before the first heading.
    let head: [Substring]
    /// The text under each heading, in order.
    let sections: [Section]
    /// The web addresses on lines of their own, which are no field's text, without repeats.
    let links: [String]

    init(_ matches: [Headings.Match], in lines: [Substring]) {
        var links: [String] = []
        func withoutLinks(_ lines: ArraySlice<Substring>) -> [Substring] {
            lines.filter { line in
                let line = line.drop { $0 == " " }
                guard line.hasPrefix("http://") || line.hasPrefix("https://") || line.hasPrefix("www.") else {
                    return true
                }
                for link in line.split(separator: " ").map(String.init) where !links.contains(link) {
                    if links.count < 200 { links.append(link) }
                }
                return false
            }
        }
        head = withoutLinks(lines[..<(matches.first?.lines.lowerBound ?? lines.count)])
        var sections: [Section] = []
        for (index, match) in matches.enumerated() {
            let end = index + 1 < matches.count ? matches[index + 1].lines.lowerBound : lines.count
            var body = withoutLinks(lines[match.lines.upperBound..<end])
            if !match.rest.isEmpty { body.insert(match.rest, at: 0) }
            sections.append(Section(field: match.heading.field, lines: body))
        }
        self.sections = sections
        self.links = links
    }

    /// The values of the fields called `name`, those that say something.
    func values(_ name: String) -> [String] {
        sections.filter { $0.field == name }.map(\.text).filter { $0.contains { $0.isLetter || $0.isNumber } }
    }

    /// The first paragraph under the heading of the field `name`.
    func paragraph(_ name: String) -> String? {
        sections.lazy.filter { $0.field == name }.map(\.paragraph).first { !$0.isEmpty }
    }

    /// Who or what is named under the headings of the field `name`: one a line, or between semicolons.
    func names(_ name: String) -> [String] { sections.filter { $0.field == name }.flatMap(\.names) }
}

extension Sections.Section {
    /// Who or what is named: one a line, or between semicolons. A line that begins small goes on with the one before.
    var names: [String] {
        var lines: [String] = []
        for line in self.lines.map(\.trimmed) where !line.isEmpty {
            if let last = lines.last, line.first?.isLowercase == true || last.hasSuffix(",") || last.hasSuffix("-") {
                lines[lines.count - 1] = last + " " + line
            } else {
                lines.append(line)
            }
        }
        return lines.flatMap { $0.split(separator: ";") }.map { part in
            let name = part.trimmed
            return name.hasSuffix(".") && !name.hasSuffix("ry.") ? String(name.dropLast()) : name
        }
        .filter { $0.contains(where: \.isLetter) }
    }
}
