// SPDX-License-Identifier: GPL-3.0-or-later
@testable import SearchIndex

/// A build of seven segments with all generated documents, not merged yet. The segments' numbers are not in the order of
/// their documents; among haku's own one is Xapian's.
struct SegmentedIndex {
    let build: IndexBuild
    let places: [SegmentPlace]
    /// The folder of the generation that finishing the build makes.
    let generation: String

    /// Begins an index in the folder `path`.
    init(_ path: String, tables: TableWriter = .haku) throws {
        build = try IndexBuild(folder: IndexFolder(path), settings: "", tables: tables)
        generation = path + "/generation-000001"
        var places: [SegmentPlace] = []
        for _ in 0..<7 { places.append(build.nextPlace()) }
        for (part, place) in places.reversed().enumerated() {
            var place = place
            if part == 3 { place.tables = .xapian }
            let segment = try SegmentWriter(at: place)
            for (number, document) in GeneratedDocuments.part(part, of: 7) { try segment.add(document, at: number) }
            try segment.finish()
        }
        self.places = places
    }
}
