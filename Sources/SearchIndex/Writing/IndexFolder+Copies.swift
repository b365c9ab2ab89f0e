// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

extension IndexFolder {
    /// Puts a compact copy of what `reader` sees in the place of this index, as its next generation: of what was deleted
    /// before nothing is left in any file. Where `reader` reads another index, such as a snapshot, its list of roots comes
    /// along.
    ///
    /// The generation that is there, which may be damaged, stays until the copy has been read back and found whole; readers
    /// that have it open read on in it until they refresh.
    ///
    /// - Throws: ``IndexError``, as ``IndexWriter``'s, and ``IndexError/Code/modified`` where a writer overtook `reader`.
    public func replace(withCopyOf reader: IndexReader) throws(IndexError) {
        let claim = try WritingClaim(self, isRepair: true)
        let place = path(ofGeneration: claim.next)
        let counter = max(claim.current == nil ? 0 : IndexWriter.counter(of: self), reader.generation)
        do throws(IndexError) {
            try reader.writeCopy(to: place)
            let database = try EngineWriter(place: place, path: path)
            try database.setMetadata(String(counter + 1), for: Schema.Metadata.generation)
            try database.commit()
            database.close()
            try Files.syncAll(in: place)
            try GenerationSums(place: place, path: path).update()
            try GenerationCheck(place: place, path: path).requireSound(documents: reader.documentCount)
            if reader.folder != self, let roots = try reader.folder.rootsFile() {
                try replaceRootsFile(with: String(decoding: roots, as: UTF8.self))
            }
            try Files.replace(currentPath, with: claim.next + "\n")
        } catch {
            if (try? currentGeneration()) != claim.next { Files.removeFlatFolder(place) }
            throw error
        }
        Files.removeSegments(of: self)
        try Files.removeGenerations(of: self, except: claim.next)
        withExtendedLifetime(claim.lock) {}
    }
}
