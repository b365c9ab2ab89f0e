// SPDX-License-Identifier: GPL-3.0-or-later

/// Files and folders that programs leave behind and nobody wrote, by their names. They are passed over in silence.
public enum DefaultExcludes {
    /// True if what is called `name` is passed over: locks of open documents (`~$…`), Word's and Excel's unsaved work
    /// (`~….tmp`), AppleDouble (`._…`, `__MACOSX`), what folder views keep (Thumbs.db, desktop.ini), recycle bins and what
    /// file systems and file servers keep for themselves. Case does not matter, as on the systems that make them.
    public static func contains(_ name: [UInt8]) -> Bool {
        guard let first = name.first else { return false }
        if first == UInt8(ascii: "~") {
            let lower = lowercased(name)
            return lower.starts(with: "~$".utf8) || lower.reversed().starts(with: ".tmp".utf8.reversed())
        }
        if name.starts(with: "._".utf8) || name.starts(with: ".~lock.".utf8) { return true }
        guard firstBytes.contains(first | 0x20) || first < 0x41 else { return false }
        let lower = lowercased(name)
        return names.contains(lower) || lower.starts(with: ".trash".utf8)
    }

    /// True if any part of `path`, with `/` between, is.
    static func containsPart(of path: [UInt8]) -> Bool {
        path.split(separator: 0x2F).contains { contains(Array($0)) }
    }

    /// Names as the manual lists them, in small letters.
    private static let names = Set(
        [
            "thumbs.db", "thumbs.db:encryptable", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "$recycle.bin",
            "recycler", "recycled", "#recycle", "@recycle", "@eadir", "system volume information", "lost+found",
            "__macosx", "icon\r", ".ds_store", ".appledouble", ".spotlight-v100", ".fseventsd", ".temporaryitems",
        ].map { Array($0.utf8) })
    private static let firstBytes = Set(names.compactMap { $0.first.map { $0 | 0x20 } })

    private static func lowercased(_ name: [UInt8]) -> [UInt8] {
        name.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    }
}
