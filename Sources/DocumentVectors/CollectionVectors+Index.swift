// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
package import SearchIndex

extension CollectionVectors {
    /// Without a file, vectors are made in memory of no more documents than these, and of no more terms of them.
    private static let mostInMemory = (documents: 50_000, entries: 6_000_000)
    /// The most terms of documents that a file is made of: eight bytes each are held in memory meanwhile, and as many again.
    private static let mostInFile = 40_000_000
    /// A file of so few documents is made anew at each commit: words that none of them knew show at once.
    private static let small = 2_000
    /// The most documents that are read anew beside a larger one, some 100 µs each after a commit, and the part of all.
    private static let mostChanged = (count: 2_000, part: 20)

    /// The name of the file within a generation.
    private static let fileName = "vectors"

    /// The vectors of what `reader` reads.
    ///
    /// - Parameters:
    ///   - reader: Reads the state that they are of.
    ///   - earlier: Those of an earlier state of the same index, whose file may serve on.
    /// - Returns: nil where there is no file that is fit, and the documents are too many to make vectors in memory.
    /// - Throws: `IndexError`.
    package static func of(_ reader: IndexReader, earlier: CollectionVectors? = nil) throws(IndexError)
        -> CollectionVectors?
    {
        if let vectors = try ofFile(reader, earlier) { return vectors }
        guard reader.documentCount <= mostInMemory.documents,
            let build = try VectorBuild(reader, mostEntries: mostInMemory.entries)
        else { return nil }
        return build.inMemory().map { CollectionVectors(file: $0) }
    }

    /// The vectors of the generation's file and of what has changed since; nil where there is no such file, or it knows too little.
    private static func ofFile(
        _ reader: IndexReader, _ earlier: CollectionVectors?
    ) throws(IndexError) -> CollectionVectors? {
        let path = reader.path(of: fileName)
        guard let made = generation(ofFile: path), let numbers = try changed(since: made, reader) else { return nil }
        let known = earlier.flatMap { $0.place == path && $0.generation == made ? $0.file : nil }
        guard let file = known ?? VectorFile(path: path), file.layout.generation == made else { return nil }
        if numbers.isEmpty { return CollectionVectors(file: file, place: path) }
        var changed: [(document: UInt32, vector: SparseVector)] = []
        for number in numbers where try reader.holds(number) {
            var entries: [SparseVector.Entry] = []
            try reader.forEachTermWeight(of: number) { name, frequency in
                guard let term = file.term(name) else { return }
                let weight = Float(SimilarityModel.frequencySharpened(Double(frequency))) * file.rarity(ofTerm: term)
                if weight > 0 { entries.append(.init(term: Int32(term), weight: weight)) }
            }
            changed.append((number, SparseVector(scaling: entries)))
        }
        return CollectionVectors(
            file: file, place: path, changed: changed, gone: Set(numbers.compactMap { file.row(of: $0) }))
    }

    /// The documents that have changed since a file of the commit `made`; nil where it does not fit what `reader` reads.
    private static func changed(since made: UInt64, _ reader: IndexReader) throws(IndexError) -> [UInt32]? {
        guard let numbers = try reader.documentsChanged(since: made) else { return nil }
        if numbers.isEmpty { return numbers }
        let most = min(mostChanged.count, reader.documentCount / mostChanged.part)
        return reader.documentCount > small && numbers.count <= most ? numbers : nil
    }

    /// Makes the file of the index's generation in use where there is none that is sound and fits it. Call it after a commit.
    ///
    /// The file only makes answers faster: where it cannot be written, for want of space perhaps, or the writer goes on
    /// meanwhile, there is none, and the next call makes it.
    package static func refresh(_ folder: IndexFolder) {
        guard let reader = try? IndexReader(folder: folder), reader.features.contains("term-weights") else { return }
        let path = reader.path(of: fileName)
        if let made = generation(ofFile: path), (try? changed(since: made, reader)) ?? nil != nil,
            VectorFile.isSound(path) == true
        {
            return
        }
        guard let build = (try? VectorBuild(reader, mostEntries: mostInFile)) ?? nil else { return }
        let new = path + ".new"
        guard let descriptor = opened(new) else { return }
        // Lets the lock go, too, after the file has its name.
        defer { close(descriptor) }
        if build.write(to: descriptor), unsafe rename(new, path) == 0 { return }
        _ = unsafe unlink(new)
    }

    /// An empty file at `path` that nobody else writes to; nil where somebody does, or it cannot be made.
    private static func opened(_ path: String) -> CInt? {
        // Whoever may read the tables may read this.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return nil }
        var (mine, named) = (stat(), stat())
        // What another program has given its name meanwhile is read by others: it stays as it is.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, unsafe fstat(descriptor, &mine) == 0,
            unsafe stat(path, &named) == 0, mine.st_ino == named.st_ino, ftruncate(descriptor, 0) == 0
        else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// True where the file of the index's generation in use is as it was written, or there is none.
    package static func isSound(_ reader: IndexReader) -> Bool {
        VectorFile.isSound(reader.path(of: fileName)) ?? true
    }

    /// The number of the commit that a file was made of, as its header says; nil where there is no such file.
    private static func generation(ofFile path: String) -> UInt64? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var header: [UInt64] = [0, 0]
        let count = unsafe header.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count == 16, UInt64(littleEndian: header[0]) == VectorLayout.magic else { return nil }
        return UInt64(littleEndian: header[1])
    }
}
