// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence from neighbouring words of a query that stand near each other.
#include "ranking/near.h"

#include "cxnear.h"
#include "ranking/place.h"
#include "shim/buffer.h"
#include "shim/deadline.h"
#include "shim/guarded.h"
#include "shim/reader.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace {

/// Where a word stands in those of some documents in which that was asked.
struct WordPlaces {
    std::vector<std::string> terms;
    /// By the documents' places: 1 where the word may be held, and where its places are asked for.
    std::vector<uint8_t> is_held, is_asked;
    /// The positions in the first document, then those in the second, and so on, and where those of each end.
    std::vector<uint32_t> positions;
    std::vector<size_t> ends;

    /// Sets `is_held`. Most documents hold one word of two, and need no look at where it stands.
    void find_holders(cx_reader &reader, const std::vector<Xapian::docid> &documents) {
        // Where it stands elsewhere is as soon asked as if it does.
        is_held.assign(documents.size(), reader.is_remote ? 1 : 0);
        if (reader.is_remote) return;
        for (const std::string &term : terms) {
            if (term.empty()) continue;
            cx::Place place(reader.database, term, reader.memory.term(reader.database, term));
            for (size_t index = 0; index < documents.size() && place.document != 0; ++index) {
                place.skip_to(documents[index]);
                if (place.document == documents[index]) is_held[index] = 1;
            }
        }
    }

    /// Sets `positions`. Neighbouring documents' lists lie side by side.
    void read(cx_reader &reader, const std::vector<Xapian::docid> &documents, cx::SparseCheck<16> &look) {
        std::vector<std::vector<uint32_t>> lists(terms.size());
        std::vector<std::vector<size_t>> list_ends(terms.size());
        for (size_t term = 0; term < terms.size(); ++term) {
            list_ends[term].reserve(documents.size());
            for (size_t index = 0; index < documents.size(); ++index) {
                if (is_asked[index] && !terms[term].empty()) {
                    look();
                    reader.append_positions(terms[term], documents[index], lists[term]);
                }
                list_ends[term].push_back(lists[term].size());
            }
        }
        if (terms.size() == 1) {
            positions.swap(lists[0]);
            ends.swap(list_ends[0]);
            return;
        }
        for (size_t index = 0; index < documents.size(); ++index) {
            const auto start = static_cast<std::ptrdiff_t>(positions.size());
            for (size_t term = 0; term < terms.size(); ++term) {
                const uint32_t *list = lists[term].data();
                positions.insert(positions.end(), list + (index == 0 ? 0 : list_ends[term][index - 1]),
                                 list + list_ends[term][index]);
            }
            std::sort(positions.begin() + start, positions.end());
            ends.push_back(positions.size());
        }
    }

    const uint32_t *begin(size_t index) const { return positions.data() + (index == 0 ? 0 : ends[index - 1]); }
    const uint32_t *end(size_t index) const { return positions.data() + ends[index]; }
};

/// The frequency of a pair (cx_nearness) in the document in place `index`.
double frequency(const WordPlaces &one, const WordPlaces &other, size_t index, uint32_t reach) {
    const uint32_t *first = other.begin(index), *end = other.end(index), *next = first;
    if (first == end) return 0;
    double sum = 0;
    for (const uint32_t *place = one.begin(index); place != one.end(index); ++place) {
        while (next != end && *next <= *place) ++next;
        if (next != end && *next - *place <= reach) sum += 1 / double(*next - *place);
        const uint32_t *before = next;
        while (before != first && before[-1] >= *place) --before;
        if (before != first && *place - before[-1] <= reach) sum += 0.5 / double(*place - before[-1]);
    }
    return sum;
}

/// A pair that is asked for, with its frequency in each document.
struct AskedPair {
    cx_word_pair words;
    cx::NearMemory::Pair *known;
    std::vector<double> frequencies;
    /// The places of the documents in which it is not known.
    std::vector<size_t> unknown;

    AskedPair(cx_word_pair words, cx::NearMemory::Pair &known, const std::vector<Xapian::docid> &documents)
        : words(words), known(&known), frequencies(documents.size()) {
        auto place = known.documents.begin();
        for (size_t index = 0; index < documents.size(); ++index) {
            // Mostly it is one of the next few.
            std::ptrdiff_t step = 1;
            while (step < known.documents.end() - place && place[step] < documents[index]) {
                place += step;
                step *= 2;
            }
            place = std::lower_bound(place, place + std::min(step, known.documents.end() - place), documents[index]);
            if (place != known.documents.end() && *place == documents[index]) {
                frequencies[index] = known.frequencies[static_cast<size_t>(place - known.documents.begin())];
            } else {
                unknown.push_back(index);
            }
        }
    }

    /// Keeps what was not known; returns the number of frequencies.
    size_t keep(const std::vector<Xapian::docid> &documents) const {
        std::vector<Xapian::docid> found;
        std::vector<double> values;
        for (const size_t index : unknown) {
            found.push_back(documents[index]);
            values.push_back(frequencies[index]);
        }
        if (!found.empty()) known->add(found, values);
        return found.size();
    }
};

/// Reads the positions that `pairs` need and sets the frequencies that are not known.
void read_frequencies(cx_reader &reader, std::vector<WordPlaces> &words, std::vector<AskedPair> &pairs,
                      const std::vector<Xapian::docid> &documents, uint32_t reach) {
    for (auto &word : words) word.is_asked.assign(documents.size(), 0);
    for (const auto &pair : pairs) {
        if (pair.unknown.empty()) continue;
        WordPlaces *both[] = {&words[pair.words.first], &words[pair.words.second]};
        for (WordPlaces *word : both) {
            if (word->is_held.empty()) word->find_holders(reader, documents);
        }
        for (const size_t index : pair.unknown) {
            if (both[0]->is_held[index] && both[1]->is_held[index]) {
                both[0]->is_asked[index] = both[1]->is_asked[index] = 1;
            }
        }
    }
    cx::SparseCheck<16> look(reader.deadline);
    for (auto &word : words) word.read(reader, documents, look);
    for (auto &pair : pairs) {
        for (const size_t index : pair.unknown) {
            pair.frequencies[index] = frequency(words[pair.words.first], words[pair.words.second], index, reach);
        }
    }
}

/// The words of `pairs`.
std::vector<WordPlaces> words_of(const cx_word_pairs &pairs) {
    std::vector<WordPlaces> words(pairs.words);
    const char *name = static_cast<const char *>(pairs.names);
    const uint32_t *size = pairs.term_sizes;
    for (size_t word = 0; word < pairs.words; ++word) {
        for (uint32_t term = 0; term < pairs.word_sizes[word]; ++term, name += *size++) {
            words[word].terms.emplace_back(name, *size);
        }
    }
    return words;
}

/// The key that tells a pair from all others: its terms, none of which is longer than 255 bytes.
std::string key(const WordPlaces &first, const WordPlaces &second) {
    std::string key;
    for (const WordPlaces *word : {&first, &second}) {
        key += static_cast<char>(std::min<size_t>(word->terms.size(), 255));
        for (const std::string &term : word->terms) {
            key += static_cast<char>(term.size());
            key += term;
        }
    }
    return key;
}

/// Adds the weights of `pairs` to `weights`, whose documents stand at the places `sorted` of `documents`.
void add_weights(cx_reader &reader, const std::vector<AskedPair> &pairs, const cx_nearness &nearness,
                 const std::vector<Xapian::docid> &documents, const std::vector<uint32_t> &sorted, double *weights) {
    const double count = std::max<double>(reader.database.get_doccount(), 1);
    const double average = std::max(reader.database.get_avlength(), 1.0);
    // Few of the sample is few of all, since the sample is where the words are; many may be more outside it.
    std::vector<double> rarity;
    for (const auto &pair : pairs) {
        const auto &all = pair.frequencies;
        const auto held = double(std::count_if(all.begin(), all.end(), [](double value) { return value > 0; }));
        rarity.push_back(std::log(1 + (count - held + 0.5) / (held + 0.5)));
    }
    const auto &[weight, k1, b, reach] = nearness;
    for (size_t index = 0; index < documents.size(); ++index) {
        double length = -1;
        for (size_t pair = 0; pair < pairs.size(); ++pair) {
            const double its = pairs[pair].frequencies[index];
            if (its == 0) continue;
            if (length < 0) length = reader.memory.length(reader.database, documents[index]) / average;
            weights[sorted[index]] += weight * rarity[pair] * its / (its + k1 * (1 - b + b * length));
        }
    }
}

}  // namespace

extern "C" {

cx_buffer *cx_reader_positions_beginning(cx_reader *reader, const void *beginning, size_t size, uint32_t document,
                                         cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        const std::string begin = cx::bytes(beginning, size);
        cx::SparseCheck<64> look(reader->deadline);
        std::vector<uint32_t> positions;
        const Xapian::TermIterator end = reader->database.termlist_end(document);
        auto place = reader->database.termlist_begin(document);
        for (place.skip_to(begin); place != end; ++place) {
            const std::string term = *place;
            if (term.compare(0, begin.size(), begin) != 0) break;
            look();
            reader->append_positions(term, document, positions);
        }
        std::sort(positions.begin(), positions.end());
        positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
        return new cx_buffer{
            std::string(reinterpret_cast<const char *>(positions.data()), positions.size() * sizeof(uint32_t))};
    });
}

bool cx_reader_order_near(cx_reader *reader, const cx_word_pairs *pairs, const cx_nearness *nearness,
                          const uint32_t *documents, size_t count, double *weights, uint32_t *order, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        std::vector<uint32_t> sorted(count);
        std::iota(sorted.begin(), sorted.end(), 0);
        std::sort(sorted.begin(), sorted.end(), [&](uint32_t a, uint32_t b) { return documents[a] < documents[b]; });
        std::vector<Xapian::docid> numbers;
        numbers.reserve(count);
        for (const uint32_t place : sorted) numbers.push_back(documents[place]);

        std::vector<WordPlaces> words = words_of(*pairs);
        std::vector<AskedPair> asked;
        bool is_known = true;
        for (size_t index = 0; index < pairs->pair_count; ++index) {
            const cx_word_pair pair = pairs->pairs[index];
            asked.emplace_back(pair, reader->near.pair(key(words[pair.first], words[pair.second])), numbers);
            is_known = is_known && asked.back().unknown.empty();
        }
        if (!is_known) read_frequencies(*reader, words, asked, numbers, nearness->reach);
        add_weights(*reader, asked, *nearness, numbers, sorted, weights);

        std::iota(order, order + count, 0);
        std::sort(order, order + count, [&](uint32_t a, uint32_t b) {
            return weights[a] != weights[b] ? weights[a] > weights[b] : documents[a] < documents[b];
        });
        if (is_known) return true;
        size_t added = 0;
        for (auto pair = asked.begin(); pair != asked.end(); ++pair) {
            // A query may have a pair twice.
            const bool is_kept = std::any_of(asked.begin(), pair, [&](const auto &other) { return other.known == pair->known; });
            if (!is_kept) added += pair->keep(numbers);
        }
        reader->near.keep(added);
        return true;
    });
}

}
