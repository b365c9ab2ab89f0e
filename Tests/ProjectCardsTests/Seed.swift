// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Foundation
import OCRRepair
import ProjectCards

/// A paper in `seeds/`, read as the indexer reads it.
enum Seed {
    static func card(_ name: String) throws -> Card {
        let text = try text(name)
        return CardReader().read(text.text, unasserted: text.unasserted)
    }

    /// Its text, repaired.
    static func text(_ name: String) throws -> RepairedText {
        let folder = String(#filePath.prefix { _ in true }).split(separator: "/").dropLast(3).joined(separator: "/")
        let source = try String(contentsOfFile: "/" + folder + "/seeds/" + name, encoding: .utf8)
        let repairer = try Repairer()
        return repairer.repair(Normaliser(judge: repairer).normalise(source))
    }
}
