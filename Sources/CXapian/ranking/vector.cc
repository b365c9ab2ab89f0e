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

/// The numbers of documents that hold a document's lemmas, and whether others may be found by each.
struct Counts {
    std::vector<Xapian::doccount> documents;
    std::vector<bool> may_expand;
};

/// Looks up what `terms` does not know yet: in the byte order of the lemmas, which is the fastest.
Counts counts(const cx_lemma *lemmas, size_t count, cx_terms &terms, cx_reader &reader) {
    Counts counts;
    counts.documents.resize(count);
    counts.may_expand.resize(count);
    std::vector<std::pair<size_t, std::string>> unknown;
    {
        const std::lock_guard<std::mutex> lock(terms.names->mutex);
        for (size_t i = 0; i < count; ++i) {
            const uint32_t number = lemmas[i].term;
            if (number >= terms.names->count()) throw Xapian::InvalidArgumentError("no term has this number");
            counts.documents[i] = terms.documents(number);
            counts.may_expand[i] = terms.names->is_telling(number);
            if (counts.documents[i] == 0) unknown.emplace_back(i, terms.names->name(number));
        }
    }
    if (!unknown.empty()) {
        cx::SparseCheck<64> look(reader.deadline);
        for (const auto &[i, name] : unknown) {
            look();
            counts.documents[i] = static_cast<Xapian::doccount>(reader.head(name).documents);
        }
        const std::lock_guard<std::mutex> lock(terms.names->mutex);
        for (const auto &[i, name] : unknown) terms.set(lemmas[i].term, counts.documents[i]);
    }
    // Terms that one document holds say nothing about others, those of a quarter of all nothing about a subject.
    const Xapian::doccount all = reader.database.get_doccount();
    for (size_t i = 0; i < count; ++i) {
        if (counts.documents[i] < 2 || counts.documents[i] > all / 4.0) counts.may_expand[i] = false;
    }
    return counts;
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

cx_terms *cx_terms_new(cx_terms *earlier, cx_error *error) {
    return cx::guarded<cx_terms *>(error, nullptr, [&] {
        return new cx_terms(earlier == nullptr ? std::make_shared<cx::TermNames>() : earlier->names);
    });
}

void cx_terms_free(cx_terms *terms) { cx::dispose(terms); }

size_t cx_terms_count(cx_terms *terms) {
    const std::lock_guard<std::mutex> lock(terms->names->mutex);
    return terms->names->count();
}

cx_buffer *cx_terms_names(cx_terms *terms, const uint32_t *numbers, size_t count, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        std::string packed;
        const std::lock_guard<std::mutex> lock(terms->names->mutex);
        for (size_t i = 0; i < count; ++i) {
            if (numbers[i] >= terms->names->count()) throw Xapian::InvalidArgumentError("no term has this number");
            const std::string_view name = terms->names->name(numbers[i]);
            const auto size = static_cast<uint32_t>(name.size());
            packed.append(reinterpret_cast<const char *>(&size), sizeof size);
            packed += name;
        }
        return new cx_buffer{std::move(packed)};
    });
}

cx_buffer *cx_reader_lemmas(cx_reader *reader, cx_terms *terms, uint32_t document, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        std::string names;
        struct Place {
            size_t start, size;
            Xapian::termcount frequency;
            Xapian::doccount documents;
        };
        std::vector<Place> places;
        cx::SparseCheck<256> look(reader->deadline);
        for (cx::OwnTerms own(*reader, document); own.next != own.end; ++own.next) {
            look();
            const std::string name = *own.next;
            // Prefixes are upper case, lemmas are not.
            if (name[0] >= 'A' && name[0] <= 'Z') continue;
            // A message for each would take too long: with the list comes what its own shard has, about.
            const Xapian::doccount documents = reader->is_remote ? own.documents() : 0;
            places.push_back({names.size(), name.size(), own.next.get_wdf(), documents});
            names += name;
        }
        std::vector<cx_lemma> lemmas;
        lemmas.reserve(places.size());
        const std::lock_guard<std::mutex> lock(terms->names->mutex);
        for (const Place &place : places) {
            const uint32_t number = terms->names->number(std::string_view(names).substr(place.start, place.size));
            // The first that was told stays, so that all documents are weighed by the same.
            if (place.documents > 0 && terms->documents(number) == 0) terms->set(number, place.documents);
            lemmas.push_back({number, place.frequency});
        }
        return new cx_buffer{
            std::string(reinterpret_cast<const char *>(lemmas.data()), lemmas.size() * sizeof(cx_lemma))};
    });
}

cx_buffer *cx_reader_weigh(cx_reader *reader, cx_terms *terms, uint32_t document, const cx_lemma *lemmas, size_t count,
                           double k1, double b, uint32_t most, double *norm, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        const double all = reader->database.get_doccount();
        const double average = std::max(reader->database.get_avlength(), 1.0);
        const double length = reader->memory.length(reader->database, document) / average;
        const Counts held = counts(lemmas, count, *terms, *reader);
        std::vector<cx_vector_entry> entries;
        double squares = 0;
        for (size_t i = 0; i < count; ++i) {
            // RankingWeights.rarity and saturation.
            const double documents = held.documents[i], frequency = lemmas[i].frequency;
            const double rarity = std::log(1 + (all - documents + 0.5) / (documents + 0.5));
            const double weight = rarity * (frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length)));
            squares += weight * weight;
            if (held.may_expand[i]) entries.push_back({lemmas[i].term, static_cast<float>(weight)});
        }
        *norm = std::sqrt(squares);
        keep_strongest(entries, most);
        return new cx_buffer{
            std::string(reinterpret_cast<const char *>(entries.data()), entries.size() * sizeof(cx_vector_entry))};
    });
}

}
