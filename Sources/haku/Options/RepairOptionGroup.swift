// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import OCRRepair
internal import SearchIndex

/// The options about repairs.
struct RepairOptionGroup: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Names and terms that are right, one a line; damaged words may stand for them.", valueName: "file"))
    var dictionary: String?
    @Option(help: ArgumentHelp("Make only repairs at least this sure, 0 to 1 (default: 0).", valueName: "confidence"))
    var threshold: Double?
    @Option(help: ArgumentHelp("An error model that “haku learn-errors” made.", valueName: "file"))
    var errorModel: String?

    func validate() throws {
        guard threshold.map({ (0...1).contains($0) }) ?? true else {
            throw ValidationError("--threshold takes a number from 0 to 1.")
        }
    }

    /// The options, with what was refused and confirmed in `folder`.
    func options(refusedIn folder: IndexFolder?) throws -> RepairOptions {
        var words: [String] = []
        if let dictionary {
            words = RepairOptions.words(
                ofDictionary: String(decoding: try InputFile.contents(dictionary), as: UTF8.self))
        }
        let refused = try folder.map { try RefusalList(folder: $0.path).refused } ?? []
        let confirmed = try folder.map { try ConfirmationList(folder: $0.path).confirmed } ?? [:]
        return RepairOptions(
            threshold: threshold ?? 0, words: words, refused: refused, confirmed: confirmed, errorModel: errorModel)
    }
}
