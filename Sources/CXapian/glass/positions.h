// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_POSITIONS_H
#define CXAPIAN_GLASS_POSITIONS_H

#include "glass/packing.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace cx {

/// Appends bits to a string, the lowest first.
class BitWriter {
    std::string &out;
    uint64_t waiting = 0;
    int count = 0;

  public:
    explicit BitWriter(std::string &out) : out(out) {}

    /// Appends one of `outof` values: a truncated binary code, in which those in the middle take a bit less where `outof`
    /// is no power of 2.
    void encode(uint32_t value, uint32_t outof) {
        if (outof <= 1) return;
        int bits = 32 - __builtin_clz(outof - 1);
        const uint64_t spare = (uint64_t(1) << bits) - outof;
        uint64_t code = value;
        if (spare != 0) {
            const uint64_t middle = (outof - spare) / 2;
            if (code >= middle + spare) {
                code = (code - (middle + spare)) | (uint64_t(1) << (bits - 1));
            } else if (code >= middle) {
                --bits;
            }
        }
        waiting |= code << count;
        count += bits;
        while (count >= 8) {
            out += static_cast<char>(waiting);
            waiting >>= 8;
            count -= 8;
        }
    }

    /// Appends the positions between those at `first` and `last`, by halves: the interpolative code of Moffat and Stuiver
    /// (Witten, Moffat, Bell: Managing Gigabytes, 1999, section 3.4).
    void encode_between(const uint32_t *positions, size_t first, size_t last) {
        while (first + 1 < last) {
            const size_t middle = (first + last) / 2;
            const uint32_t outof =
                positions[last] - positions[first] - static_cast<uint32_t>(last - first) + 1;
            const uint32_t lowest = positions[first] + static_cast<uint32_t>(middle - first);
            encode(positions[middle] - lowest, outof);
            encode_between(positions, first, middle);
            first = middle;
        }
    }

    /// Appends the bits that do not fill a byte.
    void finish() {
        if (count > 0) out += static_cast<char>(waiting);
        waiting = 0;
        count = 0;
    }
};

/// Appends a position list: `count` rising positions, at least one.
inline void pack_positions(std::string &out, const uint32_t *positions, size_t count) {
    const uint32_t first = positions[0];
    const uint32_t last = positions[count - 1];
    pack(out, last);
    if (count < 2) return;
    BitWriter bits(out);
    bits.encode(first, last);
    bits.encode(static_cast<uint32_t>(count - 2), last - first);
    bits.encode_between(positions, 0, count - 1);
    bits.finish();
}

}  // namespace cx

#endif
