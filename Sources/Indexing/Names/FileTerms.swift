// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs
internal import SearchIndex

extension TermBuilder {
    /// Adds the words of a document's name and folders: as fields, and, but for records of tables, beside its text, where a
    /// word of the name counts `boost` times more than one of a folder.
    ///
    /// - Parameters:
    ///   - id: The document's id.
    ///   - type: The type of its file.
    ///   - boost: The times that a word of the name counts beside its place.
    ///   - position: The first position to use.
    /// - Returns: The next free position.
    func addNames(of id: String, type: String?, boost: UInt32, from position: UInt32) -> UInt32 {
        let isRecord = FileFields.isRecord(type)
        let place = DocumentPlace(id: id, isRecord: isRecord)
        let name = NameWords.text(of: place.stem)
        var position = add(field: "tiedosto", value: place.name, from: position)
        if name != place.name { position = add(field: "tiedosto", value: name, from: position) }
        position = add(field: FileFields.path, value: place.folder + "/" + place.name, from: position)
        if place.ending != type, !place.ending.isEmpty {
            position = add(field: FileFields.type, value: place.ending, from: position)
        }
        if !isRecord {
            position = add(words: name, from: position)
            self.boost(name, times: boost)
        }
        guard !place.folder.isEmpty else { return position }
        position = add(field: "kansio", value: place.folder, from: position)
        let folders = NameWords.text(of: place.folder)
        if folders != place.folder { position = add(field: "kansio", value: folders, from: position) }
        return isRecord ? position : add(words: folders, from: position)
    }
}
