// SPDX-License-Identifier: GPL-3.0-or-later
// Documents as vectors of their lemmas, for related terms.
#include "ranking/terms.h"
#include "shim/buffer.h"
#include "shim/deadline.h"
#include "shim/guarded.h"
#include "shim/reader.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

/// A lemma of a document.
struct Lemma {
    /// Where its name stands among all names.
    size_t start, size;
    Xapian::termcount frequency;
    /// The number of documents that hold it; 0 where it is not known yet.
    Xapian::doccount documents = 0;
    /// Its number, where it has one.
    uint32_t number = 0;
};

/// The lemmas of a document in byte order, with all their names in one string.
struct Lemmas {
    std::string names;
    std::vector<Lemma> all;

    Lemmas(const cx_reader &reader, Xapian::docid document) {
        cx::SparseCheck<256> look(reader.deadline);
        for (cx::OwnTerms terms(reader, document); terms.next != terms.end; ++terms.next) {
            look();
            const std::string name = *terms.next;
            // Prefixes are upper case, lemmas are not.
            if (name[0] >= 'A' && name[0] <= 'Z') continue;
            all.push_back({names.size(), name.size(), terms.next.get_wdf()});
            // A message for each would take too long: with the list comes what its own shard has, about.
            if (reader.is_remote) all.back().documents = terms.documents();
            names += name;
        }
    }

    std::string_view name(const Lemma &lemma) const { return std::string_view(names).substr(lemma.start, lemma.size); }
};

/// Terms that one document holds say nothing about others, those of a quarter of all nothing about a subject.
bool may_expand(std::string_view name, double documents, double count) {
    return documents >= 2 && documents <= count / 4 && name.size() > 2 &&
           std::none_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Sets how many documents hold each of the lemmas, and gives them numbers. A lemma that this document alone holds gets
/// none: no other asks for it.
void look_up(Lemmas &lemmas, cx_terms &terms, const cx_reader &reader) {
    std::vector<Lemma *> unknown;
    {
        const std::lock_guard<std::mutex> lock(terms.mutex);
        for (auto &lemma : lemmas.all) {
            if (!terms.find(lemmas.name(lemma), lemma.number, lemma.documents)) unknown.push_back(&lemma);
        }
    }
    if (unknown.empty()) return;
    cx::SparseCheck<64> look(reader.deadline);
    for (auto *lemma : unknown) {
        look();
        if (lemma->documents > 0) continue;
        lemma->documents = reader.database.get_termfreq(std::string(lemmas.name(*lemma)));
    }
    const std::lock_guard<std::mutex> lock(terms.mutex);
    for (auto *lemma : unknown) {
        if (lemma->documents > 1) lemma->number = terms.add(lemmas.name(*lemma), lemma->documents);
    }
}

/// Removes the entries that are weaker than the one in place `most`.
void keep_strongest(std::vector<cx_vector_entry> &entries, size_t most) {
    if (most == 0 || entries.size() <= most) return;
    std::vector<float> weights;
    weights.reserve(entries.size());
    for (const auto &entry : entries) weights.push_back(entry.weight);
    std::nth_element(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(most - 1), weights.end(),
                     std::greater<float>());
    const float least = weights[most - 1];
    entries.erase(std::remove_if(entries.begin(), entries.end(), [&](const auto &entry) { return entry.weight < least; }),
                  entries.end());
}

}  // namespace

extern "C" {

cx_terms *cx_terms_new(cx_error *error) {
    return cx::guarded<cx_terms *>(error, nullptr, [] { return new cx_terms; });
}

void cx_terms_free(cx_terms *terms) { cx::dispose(terms); }

size_t cx_terms_count(cx_terms *terms) {
    const std::lock_guard<std::mutex> lock(terms->mutex);
    return terms->count();
}

cx_buffer *cx_terms_names(cx_terms *terms, const uint32_t *numbers, size_t count, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        std::string packed;
        const std::lock_guard<std::mutex> lock(terms->mutex);
        for (size_t i = 0; i < count; ++i) {
            if (numbers[i] >= terms->count()) throw Xapian::InvalidArgumentError("no term has this number");
            const std::string_view name = terms->name(numbers[i]);
            const auto size = static_cast<uint32_t>(name.size());
            packed.append(reinterpret_cast<const char *>(&size), sizeof size);
            packed += name;
        }
        return new cx_buffer{std::move(packed)};
    });
}

cx_buffer *cx_reader_vector(cx_reader *reader, cx_terms *terms, uint32_t document, double k1, double b, uint32_t most,
                            double *norm, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        const double count = reader->database.get_doccount();
        const double average = std::max(reader->database.get_avlength(), 1.0);
        const double length = reader->memory.length(reader->database, document) / average;
        Lemmas lemmas(*reader, document);
        look_up(lemmas, *terms, *reader);
        std::vector<cx_vector_entry> entries;
        double squares = 0;
        for (const auto &lemma : lemmas.all) {
            // RankingWeights.rarity and saturation.
            const double rarity = std::log(1 + (count - lemma.documents + 0.5) / (lemma.documents + 0.5));
            const double frequency = lemma.frequency;
            const double weight = rarity * (frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length)));
            squares += weight * weight;
            if (may_expand(lemmas.name(lemma), lemma.documents, count)) {
                entries.push_back({lemma.number, static_cast<float>(weight)});
            }
        }
        *norm = std::sqrt(squares);
        keep_strongest(entries, most);
        return new cx_buffer{
            std::string(reinterpret_cast<const char *>(entries.data()), entries.size() * sizeof(cx_vector_entry))};
    });
}

}
