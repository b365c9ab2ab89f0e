// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_TERMS_H
#define CXAPIAN_RANKING_TERMS_H

#include "cxvectors.h"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

/// Terms by their numbers from 0, with how many documents hold each: some 30 bytes a term. All but `mutex` is to be used
/// under `mutex` only.
struct cx_terms {
    std::mutex mutex;

    size_t count() const { return starts_.size() - 1; }

    std::string_view name(uint32_t number) const {
        return std::string_view(names_).substr(starts_[number], starts_[number + 1] - starts_[number]);
    }

    /// Sets the number of the term `name` and how many documents hold it; false where it is not there.
    bool find(std::string_view name, uint32_t &number, Xapian::doccount &documents) const {
        if (slots_.empty()) return false;
        const size_t hash = std::hash<std::string_view>()(name);
        for (size_t place = hash & (slots_.size() - 1); slots_[place].term != 0; place = (place + 1) & (slots_.size() - 1)) {
            if (slots_[place].hash != static_cast<uint32_t>(hash >> 32)) continue;
            const uint32_t found = slots_[place].term - 1;
            if (this->name(found) != name) continue;
            number = found;
            documents = documents_[found];
            return true;
        }
        return false;
    }

    /// The number of the term `name`, which `documents` hold; a new one where it has none yet.
    uint32_t add(std::string_view name, Xapian::doccount documents) {
        uint32_t number = 0;
        Xapian::doccount known = 0;
        if (find(name, number, known)) return number;
        number = static_cast<uint32_t>(count());
        if (2 * (count() + 1) > slots_.size()) grow();
        names_ += name;
        starts_.push_back(static_cast<uint32_t>(names_.size()));
        documents_.push_back(documents);
        put(number);
        return number;
    }

  private:
    /// A term's number and 1, or 0, and the upper half of its hash.
    struct Slot {
        uint32_t term, hash;
    };

    std::string names_;
    /// Where each name begins, and where the last ends.
    std::vector<uint32_t> starts_{0};
    std::vector<Xapian::doccount> documents_;
    /// A power of two of them, half of them empty.
    std::vector<Slot> slots_;

    void put(uint32_t number) {
        const size_t hash = std::hash<std::string_view>()(name(number));
        size_t place = hash & (slots_.size() - 1);
        while (slots_[place].term != 0) place = (place + 1) & (slots_.size() - 1);
        slots_[place] = {number + 1, static_cast<uint32_t>(hash >> 32)};
    }

    void grow() {
        slots_.assign(slots_.empty() ? 4096 : 2 * slots_.size(), Slot{0, 0});
        for (uint32_t number = 0; number < count(); ++number) put(number);
    }
};

#endif
