// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_PACKING_H
#define CXAPIAN_GLASS_PACKING_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cx {

/// Appends a number: seven bits a byte, the lowest first, the high bit set on all but the last.
inline void pack(std::string &out, uint64_t value) {
    while (value >= 128) {
        out += static_cast<char>(value | 0x80);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

/// Appends a number as the end of a key or tag, where its length is known: no bytes for 0, else all of each byte.
inline void pack_last(std::string &out, uint32_t value) {
    for (; value != 0; value >>= 8) out += static_cast<char>(value);
}

/// Appends a string with its length before it.
inline void pack_string(std::string &out, std::string_view text) {
    pack(out, text.size());
    out += text;
}

/// Appends a number so that its bytes compare as the numbers do.
inline void pack_sorting(std::string &out, uint32_t value) {
    if (value < 0x8000) {
        out += static_cast<char>(value >> 8);
        out += static_cast<char>(value);
        return;
    }
    // The first byte has as many leading ones as there are bytes beyond two.
    const int size = (32 + 5 - __builtin_clz(value)) / 7;
    const uint64_t marked = value | (uint64_t(0xFF << (10 - size) & 0xFF) << (8 * (size - 1)));
    for (int byte = size - 1; byte >= 0; --byte) out += static_cast<char>(marked >> (8 * byte));
}

/// Appends a string so that keys that begin with it sort by it: NULs within it are followed by 0xFF, and unless it
/// `is_last` in its key, a NUL ends it.
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

/// Reads packed numbers and strings. One that goes past the end, or over 64 bits, reads as 0 or empty, and is_damaged().
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

    /// A number of pack_sorting(), which the rest must consist of.
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

}  // namespace cx

#endif
