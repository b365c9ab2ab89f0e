// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// The parts that a part of an Office Open XML package names: its relationships (ISO/IEC 29500-2, 6.5).
struct Relationships {
    struct Target {
        var id: String
        /// The last part of the type's address, `header`: the rest differs between strict and transitional files.
        var kind: String
        /// The name of the part, without a slash before it.
        var part: String
    }

    private(set) var targets: [Target] = []

    private static let most = 100_000

    /// The relationships of `part` in `package`; those of the package itself where it is empty.
    init(of part: String, in package: OfficePackage) throws(OfficeError) {
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        guard let reader = try package.reader("\(folder)_rels/\(part.dropFirst(folder.count)).rels") else { return }
        while try reader.next() {
            guard reader.kind == .start, reader.name == "Relationship", targets.count < Self.most,
                reader.attribute("TargetMode")?.lowercased() != "external", let id = reader.attribute("Id"),
                let target = reader.attribute("Target"), let kind = reader.attribute("Type")?.split(separator: "/").last
            else { continue }
            targets.append(Target(id: id, kind: String(kind), part: Self.resolve(target, in: folder)))
        }
    }

    /// The parts of these kinds, in the order of the file.
    func parts(_ kinds: Set<String>) -> [String] { targets.filter { kinds.contains($0.kind) }.map(\.part) }

    /// The part of the relationship `id`.
    func part(id: String) -> String? { targets.first { $0.id == id }?.part }

    /// The parts by the ids of their relationships.
    var byID: [String: String] { Dictionary(targets.map { ($0.id, $0.part) }) { first, _ in first } }

    /// The part that `target` is, seen from `folder`.
    static func resolve(_ target: String, in folder: String) -> String {
        let path = target.first == "/" ? target : folder + target
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/").removingPercents
    }
}

extension String {
    /// The name with its `%20` and the like decoded; as it is where they make no UTF-8.
    fileprivate var removingPercents: String {
        guard utf8.contains(0x25) else { return self }
        let bytes = HexEscapes.decode(Array(utf8), mark: UInt8(ascii: "%")) { text, place, bytes in
            bytes.append(text[place])
            return place + 1
        }
        return bytes.flatMap { String(validating: $0, as: UTF8.self) } ?? self
    }
}
