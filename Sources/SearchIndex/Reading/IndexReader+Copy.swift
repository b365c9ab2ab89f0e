// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

extension IndexReader {
    /// Writes a compact copy of what this reader sees, as an index of its own.
    ///
    /// The copy is of one commit, whatever the writer does meanwhile (or it fails with
    /// ``IndexError/Code/modified``, after two commits). `target` must hold no index yet.
    public func copy(to target: IndexFolder) throws(IndexError) {
        guard try target.currentGeneration() == nil else {
            throw IndexError(
                .invalidInput, "There is an index at \(target.path) already; name an empty or a new folder.",
                path: target.path)
        }
        try Files.makeFolder(target.path)
        let name = IndexFolder.name(ofGeneration: 1)
        let place = target.path(ofGeneration: name)
        do throws(IndexError) {
            try writeCopy(to: place)
            try GenerationSums(place: place, path: target.path).update()
            if let roots = try folder.rootsFile() {
                try target.replaceRootsFile(with: String(decoding: roots, as: UTF8.self))
            }
            try target.makeCurrent(name)
        } catch {
            Files.removeFlatFolder(place)
            throw error
        }
    }

    /// Writes a compact copy of the database to the folder `place`, in the place of what an interrupted copy left.
    func writeCopy(to place: String) throws(IndexError) {
        Files.removeFlatFolder(place)
        _ = try call { unsafe cx_reader_copy(handle, place, $0) }
    }
}
