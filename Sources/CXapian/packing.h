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

/// Reads what is packed. What goes past the end, or over 64 bits, makes it damaged, and reads as 0 and empty.
class Unpacker {
    std::string_view rest;
    bool damaged = false;

  public:
    explicit Unpacker(std::string_view bytes) : rest(bytes) {}

    std::string_view remaining() const { return rest; }
    bool is_at_end() const { return rest.empty(); }
    bool is_damaged() const { return damaged; }

    uint64_t number() {
        uint64_t value = 0;
        for (unsigned shift = 0; !rest.empty() && shift < 64; shift += 7) {
            const unsigned char byte = static_cast<unsigned char>(rest[0]);
            rest.remove_prefix(1);
            value |= uint64_t(byte & 0x7F) << shift;
            if (byte < 128) return value;
        }
        damaged = true;
        return 0;
    }

    /// A number that sorts, as the last of a key.
    uint32_t sorting_number() {
        const unsigned char first = rest.empty() ? 0xFF : static_cast<unsigned char>(rest[0]);
        // As many leading ones as there are bytes beyond two.
        size_t ones = 0;
        while (ones < 8 && (first << ones & 0x80) != 0) ++ones;
        const size_t size = ones + 2;
        uint64_t value = first & (0xFF >> (ones + 1));
        if (size > 5 || rest.size() != size) {
            damaged = true;
            return 0;
        }
        for (size_t byte = 1; byte < size; ++byte) value = value << 8 | static_cast<unsigned char>(rest[byte]);
        rest = {};
        return static_cast<uint32_t>(value);
    }

    std::string_view string() {
        const uint64_t size = number();
        if (size > rest.size()) {
            damaged = true;
            return {};
        }
        const std::string_view bytes = rest.substr(0, static_cast<size_t>(size));
        rest.remove_prefix(bytes.size());
        return bytes;
    }

    char byte() {
        if (rest.empty()) {
            damaged = true;
            return 0;
        }
        const char first = rest[0];
        rest.remove_prefix(1);
        return first;
    }
};

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
