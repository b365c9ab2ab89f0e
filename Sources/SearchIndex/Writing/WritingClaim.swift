// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The right to write to an index, with its generations as they were when it was obtained. Ends with its `lock`.
struct WritingClaim {
    let lock: WriterLock
    /// The generation that readers read; nil where there is none yet.
    let current: String?
    /// The name of the next generation.
    let next: String

    /// Claims the index in `folder`, which is made (mode 0700) where there is none. Generations that an interrupted rebuild
    /// left are deleted; all that are databases stay where it cannot be told which of them is the current one.
    ///
    /// - Parameters:
    ///   - folder: The index's folder.
    ///   - isRepair: True if a generation is made in the place of one that may be damaged.
    /// - Throws: ``IndexError/Code/locked`` where another writer has it, ``IndexError/Code/notAnIndex`` where the folder
    ///   holds something else, and what the system refuses.
    init(_ folder: IndexFolder, isRepair: Bool = false) throws(IndexError) {
        _ = try isRepair ? folder.intactGeneration() : folder.currentGeneration()
        try Files.makeFolder(folder.path)
        _ = unsafe chmod(folder.path, 0o700)
        lock = try WriterLock(folder)
        // Once more: the one who had the lock before may have made it.
        current = try isRepair ? folder.intactGeneration() : folder.currentGeneration()
        let generations = try folder.generations()
        func isDatabase(_ name: String) -> Bool {
            Files.stamp(of: folder.path(ofGeneration: name) + "/iamglass") != nil
        }
        let isKnown = current.map(isDatabase) ?? false
        for name in generations where name != current && (isKnown || !isDatabase(name)) {
            Files.removeFlatFolder(folder.path(ofGeneration: name))
        }
        let last = generations.compactMap(IndexFolder.number(ofGeneration:)).max() ?? 0
        next = IndexFolder.name(ofGeneration: last + 1)
    }
}
