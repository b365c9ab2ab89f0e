// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import ArgumentParser
internal import SearchIndex
internal import Settings

/// The indexes that a daemon serves.
struct ServedIndexes: Sendable {
    let names: [String]
    let folders: [IndexFolder]

    /// The indexes that `texts` name, `DIR` or `NAME=DIR` each; `./index` where there is none.
    init(_ texts: [String]) throws {
        var names: [String] = []
        var folders: [IndexFolder] = []
        for text in texts.isEmpty ? ["index"] : texts {
            let given = NamedFolder(text)
            let name = given.name ?? defaultIndexName
            guard !given.path.isEmpty else { throw ValidationError("--index \(text) names no folder.") }
            guard !names.contains(name) else {
                throw ValidationError("Two indexes are called \(name); say --index NAME=DIR to tell them apart.")
            }
            names.append(name)
            folders.append(IndexFolder(given.path))
        }
        self.names = names
        self.folders = folders
    }
}
