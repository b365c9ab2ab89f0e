// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import ArgumentParser
internal import CodedErrors
internal import SearchIndex
internal import Settings

/// The indexes that a daemon serves.
struct ServedIndexes: Sendable {
    let indexes: [NamedIndex]

    var names: [String] { indexes.map(\.name) }

    /// The folder of the first that has one on this machine.
    var firstFolder: IndexFolder? {
        for case .folder(let folder) in indexes.flatMap(\.places) { return folder }
        return nil
    }

    /// The number of databases.
    var shardCount: Int { indexes.reduce(0) { $0 + $1.places.count } }

    /// The indexes that `texts` name: `DIR`, or `NAME=DIR[,DIR…]`, where a DIR may be `xapian://HOST:PORT`; the same name
    /// again adds shards. `./index` where there is none.
    init(_ texts: [String]) throws {
        var indexes: [NamedIndex] = []
        for text in texts.isEmpty ? ["index"] : texts {
            let given = NamedFolder(text)
            let name = given.name ?? defaultIndexName
            guard given.paths.allSatisfy({ !$0.isEmpty }) else {
                throw ValidationError("--index \(text) names no folder.")
            }
            let places: [IndexPlace]
            do throws(IndexError) {
                places = try given.paths.map { path throws(IndexError) in try IndexPlace(path) }
            } catch {
                throw ValidationError(error.message)
            }
            if let known = indexes.firstIndex(where: { $0.name == name }) {
                guard given.name != nil else {
                    throw ValidationError("Two indexes are called \(name); say --index NAME=DIR to tell them apart.")
                }
                indexes[known].places += places
            } else {
                indexes.append(NamedIndex(name, places))
            }
        }
        for index in indexes where Set(index.places).count < index.places.count {
            throw ValidationError("The index \(index.name) has a shard twice.")
        }
        self.indexes = indexes
    }
}
