// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Sayings
internal import SmallFiles

extension SynonymList {
    /// The largest file of synonyms, in bytes.
    public static let largestFile = 4 << 20

    /// The list that ships, and those of `files` with it.
    ///
    /// - Parameters:
    ///   - files: Paths of files of synonyms, each as ``init(parsing:)`` takes it, in UTF-8.
    ///   - thesauri: Paths of files of one thesaurus, as ``Thesauri/init(files:)`` takes them.
    /// - Throws: ``SearchError/Code/syntax`` or ``SearchError/Code/noSuchFile`` that names the file and what is wrong with
    ///   it.
    public init(files: [String], thesauri: [String] = []) throws(SearchError) {
        self = .shipped
        if !thesauri.isEmpty { self.thesauri = try Thesauri(files: thesauri) }
        for file in files {
            do {
                merge(try SynonymList(parsing: try Self.text(of: file)))
            } catch {
                throw SearchError(error.code, "\(file): \(error.message)")
            }
        }
    }

    private static func text(of file: String) throws(SearchError) -> String {
        let bytes: [UInt8]
        do throws(SmallFile.Failure) {
            bytes = try SmallFile.contents(of: file, limit: largestFile)
        } catch {
            if error == .tooLarge {
                throw SearchError(.syntax, "The synonyms are over \(largestFile >> 20) MB; name a list of words.")
            }
            throw SearchError(.noSuchFile, "The synonyms cannot be read: \(error.words).")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SearchError(.syntax, "The synonyms are not UTF-8; save the file in UTF-8.")
        }
        return text
    }
}
