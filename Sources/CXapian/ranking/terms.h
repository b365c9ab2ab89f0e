// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_TERMS_H
#define CXAPIAN_RANKING_TERMS_H

#include "cxvectors.h"

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cx {

/// Terms by their numbers from 0, some 30 bytes a term. All but `mutex` is to be used under `mutex` only.
class TermNames {
    /// A term's number and 1, or 0, and the upper half of its hash.
    struct Slot {
        uint32_t term, hash;
    };

    std::string names_;
    /// Where each name begins, and where the last ends.
    std::vector<uint32_t> starts_{0};
    /// By number, whether the name is one that others may be found by.
    std::vector<bool> telling_;
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

    bool find(std::string_view name, uint32_t &number) const {
        if (slots_.empty()) return false;
        const size_t hash = std::hash<std::string_view>()(name);
        for (size_t place = hash & (slots_.size() - 1); slots_[place].term != 0; place = (place + 1) & (slots_.size() - 1)) {
            if (slots_[place].hash != static_cast<uint32_t>(hash >> 32)) continue;
            number = slots_[place].term - 1;
            if (this->name(number) == name) return true;
        }
        return false;
    }

  public:
    std::mutex mutex;

    size_t count() const { return starts_.size() - 1; }

    std::string_view name(uint32_t number) const {
        return std::string_view(names_).substr(starts_[number], starts_[number + 1] - starts_[number]);
    }

    /// True if the term is of three bytes at least, and has no digits.
    bool is_telling(uint32_t number) const { return telling_[number]; }

    /// The number of the term `name`; a new one where it has none yet.
    uint32_t number(std::string_view name) {
        uint32_t number = 0;
        if (find(name, number)) return number;
        number = static_cast<uint32_t>(count());
        if (2 * (count() + 1) > slots_.size()) grow();
        names_ += name;
        starts_.push_back(static_cast<uint32_t>(names_.size()));
        telling_.push_back(name.size() > 2 &&
                           std::none_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }));
        put(number);
        return number;
    }
};

}  // namespace cx

/// Terms by their numbers, with how many documents hold each in one state of an index. The numbers are the same in the
/// states that came before.
struct cx_terms {
    const std::shared_ptr<cx::TermNames> names;

    explicit cx_terms(std::shared_ptr<cx::TermNames> names) : names(std::move(names)) {}

    /// The number of documents that hold a term; 0 where it is not known yet. To be called under the names' lock.
    Xapian::doccount documents(uint32_t number) const { return number < documents_.size() ? documents_[number] : 0; }

    /// Sets it. To be called under the names' lock.
    void set(uint32_t number, Xapian::doccount documents) {
        if (number >= documents_.size()) documents_.resize(names->count());
        documents_[number] = documents;
    }

  private:
    std::vector<Xapian::doccount> documents_;
};

#endif
