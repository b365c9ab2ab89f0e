// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Indexing
import SearchIndex
import TestSupport

/// One collection as one index, and as two halves: every other document lies in the other half, so that documents that are
/// asked for together come in the same order.
struct HalvedCollection {
    let temporary = TemporaryFolder()
    let whole: IndexFolder
    let halves: [NamedIndex]

    private static let words = [
        "kyläyhdistys", "nuorten", "työpajalla", "hanke", "koira", "kissan", "metsässä", "kuntien", "päätöksen",
        "työttömät", "asukkaat", "järvellä", "kalastus", "yhdistyksen", "sosiaalipalvelut", "kuntoutus", "maaseudun",
        "kehittäminen", "työkyky", "osallisuus",
    ]

    /// Words of few documents.
    private static let subjects = [
        "kalliomaalaus", "tervahauta", "ruukki", "kirkkovene", "niitty", "sammal", "käpy", "suopunki", "reki",
        "lumikenkä",
        "kanootti", "viulu", "kantele", "huilu", "rumpu", "harmonikka", "kuoro", "teatteri", "näytelmä", "runo",
    ]

    init() throws {
        var random = SeededRandom(21)
        for number in 0..<160 {
            let count = Int.random(in: 5...60, using: &random)
            let first = Int.random(in: 0..<Self.words.count, using: &random)
            var text = "Paperi \(number)\n\n\(Self.subjects[first]), \(Self.subjects[(first + 7) % 20]).\n"
            for place in 0..<count {
                // Each speaks of a few things more than of others.
                let word =
                    place % 3 == 0
                    ? (first + place / 9) % Self.words.count : .random(in: 0..<Self.words.count, using: &random)
                text += Self.words[word] + (place % 8 == 7 ? ".\n" : " ")
            }
            // Some are copies of the one before, in the other half.
            if number % 20 == 11 {
                text = try String(contentsOfFile: temporary("koko/p\(109 + number).txt"), encoding: .utf8)
            }
            for name in ["koko", number % 2 == 0 ? "eka" : "toka"] {
                let path = try temporary.file("\(name)/p\(110 + number).txt", text)
                let day = Date(timeIntervalSince1970: 1e9 + 1e5 * Double(number * 37 % 160))
                try FileManager.default.setAttributes([.modificationDate: day], ofItemAtPath: path)
            }
        }
        for name in ["koko", "eka", "toka"] {
            _ = try Indexer(folder: IndexFolder(temporary("i-" + name)), options: .init(repair: false))
                .update([temporary(name)])
        }
        let temporary = temporary
        let folders = ["eka", "toka"].map { (name: $0, folder: IndexFolder(temporary("i-" + $0))) }
        halves = folders.map { NamedIndex($0.name, [.folder($0.folder)]) }
        whole = IndexFolder(temporary("i-koko"))
    }
}
