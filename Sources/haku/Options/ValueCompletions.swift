// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import LineProtocol
internal import SearchIndex
internal import Searching
internal import Settings

/// The values that a shell completes options and arguments with. It runs haku for those that depend on the index.
enum ValueCompletions {
    /// The keys of `--sort`, each also for falling.
    static let sortKeys = ["rahoitus", "alkaa", "päättyy", "vuosi", "otsikko", "muokattu"].flatMap { [$0, "-" + $0] }
    /// The names of fields.
    static let fields = QueryField.allCases.map(\.rawValue)
    /// The most ids that are offered.
    private static let mostIDs = 100

    /// The names of fields, after those that stand in the list already.
    static let fieldList = CompletionKind.custom { _, _, prefix in
        let kept = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
        return fields.filter { $0.hasPrefix(prefix.dropFirst(kept.count)) }.map { kept + $0 }
    }

    /// The names of the indexes of haku.conf.
    static let indexNames = CompletionKind.custom { words, _, prefix in
        guard let index = try? IndexOption.parse(options(words, ["--config"])), let settings = try? index.settings()
        else {
            return []
        }
        return settings.texts(.index).compactMap { NamedFolder($0).name }.filter { $0.hasPrefix(prefix) }
    }

    /// The ids of the index, or of the daemon that serves it.
    static let ids = CompletionKind.custom { words, _, prefix in
        let known = ["--index", "--name", "--config", "--socket", "--connect", "--ca", "--token-file"]
        guard let options = try? SourceOptions.parse(options(words, known)), let source = try? options.source() else {
            return []
        }
        return ids(of: source, prefix)
    }

    /// Some ids that begin with `prefix`; none where they cannot be had soon.
    static func ids(of source: Source, _ prefix: String) -> [String] {
        struct Enough: Error {}
        var found: [String] = []
        let time = try? TimeLimitOption.parse(["--timeout", "2"])
        _ = try? source.ask(.list, [:], "", within: time) { row in
            guard row["id"].hasPrefix(prefix) else { return }
            found.append(row["id"])
            if found.count == mostIDs { throw Enough() }
        }
        return found
    }

    /// The options among `names` that `words` of the command line give, with their values.
    private static func options(_ words: [String], _ names: [String]) -> [String] {
        var found: [String] = []
        for (index, word) in words.enumerated() {
            let name = String(word.prefix { $0 != "=" })
            guard names.contains(name) else { continue }
            if word.contains("=") {
                found.append(word)
            } else if index + 1 < words.count, !words[index + 1].isEmpty {
                found += [word, words[index + 1]]
            }
        }
        return found + (words.contains("--tls") && names.contains("--connect") ? ["--tls"] : [])
    }
}
