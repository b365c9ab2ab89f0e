// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_SHIM_DEADLINE_H
#define CXAPIAN_SHIM_DEADLINE_H

#include <chrono>
#include <cstdint>

namespace cx {

/// Thrown through Xapian's matcher when a search has to end; no error of Xapian's, which its matcher may handle itself.
struct OutOfTime {};

/// The moment by which a search has to end.
class Deadline {
    uint64_t nanoseconds_ = UINT64_MAX;

  public:
    /// Sets it, in nanoseconds of CLOCK_MONOTONIC, which is what steady_clock counts on Linux; UINT64_MAX is never.
    void set(uint64_t nanoseconds) { nanoseconds_ = nanoseconds; }

    bool is_set() const { return nanoseconds_ != UINT64_MAX; }

    /// Throws OutOfTime once the moment has come.
    void check() const {
        if (!is_set()) return;
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        const auto count = std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
        if (static_cast<uint64_t>(count) >= nanoseconds_) throw OutOfTime();
    }
};

/// Looks at a deadline every so many calls only, where each call takes less than a look at the clock.
template <unsigned Every>
class SparseCheck {
    const Deadline &deadline_;
    unsigned calls_ = 0;

  public:
    explicit SparseCheck(const Deadline &deadline) : deadline_(deadline) {}

    void operator()() {
        if (++calls_ < Every) return;
        calls_ = 0;
        deadline_.check();
    }
};

}  // namespace cx

#endif
