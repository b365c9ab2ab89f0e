// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc
internal import Languages
internal import VoikkoTransducer

/// Where repair finds the files it needs.
///
/// All threads may share one value; the files are mapped once.
public struct RepairData: Sendable {
    let transducer: Transducer
    let language: LanguageModel
    let swedish: SwedishLexicon
    let swedishWords: SwedishWords
    let english: ErrorModel
    let finnish: ErrorModel
    /// Any reader of a bad copy, before it is known.
    let general: ErrorModel
    /// Readers of Fraktur, to whom w and v are one.
    let fraktur: ErrorModel
    /// Spellings of older Finnish, which are no errors.
    let oldSpelling: ErrorModel
    let undotted: ErrorModel
    let typing: ErrorModel
    let agreement: AgreementTable
    let signWords: SignWords

    /// Opens Voikko's transducer and the files of haku's data folder.
    ///
    /// - Parameters:
    ///   - folder: The data folder; by default ``defaultFolder()``.
    ///   - transducer: Voikko's `mor.vfst`; by default ``defaultTransducer()``.
    /// - Throws: ``RepairError`` where a file is missing, cut short or of another version.
    /// - Complexity: A few milliseconds: the large files are mapped, not read.
    public init(folder: String? = nil, transducer: String? = nil) throws(RepairError) {
        guard let folder = folder ?? Self.defaultFolder() else {
            throw RepairError(
                .missing,
                "haku's data folder is not found; words are not repaired. Install haku anew, or name the "
                    + "folder that holds finnish.words in $HAKU_DATA.")
        }
        guard let path = transducer ?? Self.defaultTransducer() else {
            throw RepairError(
                .missing,
                "Voikko's mor.vfst is not found; words are not repaired. Install voikko-fi, or name its "
                    + "folder in $HAKU_VOIKKO_DICTIONARY.")
        }
        do {
            self.transducer = try Transducer(path: path)
        } catch {
            let remedy = error.code == .truncated ? " Install voikko-fi again." : ""
            throw RepairError(error, path: path, remedy: "words are not repaired." + remedy)
        }
        language = try LanguageModel(path: folder + "/finnish.words")
        swedish = try SwedishLexicon(path: folder + "/swedish.words")
        english = try ErrorModel(path: folder + "/errors-english.tsv")
        finnish = try ErrorModel(path: folder + "/errors-finnish.tsv")
        general = try ErrorModel(path: folder + "/errors-general.tsv")
        fraktur = try ErrorModel(path: folder + "/errors-fraktur.tsv")
        oldSpelling = try ErrorModel(path: folder + "/errors-old.tsv")
        undotted = try ErrorModel(path: folder + "/errors-undotted.tsv")
        typing = try ErrorModel(path: folder + "/errors-typing.tsv")
        agreement = try AgreementTable()
        signWords = try SignWords()
        swedishWords = try SwedishWords()
    }

    /// The folder that holds `finnish.words`; nil where there is none.
    public static func defaultFolder() -> String? { DataFolder.path(holding: "finnish.words") }

    /// Voikko's transducer where libvoikko looks for it: `$HAKU_VOIKKO_DICTIONARY` (the file or its folder),
    /// `~/.voikko`, `/etc/voikko`, and the usual places of packages. Nil where there is none.
    public static func defaultTransducer() -> String? {
        guard let named = environment("HAKU_VOIKKO_DICTIONARY") else { return TransducerFile.standardPath() }
        if named.hasSuffix(".vfst") { return named }
        return exists(named + "/mor.vfst") ? named + "/mor.vfst" : nil
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    private static func exists(_ path: String) -> Bool {
        unsafe access(path, R_OK) == 0
    }
}
