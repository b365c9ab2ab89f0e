// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The folder of the data files that ship with haku.
public enum DataFolder {
    /// The folder that holds `file`: `$HAKU_DATA`; `share/haku` beside the folder of the running program; or the resources
    /// that SwiftPM lays beside it. Nil where there is none; `$HAKU_DATA` is believed.
    public static func path(holding file: String) -> String? {
        if let named = unsafe getenv("HAKU_DATA") {
            let folder = unsafe String(cString: named)
            if !folder.isEmpty { return folder }
        }
        guard let program = programFolder() else { return nil }
        let folders = [program + "/../share/haku", program + "/haku_HakuData.resources/Data"]
        return folders.first { unsafe access($0 + "/" + file, R_OK) == 0 }
    }

    private static func programFolder() -> String? {
        guard let resolved = unsafe realpath("/proc/self/exe", nil) else { return nil }
        defer { unsafe free(resolved) }
        let path = unsafe String(cString: resolved)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
