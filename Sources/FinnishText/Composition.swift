// SPDX-License-Identifier: GPL-3.0-or-later

/// Unicode in the one form that documents are kept in, for queries and other short texts.
public enum Composition {
    /// `text` in NFC, with ligatures and odd spaces as ``Normaliser`` writes them; lines stay lines. Linear.
    public static func composed(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return String(decoding: CharacterPass.run(Array(text.utf8)).bytes, as: UTF8.self)
    }
}
