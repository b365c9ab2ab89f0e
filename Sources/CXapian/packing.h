// SPDX-License-Identifier: GPL-3.0-or-later
// How Xapian packs numbers, strings and positions into the bytes of its tables. Not for anybody outside this target.
#ifndef CXAPIAN_PACKING_H
#define CXAPIAN_PACKING_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cx {

/// Seven bits a byte, the lowest first.
inline void pack(std::string &out, uint64_t value) {
    while (value >= 128) {
        out += static_cast<char>(value | 0x80);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

/// Without its length, as the end of something.
inline void pack_last(std::string &out, uint32_t value) {
    for (; value != 0; value >>= 8) out += static_cast<char>(value);
}

inline void pack_string(std::string &out, std::string_view text) {
    pack(out, text.size());
    out += text;
}

/// Bytes that sort as the numbers do.
inline void pack_sorting(std::string &out, uint32_t value) {
    if (value < 0x8000) {
        out += static_cast<char>(value >> 8);
        out += static_cast<char>(value);
        return;
    }
    // So many bytes that, beside them, as many leading ones in the first say how many there are.
    const int size = (32 + 5 - __builtin_clz(value)) / 7;
    const uint64_t marked = value | (uint64_t(0xFF << (10 - size) & 0xFF) << (8 * (size - 1)));
    for (int byte = size - 1; byte >= 0; --byte) out += static_cast<char>(marked >> (8 * byte));
}

/// A string in a key that goes on: it ends with a NUL, and NULs within it are doubled with 0xFF.
inline void pack_sorting(std::string &out, std::string_view text, bool is_last) {
    if (text.find('\0') == std::string_view::npos) {
        out += text;
    } else {
        for (char byte : text) {
            out += byte;
            if (byte == '\0') out += '\xFF';
        }
    }
    if (!is_last) out += '\0';
}

/// Bits, the lowest first.
class BitWriter {
    std::string &out;
    uint64_t waiting = 0;
    int count = 0;

  public:
    explicit BitWriter(std::string &out) : out(out) {}

    /// One of `outof` values; those in the middle take a bit less where `outof` is no power of 2.
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

    /// The positions between the first and the last of `count`, by halves (Witten, Moffat, Bell: Managing Gigabytes,
    /// "interpolative code").
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

    void finish() {
        if (count > 0) out += static_cast<char>(waiting);
        waiting = 0;
        count = 0;
    }
};

/// Rising positions, at least one.
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
