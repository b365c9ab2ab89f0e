// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_TERMTABLE_H
#define CXAPIAN_GLASS_TERMTABLE_H

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cx {

/// An interning table: numbers terms from 0 in the order in which they are met. Open addressing, linear probing.
class TermTable {
    struct Slot {
        uint32_t hash;
        uint32_t number;
    };

    static constexpr uint32_t none = UINT32_MAX;

    std::vector<Slot> slots = std::vector<Slot>(1 << 12, Slot{0, none});
    std::vector<size_t> starts = {0};
    std::string names;

    static uint32_t hash(std::string_view name) {
        // Eight bytes at a time; the multiplier is that of splitmix64.
        uint64_t hash = name.size();
        while (!name.empty()) {
            uint64_t part = 0;
            const size_t size = std::min<size_t>(8, name.size());
            std::memcpy(&part, name.data(), size);
            hash = (hash ^ part) * 0xBF58476D1CE4E5B9u;
            hash ^= hash >> 29;
            name.remove_prefix(size);
        }
        return static_cast<uint32_t>(hash >> 16);
    }

    void grow() {
        std::vector<Slot> old(slots.size() * 2, Slot{0, none});
        old.swap(slots);
        for (const Slot &slot : old) {
            if (slot.number != none) slots[free_place(slot.hash)] = slot;
        }
    }

    size_t free_place(uint32_t hash) const {
        size_t place = hash & (slots.size() - 1);
        while (slots[place].number != none) place = (place + 1) & (slots.size() - 1);
        return place;
    }

  public:
    /// The number of terms.
    uint32_t size() const { return static_cast<uint32_t>(starts.size() - 1); }

    /// The term of a number; valid until a term is added.
    std::string_view name(uint32_t number) const {
        return std::string_view(names.data() + starts[number], starts[number + 1] - starts[number]);
    }

    /// The number of a term, which is added where it is new.
    uint32_t number(std::string_view name) {
        const uint32_t hash = TermTable::hash(name);
        size_t place = hash & (slots.size() - 1);
        for (; slots[place].number != none; place = (place + 1) & (slots.size() - 1)) {
            if (slots[place].hash == hash && this->name(slots[place].number) == name) return slots[place].number;
        }
        const uint32_t made = size();
        if (size_t(made) * 2 >= slots.size()) {
            grow();
            place = free_place(hash);
        }
        slots[place] = Slot{hash, made};
        names += name;
        starts.push_back(names.size());
        return made;
    }

    /// All numbers, in the byte order of their terms.
    std::vector<uint32_t> in_order() const {
        // Most differ within the first eight bytes, which compare as one number.
        std::vector<std::pair<uint64_t, uint32_t>> keys(size());
        for (uint32_t number = 0; number < size(); ++number) {
            const std::string_view name = this->name(number);
            uint64_t key = 0;
            for (size_t byte = 0; byte < 8; ++byte)
                key = key << 8 | (byte < name.size() ? static_cast<unsigned char>(name[byte]) : 0);
            keys[number] = {key, number};
        }
        std::sort(keys.begin(), keys.end(), [this](const auto &one, const auto &other) {
            return one.first != other.first ? one.first < other.first : name(one.second) < name(other.second);
        });
        std::vector<uint32_t> order(size());
        for (uint32_t place = 0; place < size(); ++place) order[place] = keys[place].second;
        return order;
    }
};

}  // namespace cx

#endif
