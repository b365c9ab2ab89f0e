// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
internal import Glibc
public import Wording

/// The help of a command in another language than English: the parser's own page, its texts replaced by those of the
/// table of help, by the names of commands and options.
public struct HelpPage {
    /// A column wide enough that the parser folds nothing.
    private static let unfolded = 1 << 20
    /// Where the parser's descriptions of options begin, and ours.
    private static let margin = 26
    private static let table = MessageTable.help

    private let language: InterfaceLanguage
    private let command: String
    private let lines: [Substring]

    /// The page of the command that `path` leads to below `root`; nil where there is none.
    ///
    /// - Parameters:
    ///   - root: The program.
    ///   - path: The names of the command and of its own command, if any.
    ///   - language: The language of the page.
    public init?(of root: any ParsableCommand.Type, _ path: [String], in language: InterfaceLanguage) {
        var command = root
        for name in path {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == name }) else {
                return nil
            }
            command = next
        }
        self.language = language
        self.command = ([root._commandName] + path).joined(separator: " ")
        let page = root.helpMessage(for: command, columns: Self.unfolded)
        lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The help that `arguments`, the command first, ask of `root`, as wide as the terminal; nil where they ask for none, and
    /// in English, which the parser speaks.
    public static func asked(of root: any ParsableCommand.Type, _ arguments: [String]) -> String? {
        let words = arguments.prefix { $0 != "--" }
        guard Speech.language != .english, words.contains("--help") || words.contains("-h") else { return nil }
        let path = Array(words.prefix { !$0.hasPrefix("-") })
        return HelpPage(of: root, path, in: Speech.language)?.text(width: width)
    }

    /// The columns of the terminal; 80 where there is none.
    private static var width: Int {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// The page, its lines folded to `width` characters.
    public func text(width: Int) -> String {
        var result: [String] = []
        var hasDiscussion = false
        var isAbove = true
        for (index, line) in lines.enumerated() {
            if let heading = Self.headings.first(where: { line.hasPrefix($0) }) {
                let rest = String(line.dropFirst(heading.count)).trimmingSpaces
                let isOverview = heading == "OVERVIEW:"
                isAbove = isOverview
                let text = isOverview ? described(command, rest) : rest
                let margin = heading == "USAGE:" ? 4 : 0
                result += Self.folded(Self.table.text(heading, language) + " " + text, width, margin: margin)
            } else if isAbove, !line.isEmpty {
                // What stands below the abstract is one text, however many lines the parser made of it.
                if !hasDiscussion, let text = Self.table.template(command + " +", language) {
                    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
                        result += Self.folded(String(part), width)
                    }
                }
                hasDiscussion = true
            } else if isAbove, hasDiscussion, index + 1 < lines.count, !lines[index + 1].hasPrefix("USAGE:") {
                continue
            } else if line.hasPrefix("  ") {
                result += entry(line, followed: index + 1 < lines.count ? lines[index + 1] : "", width)
            } else {
                result.append(String(line))
            }
        }
        return result.joined(separator: "\n")
    }

    /// The lines of an option, an argument or a command, whose description may stand in the line that follows.
    private func entry(_ line: Substring, followed next: Substring, _ width: Int) -> [String] {
        let description = String(line).trimmingSpaces
        if line.prefix(Self.margin).allSatisfy({ $0 == " " }) { return [] }
        if description.hasPrefix("See '") {
            return ["  " + Self.table.text("See", language)]
        }
        var label = description
        var text =
            next.prefix(Self.margin).allSatisfy({ $0 == " " }) && !next.isEmpty ? String(next).trimmingSpaces : ""
        if let gap = description.firstRange(of: "  ") {
            label = String(description[..<gap.lowerBound])
            text = String(description[gap.upperBound...]).trimmingSpaces
        } else if line.count > Self.margin, line.dropFirst(Self.margin - 1).first == " " {
            label = String(line.prefix(Self.margin - 1)).trimmingSpaces
            text = String(line.dropFirst(Self.margin)).trimmingSpaces
        }
        let said = described(name(of: label), text)
        let folded = Self.folded(said, max(20, width - Self.margin))
        let space = String(repeating: " ", count: Self.margin)
        guard label.count + 3 < Self.margin else { return ["  " + label] + folded.map { space + $0 } }
        let lead = "  " + label + String(repeating: " ", count: Self.margin - 2 - label.count)
        return folded.enumerated().map { ($0 == 0 ? lead : space) + $1 }
    }

    /// The name of what `label` shows: `--index` of `--index <dir>`, a command's name with its program's before it.
    private func name(of label: String) -> String {
        if let option = label.split(separator: " ").first(where: { $0.hasPrefix("--") }) {
            return String(option.prefix { $0 != "," && $0 != "/" })
        }
        return label.hasPrefix("<") ? label.replacing("...", with: "") : command + " " + label.prefix { $0 != " " }
    }

    /// The words of the table for `name`, here or everywhere, in the place of the English `text`, with what the parser adds.
    private func described(_ name: String, _ text: String) -> String {
        let names = name.hasPrefix("-") || name.hasPrefix("<") ? [command + " " + name, name] : [name]
        for name in names {
            guard let english = Self.table.template(name, .english), text.hasPrefix(english),
                let said = Self.table.template(name, language)
            else { continue }
            let added = text.dropFirst(english.count)
            return said + Self.additions.reduce(String(added)) { $0.replacing($1, with: Self.table.text($1, language)) }
        }
        return text
    }

    /// Lines of at most `width` characters, broken between words; those after the first begin with `margin` spaces.
    private static func folded(_ text: String, _ width: Int, margin: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: margin) + word
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        return lines + [line]
    }

    private static let headings = ["OVERVIEW:", "USAGE:", "ARGUMENTS:", "OPTIONS:", "SUBCOMMANDS:"]
    private static let additions = ["default:", "values:"]
}

extension String {
    /// The text without spaces at its ends.
    fileprivate var trimmingSpaces: String {
        let start = drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return String(start[...last])
    }
}
