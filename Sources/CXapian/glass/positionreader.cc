// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/positionreader.h"

#include "glass/packing.h"

#include <cstddef>
#include <string_view>

namespace cx {

namespace {

/// More positions than a term has in any document.
constexpr uint64_t most_positions = uint64_t(1) << 26;

[[noreturn]] void damaged() { throw Xapian::DatabaseCorruptError("a position list is damaged"); }

/// Reads what BitWriter wrote.
class BitReader {
    std::string_view rest;
    uint64_t waiting = 0;
    int count = 0;

    uint32_t bits(int wanted) {
        while (count < wanted) {
            if (rest.empty()) damaged();
            waiting |= uint64_t(static_cast<unsigned char>(rest[0])) << count;
            rest.remove_prefix(1);
            count += 8;
        }
        const auto value = static_cast<uint32_t>(waiting & ((uint64_t(1) << wanted) - 1));
        waiting >>= wanted;
        count -= wanted;
        return value;
    }

  public:
    explicit BitReader(std::string_view bytes) : rest(bytes) {}

    /// One of `outof` values.
    uint32_t decode(uint32_t outof) {
        if (outof <= 1) return 0;
        const int size = 32 - __builtin_clz(outof - 1);
        const auto spare = static_cast<uint32_t>((uint64_t(1) << size) - outof);
        if (spare == 0) return bits(size);
        const uint32_t middle = (outof - spare) / 2;
        uint32_t value = bits(size - 1);
        if (value < middle && bits(1) != 0) value += middle + spare;
        return value;
    }

    /// The positions between those at `first` and `last`.
    void decode_between(uint32_t *positions, size_t first, size_t last) {
        while (first + 1 < last) {
            const size_t middle = (first + last) / 2;
            const auto inner = static_cast<uint32_t>(last - first);
            if (positions[last] - positions[first] < inner) damaged();
            const uint32_t outof = positions[last] - positions[first] - inner + 1;
            positions[middle] = positions[first] + static_cast<uint32_t>(middle - first) + decode(outof);
            decode_between(positions, first, middle);
            first = middle;
        }
    }
};

}  // namespace

PositionReader::PositionReader(const std::string &folder, const Version &version)
    : finder(table_path(folder, position_table), version.tables[position_table], version.revision, blocks) {}

void PositionReader::append(const std::string &term, Xapian::docid document, std::vector<uint32_t> &positions) {
    key.clear();
    pack_sorting(key, term, false);
    pack_sorting(key, document);
    std::string_view tag;
    if (!finder.find(key, tag)) return;
    Unpacker in(tag);
    const uint64_t last = in.number();
    if (in.is_damaged() || last > UINT32_MAX) damaged();
    if (in.is_at_end()) {
        positions.push_back(static_cast<uint32_t>(last));
        return;
    }
    BitReader bits(in.remaining());
    const uint32_t first = bits.decode(static_cast<uint32_t>(last));
    const uint64_t size = uint64_t(bits.decode(static_cast<uint32_t>(last) - first)) + 2;
    if (first >= last || size > most_positions || size > last - first + 1) damaged();
    const size_t start = positions.size();
    positions.resize(start + size);
    uint32_t *list = positions.data() + start;
    list[0] = first;
    list[size - 1] = static_cast<uint32_t>(last);
    bits.decode_between(list, 0, size - 1);
}

}  // namespace cx
