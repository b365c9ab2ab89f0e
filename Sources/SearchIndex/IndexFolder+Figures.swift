// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// Figures of an index's files, for whoever runs it.
extension IndexFolder {
    /// This moment, in seconds since 1970, as files know it.
    public static var now: Int64 { Int64(time(nil)) }

    /// When the index was last committed to; nil where there is none.
    public var committed: LocalTime? { figures().flatMap { LocalTime(nanoseconds: $0.committed * 1_000_000_000) } }

    /// The bytes of the files of the generation in use and when it was last committed to, in seconds since 1970; nil where
    /// there is no index. Some ten microseconds.
    public func figures() -> (bytes: Int64, committed: Int64)? {
        guard let name = (try? currentGeneration()) ?? nil else { return nil }
        let place = path(ofGeneration: name)
        guard let stamp = Files.stamp(of: place + "/iamglass"), let names = try? Files.names(in: place) else {
            return nil
        }
        return (names.reduce(0) { $0 + Files.size(of: place + "/" + $1) }, Int64(stamp.seconds))
    }
}
