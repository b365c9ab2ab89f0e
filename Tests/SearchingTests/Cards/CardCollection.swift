// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Indexing
import SearchIndex
import Searching

/// An index of texts in a temporary folder, gone with it.
final class CardCollection {
    let path: String
    let searcher: Searcher

    /// Indexes `texts` by their names.
    init(_ texts: [String: String], synonyms: SynonymList = .shipped) throws {
        var template = Array("/tmp/haku-test-XXXXXX".utf8CString)
        let made = unsafe template.withUnsafeMutableBufferPointer { unsafe mkdtemp($0.baseAddress!) != nil }
        precondition(made)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        _ = unsafe mkdir(path + "/docs", 0o755)
        for (name, text) in texts {
            let file = unsafe open(path + "/docs/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            precondition(file >= 0)
            let bytes = Array(text.utf8)
            _ = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
            close(file)
        }
        let folder = IndexFolder(path + "/index")
        _ = try Indexer(folder: folder, options: .init(repair: false)).update([path + "/docs"])
        searcher = try Searcher(folder: folder, synonyms: synonyms)
    }

    /// Indexes the sample papers in `seeds/`, repaired.
    init(seeds makeRepairer: @escaping @Sendable () throws -> any TextRepairing) throws {
        var template = Array("/tmp/haku-test-XXXXXX".utf8CString)
        let made = unsafe template.withUnsafeMutableBufferPointer { unsafe mkdtemp($0.baseAddress!) != nil }
        precondition(made)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let folder = IndexFolder(path + "/index")
        _ = try Indexer(folder: folder, makeRepairer: makeRepairer).update([root + "/seeds"])
        searcher = try Searcher(folder: folder)
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        guard let folder = unsafe opendir(path) else { return }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(path + "/" + name) }
        }
        _ = unsafe closedir(folder)
        for name in names where unsafe unlink(name) != 0 { remove(name) }
        _ = unsafe rmdir(path)
    }

    /// A project card.
    static func card(
        _ title: String, days: String = "1.1.2016 – 31.12.2018", funder: String = "Hämeen ELY-keskus, 100 000 €",
        implementer: String = "Kuhmon kaupunki", groups: String = "nuoret", goals: String = "Lisätä osallisuutta.",
        methods: String = "Ryhmätoiminta."
    ) -> String {
        """
        Hankkeen nimi, S-numero ja toteutusaika

        \(title), \(days)

        Rahoittaja ja toteutunut julkinen rahoitus

        \(funder)

        Toteuttajat \(implementer)

        Varsinaiset kohderyhmät

        \(groups)

        Tavoitteet

        \(goals)

        Toimintatapa

        \(methods)

        """
    }

    /// A summary.
    static func summary(_ title: String, days: String = "1.1.2016 – 31.12.2018", text: String) -> String {
        """
        \(title), \(days)

        Tiivistelmä: \(text)

        Kustannukset ja rahoitus: Hankkeen kokonaiskustannukset olivat 100 000 €.

        Hankkeen toteuttajat ja kumppanit: Kuhmon kaupunki.

        """
    }
}
