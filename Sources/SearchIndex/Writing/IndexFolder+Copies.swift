// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

extension IndexFolder {
    /// Puts a compact copy of what `reader` sees in the place of this index, as its next generation. Where `reader` reads
    /// another index, such as a snapshot, its list of roots comes along.
    ///
    /// The generation that is there, which may be damaged, stays until the copy has been read back and found whole; readers
    /// that have it open read on in it until they refresh.
    ///
    /// - Throws: ``IndexError``, as ``IndexWriter``'s, and ``IndexError/Code/modified`` where a writer overtook `reader`.
    public func replace(withCopyOf reader: IndexReader) throws(IndexError) {
        let claim = try WritingClaim(self, isRepair: true)
        let counter = max(claim.current == nil ? 0 : IndexWriter.counter(of: self), reader.generation)
        let roots = reader.folder == self ? nil : try reader.folder.rootsFile()
        try replace(claim, counter: counter, documents: reader.documentCount, roots: roots) {
            (place) throws(IndexError) in try reader.writeCopy(to: place)
        }
    }

    /// Writes the index anew, as its next generation, so that of documents that were taken out nothing is left in any file.
    ///
    /// The generation that is there stays until the new one has been read back and found whole, and is then deleted.
    ///
    /// - Throws: ``IndexError``, as ``IndexWriter``'s; ``IndexError/Code/notFound`` where there is no index.
    public func rewrite() throws(IndexError) {
        let claim = try WritingClaim(self)
        guard let current = claim.current else { throw noIndex() }
        let reader = try IndexReader(folder: self)
        let source = path(ofGeneration: current)
        try replace(claim, counter: reader.generation, documents: reader.documentCount, roots: nil) {
            (place) throws(IndexError) in
            Files.removeFlatFolder(place)
            _ = try engine(path) { unsafe cx_rewrite(source, place, $0) }
        }
    }

    /// Makes the next generation, which `write` writes to a folder, the current one, and deletes all others.
    private func replace(
        _ claim: WritingClaim, counter: UInt64, documents: Int, roots: [UInt8]?,
        write: (_ place: String) throws(IndexError) -> Void
    ) throws(IndexError) {
        let place = path(ofGeneration: claim.next)
        do throws(IndexError) {
            try write(place)
            let database = try EngineWriter(place: place, path: path)
            try database.setMetadata(String(counter + 1), for: Schema.Metadata.generation)
            try database.commit()
            database.close()
            try Files.syncAll(in: place)
            try GenerationSums(place: place, path: path).update()
            try GenerationCheck(place: place, path: path).requireSound(documents: documents)
            if let roots { try replaceRootsFile(with: String(decoding: roots, as: UTF8.self)) }
            try makeCurrent(claim.next)
        } catch {
            if (try? currentGeneration()) != claim.next { Files.removeFlatFolder(place) }
            throw error
        }
        Files.removeSegments(of: self)
        try Files.removeGenerations(of: self, except: claim.next)
        withExtendedLifetime(claim.lock) {}
    }
}
