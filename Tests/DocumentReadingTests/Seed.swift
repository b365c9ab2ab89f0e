// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentReading
import FinnishText
import OCRRepair

/// A paper in `seeds/`, read as the indexer reads it.
enum Seed {
    static func card(_ name: String) throws -> Card {
        let text = try text(name)
        return CardReader().read(text.text, unasserted: text.unasserted)
    }

    /// Its text, repaired.
    static func text(_ name: String) throws -> RepairedText {
        let folder = String(#filePath.prefix { _ in true }).split(separator: "/").dropLast(3).joined(separator: "/")
        let source = try DocumentReader().read("/" + folder + "/seeds/" + name)
        let repairer = try Repairer()
        return repairer.repair(Normaliser(judge: repairer).normalise(source.text, pages: source.pages))
    }
}
