// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser

/// Tells options on the command line from what is none.
///
/// An option is `--long`, or exactly `-h`; every other argument, and all after `--`, is a word of the query, a file or an
/// id, a dash before it or not. The parser of options would take `-kissa` for six short options, so that the arguments
/// are put in the order "options -- everything else" before it sees them.
enum Arguments {
    /// The options that take a value, which may stand in the next argument.
    static let valued: Set<String> = [
        "--again", "--base", "--below", "--by", "--ca", "--color", "--config", "--connect", "--context", "--dictionary",
        "--error-model", "--exclude", "--fields", "--files-from", "--format", "--from", "--in", "--index", "--jobs",
        "--limit", "--metrics-file", "--moved-from", "--name", "--ocr", "--offset", "--output", "--page", "--prefix",
        "--related",
        "--settings", "--shard", "--since", "--socket", "--sort", "--synonyms", "--tag", "--thesaurus", "--threshold",
        "--timeout",
        "--token-file",
    ]

    /// Options of one letter that a command has beside its long ones.
    private static let shorts = [["index"]: ["-0": "--null"], ["lines"]: ["-C": "--context", "-c": "--count"]]

    /// Commands that have commands of their own.
    private static let nested: [String: Set<String>] = ["repairs": ["list", "refuse", "confirm", "allow"]]

    /// `arguments` with the command first, its options after it, and everything else after `--`.
    ///
    /// Options that stand before the command are moved behind it. Requests of the parser itself (`--help`, completions)
    /// are left as they are.
    static func arranged(_ arguments: [String]) -> [String] {
        // "---completion" and "--generate-completion-script" are the parser's own.
        if let first = arguments.first, first.hasPrefix("---") || first.hasPrefix("--generate-completion-script") {
            return arguments
        }
        var command: [String] = []
        var options: [String] = []
        var words: [String] = []
        var index = arguments.startIndex
        while index < arguments.endIndex {
            let argument = arguments[index]
            index += 1
            if argument == "--" {
                words += arguments[index...]
                break
            } else if argument == "-h" {
                options.append("--help")
            } else if let long = shorts[command]?[argument] {
                // Two that grep and xargs have made everybody's.
                if valued.contains(long), index < arguments.endIndex {
                    options.append(long + "=" + arguments[index])
                    index += 1
                } else {
                    options.append(long)
                }
            } else if argument.hasPrefix("--") {
                // The value is joined on, so that one that begins with a dash is not taken for an option.
                if valued.contains(argument), index < arguments.endIndex {
                    options.append(argument + "=" + arguments[index])
                    index += 1
                } else {
                    options.append(argument)
                }
            } else if command.isEmpty {
                command = [argument]
            } else {
                words.append(argument)
            }
        }
        if let first = command.first, let word = words.first, nested[first]?.contains(word) == true {
            command.append(words.removeFirst())
        }
        // "haku help search" is "haku search --help".
        if command == ["help"] {
            return words.prefix(1) + ["--help"]
        }
        return command + options + (words.isEmpty ? [] : ["--"] + words)
    }

    /// Returns what is wrong with the command that arranged arguments name; nil where nothing is.
    static func problem(_ arranged: [String]) -> String? {
        guard let command = arranged.first else { return "There is no command; “haku --help” lists them." }
        let names = Haku.configuration.subcommands.map {
            $0.configuration.commandName ?? String(describing: $0).lowercased()
        }
        guard !command.hasPrefix("-"), !names.contains(command) else { return nil }
        return "There is no command \(Layout.escaped(command)); “haku --help” lists them."
    }
}
