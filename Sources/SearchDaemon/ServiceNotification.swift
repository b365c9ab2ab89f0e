// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import NIOCore

/// The interval at which systemd is to be told `WATCHDOG=1`, half of what it asks (sd_watchdog_enabled(3)); nil where
/// it does not ask.
func watchdogInterval() -> TimeAmount? {
    func variable(_ name: String) -> Int64? {
        unsafe getenv(name).flatMap { Int64(unsafe String(cString: $0)) }
    }
    guard let microseconds = variable("WATCHDOG_USEC"), microseconds > 1 else { return nil }
    if let owner = variable("WATCHDOG_PID"), owner != Int64(getpid()) { return nil }
    return .microseconds(microseconds / 2)
}

/// Tells systemd `state` (sd_notify(3)) where `$NOTIFY_SOCKET` says that it listens.
func notifyServiceManager(_ state: String) {
    guard let variable = unsafe getenv("NOTIFY_SOCKET") else { return }
    let path = Array(unsafe String(cString: variable).utf8)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard let first = path.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@"), path.count < capacity else {
        return
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
        for (index, byte) in path.enumerated() { unsafe field[index] = byte }
        // A name in Linux's abstract name space begins with NUL.
        if first == UInt8(ascii: "@") { unsafe field[0] = 0 }
    }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let message = Array(state.utf8)
    unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            _ = unsafe sendto(descriptor, message, message.count, Int32(MSG_NOSIGNAL), pointer, length)
        }
    }
}
