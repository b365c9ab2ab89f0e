// SPDX-License-Identifier: GPL-3.0-or-later
// A small database written at once: what a thread makes of a stretch of files, before all are merged by Xapian.
#include "internal.h"
#include "packing.h"
#include "table.h"
#include "termtable.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <sys/random.h>
#include <utility>

namespace {

/// Postings and values are cut into chunks of about so many bytes, as Xapian does.
constexpr size_t chunk_size = 2000;

/// One term of one document.
struct Posting {
    uint32_t term;
    uint32_t frequency;
    /// Where its packed positions lie; none where `position_size` is 0.
    uint32_t position_start;
    uint32_t position_size;
};

struct Document {
    uint32_t number;
    uint32_t postings_end;
    uint64_t length;
    std::string data;
    std::string slots;
};

struct Value {
    uint32_t document;
    std::string bytes;
};

/// Entries of a posting list, cut into chunks.
class ChunkWriter {
    cx::Table &table;
    std::string_view term;
    uint32_t entries;
    uint64_t frequency;
    std::string chunk, key, tag;
    uint32_t first = 0, last = 0;
    bool is_first_chunk = true;

  public:
    /// The list of `term`, or of the lengths of documents where it is empty.
    ChunkWriter(cx::Table &table, std::string_view term, uint32_t entries, uint64_t frequency)
        : table(table), term(term), entries(entries), frequency(frequency) {}

    void add(uint32_t document, uint64_t count) {
        if (last == 0) {
            first = document;
        } else if (chunk.size() >= chunk_size) {
            write(false);
            first = document;
        } else {
            cx::pack(chunk, document - last - 1);
        }
        last = document;
        cx::pack(chunk, count);
    }

    void write(bool is_last_chunk) {
        key.clear();
        tag.clear();
        if (term.empty()) {
            key.assign("\0\xe0", 2);
        } else {
            cx::pack_sorting(key, term, is_first_chunk);
        }
        if (is_first_chunk) {
            cx::pack(tag, entries);
            cx::pack(tag, frequency);
            cx::pack(tag, first - 1);
        } else {
            cx::pack_sorting(key, first);
        }
        tag += is_last_chunk ? '1' : '0';
        cx::pack(tag, last - first);
        tag += chunk;
        table.add(key, tag);
        chunk.clear();
        is_first_chunk = false;
    }
};

}  // namespace

struct cx_segment {
    cx::TermTable terms;
    std::vector<Posting> postings;
    std::string positions;
    std::vector<Document> documents;
    /// Where each term was met last, by its number: the count of documents then.
    std::vector<size_t> met;
    /// The numbers of terms by those of a vocabulary.
    std::vector<uint32_t> known;
    uint64_t vocabulary = 0;
    /// Bytes of data, values and metadata.
    size_t other_bytes = 0;
    std::map<uint32_t, std::vector<Value>> values;
    std::map<std::string, std::string> metadata;

    uint64_t total_length = 0;
    uint64_t least_length = 0, greatest_length = 0;
    uint32_t greatest_frequency = 0;

    /// The number of a term that has the number `given` in another vocabulary.
    uint32_t number(std::string_view name, int32_t given) {
        const size_t place = static_cast<size_t>(given);
        if (place >= known.size()) known.resize(std::max(place + 1, known.size() * 2), UINT32_MAX);
        if (known[place] == UINT32_MAX) known[place] = terms.number(name);
        return known[place];
    }

    void add_term(
        std::string_view name, uint32_t term, uint32_t frequency, const uint32_t *first, size_t count) {
        Posting posting{term, frequency, static_cast<uint32_t>(positions.size()), 0};
        met.resize(terms.size());
        if (name.empty() || std::exchange(met[posting.term], documents.size()) == documents.size())
            throw Xapian::InvalidArgumentError("a document has a term without a name, or one twice");
        if (count > 0) {
            for (size_t i = 1; i < count; ++i) {
                if (first[i] <= first[i - 1]) throw Xapian::InvalidArgumentError("positions do not rise");
            }
            cx::pack_positions(positions, first, count);
            if (positions.size() > UINT32_MAX) throw Xapian::RangeError("a segment has too many positions");
            posting.position_size = static_cast<uint32_t>(positions.size()) - posting.position_start;
        }
        if (postings.size() == UINT32_MAX) throw Xapian::RangeError("a segment has too many terms");
        postings.push_back(posting);
        documents.back().length += frequency;
        greatest_frequency = std::max(greatest_frequency, frequency);
    }

    void end_document() {
        Document &document = documents.back();
        document.postings_end = static_cast<uint32_t>(postings.size());
        if (document.length > UINT32_MAX) throw Xapian::RangeError("a document is too long");
        total_length += document.length;
        // Xapian's lower bound is that of documents with a length.
        if (document.length > 0 && (least_length == 0 || document.length < least_length))
            least_length = document.length;
        greatest_length = std::max(greatest_length, document.length);
    }

    /// About how many bytes it holds, and needs to be written.
    size_t cost() const {
        return postings.size() * (sizeof(Posting) + 16) + positions.size() + terms.size() * 40 + known.size() * 4 + other_bytes;
    }

    /// Writes the database into the folder `path`.
    void write(const std::string &path) const;

  private:
    /// The postings by term, each term's by document; what `postings` were by document.
    struct Inverted {
        /// The terms in byte order.
        std::vector<uint32_t> order;
        /// Where each term's entries end, by its rank in that order.
        std::vector<uint32_t> ends;
        /// Positions within `postings`, and the documents' places.
        std::vector<std::pair<uint32_t, uint32_t>> entries;
    };

    Inverted inverted() const;
    void write_postings(cx::Table &table, const Inverted &all) const;
    void write_values(cx::Table &table) const;
    void write_positions(cx::Table &table, const Inverted &all) const;
    void write_terms(cx::Table &table, const Inverted &all) const;
    void write_data(cx::Table &table) const;
};

cx_segment::Inverted cx_segment::inverted() const {
    Inverted all;
    all.order = terms.in_order();
    std::vector<uint32_t> rank(terms.size());
    for (uint32_t place = 0; place < all.order.size(); ++place) rank[all.order[place]] = place;
    all.ends.assign(terms.size(), 0);
    for (const Posting &posting : postings) ++all.ends[rank[posting.term]];
    uint32_t sum = 0;
    for (uint32_t &end : all.ends) {
        const uint32_t count = end;
        end = sum;
        sum += count;
    }
    // Each end is where the term begins now, and moves to where it ends.
    all.entries.resize(postings.size());
    uint32_t next = 0;
    for (uint32_t place = 0; place < documents.size(); ++place) {
        for (; next < documents[place].postings_end; ++next)
            all.entries[all.ends[rank[postings[next].term]]++] = {next, place};
    }
    return all;
}

void cx_segment::write_postings(cx::Table &table, const Inverted &all) const {
    std::string key;
    // Keys by their beginnings: 00 c0 metadata, 00 d0 statistics of values, 00 d8 values, 00 e0 lengths, then terms.
    for (const auto &[name, bytes] : metadata) {
        key.assign("\0\xc0", 2);
        key += name;
        table.add(key, bytes);
    }
    write_values(table);
    ChunkWriter lengths(table, {}, 0, 0);
    for (const Document &document : documents) lengths.add(document.number, document.length);
    lengths.write(true);
    uint32_t next = 0;
    for (uint32_t place = 0; place < all.order.size(); ++place) {
        uint64_t frequency = 0;
        for (uint32_t entry = next; entry < all.ends[place]; ++entry)
            frequency += postings[all.entries[entry].first].frequency;
        ChunkWriter list(table, terms.name(all.order[place]), all.ends[place] - next, frequency);
        for (; next < all.ends[place]; ++next) {
            const auto [posting, document] = all.entries[next];
            list.add(documents[document].number, postings[posting].frequency);
        }
        list.write(true);
    }
}

void cx_segment::write_values(cx::Table &table) const {
    std::string key, tag;
    std::map<std::string, std::string> statistics;
    for (const auto &[slot, list] : values) {
        const auto [least, greatest] = std::minmax_element(
            list.begin(), list.end(), [](const Value &one, const Value &other) { return one.bytes < other.bytes; });
        tag.clear();
        cx::pack(tag, list.size());
        cx::pack_string(tag, least->bytes);
        if (greatest->bytes != least->bytes) tag += greatest->bytes;
        key.assign("\0\xd0", 2);
        cx::pack_last(key, slot);
        statistics[key] = tag;
    }
    for (const auto &[key, tag] : statistics) table.add(key, tag);
    std::map<std::string, std::string> chunks;
    for (const auto &[slot, list] : values) {
        tag.clear();
        uint32_t first = 0, last = 0;
        for (const Value &value : list) {
            if (tag.empty()) {
                first = value.document;
            } else {
                cx::pack(tag, value.document - last - 1);
            }
            last = value.document;
            cx::pack_string(tag, value.bytes);
            if (tag.size() < chunk_size && &value != &list.back()) continue;
            key.assign("\0\xd8", 2);
            cx::pack(key, slot);
            cx::pack_sorting(key, first);
            chunks[key] = tag;
            tag.clear();
        }
    }
    for (const auto &[key, tag] : chunks) table.add(key, tag);
}

void cx_segment::write_positions(cx::Table &table, const Inverted &all) const {
    std::string key;
    uint32_t next = 0;
    for (uint32_t place = 0; place < all.order.size(); ++place) {
        key.clear();
        cx::pack_sorting(key, terms.name(all.order[place]), false);
        const size_t head = key.size();
        for (; next < all.ends[place]; ++next) {
            const auto [number, document] = all.entries[next];
            const Posting &posting = postings[number];
            if (posting.position_size == 0) continue;
            key.resize(head);
            cx::pack_sorting(key, documents[document].number);
            table.add(key, std::string_view(positions.data() + posting.position_start, posting.position_size));
        }
    }
}

void cx_segment::write_terms(cx::Table &table, const Inverted &all) const {
    // Taken in the order of the terms, postings come to each document in that order.
    std::vector<std::pair<uint32_t, uint32_t>> sorted(postings.size());
    std::vector<uint32_t> ends(documents.size());
    for (size_t place = 1; place < documents.size(); ++place) ends[place] = documents[place - 1].postings_end;
    uint32_t next = 0;
    for (uint32_t place = 0; place < all.order.size(); ++place) {
        for (; next < all.ends[place]; ++next) {
            const auto [number, document] = all.entries[next];
            sorted[ends[document]++] = {all.order[place], postings[number].frequency};
        }
    }
    std::string key, tag;
    next = 0;
    for (const Document &document : documents) {
        key.clear();
        cx::pack_sorting(key, document.number);
        tag.clear();
        std::string_view before;
        const uint32_t first = next;
        for (; next < document.postings_end; ++next) {
            const std::string_view name = terms.name(sorted[next].first);
            const uint32_t frequency = sorted[next].second;
            if (next == first) {
                cx::pack(tag, document.length);
                cx::pack(tag, document.postings_end - first);
                tag += static_cast<char>(name.size());
                tag += name;
                cx::pack(tag, frequency);
            } else {
                size_t same = 0;
                const size_t most = std::min(before.size(), name.size());
                while (same < most && before[same] == name[same]) ++same;
                // The frequency goes into the byte of the shared beginning's length where it fits.
                const size_t both = frequency < 127 ? (frequency + 1) * (before.size() + 1) + same : 0;
                const bool is_packed = both != 0 && both < 256;
                tag += static_cast<char>(is_packed ? both : same);
                tag += static_cast<char>(name.size() - same);
                tag += name.substr(same);
                if (!is_packed) cx::pack(tag, frequency);
            }
            before = name;
        }
        table.add(key, tag);
        if (document.slots.empty()) continue;
        key += '\0';
        table.add(key, document.slots);
    }
}

void cx_segment::write_data(cx::Table &table) const {
    std::string key;
    for (const Document &document : documents) {
        if (document.data.empty()) continue;
        key.clear();
        cx::pack_sorting(key, document.number);
        table.add(key, document.data);
    }
}

void cx_segment::write(const std::string &path) const {
    const Inverted all = inverted();
    // The magic bytes, with the format's date; an id of its own; the revision.
    std::string version("\x0f\x0dXapian Glass\x04\x6e", 16);
    unsigned char uuid[16];
    if (::getrandom(uuid, sizeof uuid, 0) != sizeof uuid) throw Xapian::DatabaseError("no random bytes", errno);
    version.append(reinterpret_cast<const char *>(uuid), sizeof uuid);
    cx::pack(version, 1);
    {
        cx::Table table(path + "/postlist.glass", false);
        write_postings(table, all);
        table.finish(version);
    }
    {
        cx::Table table(path + "/docdata.glass", true);
        write_data(table);
        table.finish(version);
    }
    {
        cx::Table table(path + "/termlist.glass", true);
        write_terms(table, all);
        table.finish(version);
    }
    {
        cx::Table table(path + "/position.glass", false);
        write_positions(table, all);
        table.finish(version);
    }
    // Spelling and synonyms: there are none.
    for (int table = 0; table < 2; ++table) cx::Table("", true).finish(version);
    const uint32_t count = static_cast<uint32_t>(documents.size());
    cx::pack(version, count);
    cx::pack(version, documents.back().number - count);
    cx::pack(version, least_length);
    cx::pack(version, greatest_frequency);
    cx::pack(version, greatest_length - greatest_frequency);
    cx::pack(version, 0);
    cx::pack(version, total_length);
    cx::pack(version, 0);
    // Its name makes the database one: whatever is cut off before leaves none.
    const std::string unfinished = path + "/v.tmp";
    cx::OutputFile file(unfinished);
    file.append(version.data(), version.size());
    file.finish();
    if (::rename(unfinished.c_str(), (path + "/iamglass").c_str()) != 0)
        throw Xapian::DatabaseError("Couldn't rename " + unfinished, errno);
}

extern "C" {

cx_segment *cx_segment_new(cx_error *error) {
    return cx::guarded<cx_segment *>(error, nullptr, [&] { return new cx_segment{}; });
}

void cx_segment_free(cx_segment *segment) {
    cx_error ignored;
    cx::guarded<bool>(&ignored, false, [&] {
        delete segment;
        return true;
    });
}

bool cx_segment_begin(cx_segment *segment, uint32_t number, const void *data, size_t size, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (number == 0 || (!segment->documents.empty() && segment->documents.back().number >= number))
            throw Xapian::InvalidArgumentError("documents of a segment come by rising number");
        segment->documents.push_back(Document{number, 0, 0, cx::bytes(data, size), std::string()});
        segment->other_bytes += sizeof(Document) + size;
        return true;
    });
}

bool cx_segment_set_value(cx_segment *segment, uint32_t slot, const void *value, size_t size, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (size == 0) return true;
        Document &document = segment->documents.back();
        segment->values[slot].push_back(Value{document.number, cx::bytes(value, size)});
        segment->other_bytes += sizeof(Value) + size;
        // Made into the list of slots in use at the end of the document.
        document.slots.append(reinterpret_cast<const char *>(&slot), sizeof slot);
        return true;
    });
}

bool cx_segment_add_terms(cx_segment *segment, const void *names, const cx_term *terms, size_t count,
                          const uint32_t *positions, size_t position_count, const int32_t *numbers,
                          uint64_t vocabulary, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        const char *next = static_cast<const char *>(names);
        // One vocabulary a segment; documents of several threads have several.
        if (numbers != nullptr && segment->vocabulary == 0) segment->vocabulary = vocabulary;
        if (segment->vocabulary != vocabulary) numbers = nullptr;
        for (size_t i = 0; i < count; ++i) {
            const cx_term &term = terms[i];
            const size_t given = std::min<size_t>(term.position_count, position_count);
            const std::string_view name(next, term.name_size);
            const uint32_t number =
                numbers == nullptr ? segment->terms.number(name) : segment->number(name, numbers[i]);
            segment->add_term(name, number, term.frequency, positions, given);
            next += term.name_size;
            positions += given;
            position_count -= given;
        }
        return true;
    });
}

bool cx_segment_end(cx_segment *segment, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        std::string &slots = segment->documents.back().slots;
        std::vector<uint32_t> used(slots.size() / sizeof(uint32_t));
        if (!used.empty()) std::memcpy(used.data(), slots.data(), slots.size());
        std::sort(used.begin(), used.end());
        slots.clear();
        uint32_t before = UINT32_MAX;
        for (uint32_t slot : used) {
            cx::pack(slots, slot - before - 1);
            before = slot;
        }
        segment->end_document();
        return true;
    });
}

bool cx_segment_set_metadata(cx_segment *segment, const void *key, size_t key_size, const void *value, size_t size,
                             cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        segment->metadata[cx::bytes(key, key_size)] = cx::bytes(value, size);
        segment->other_bytes += 128 + size;
        return true;
    });
}

size_t cx_segment_cost(const cx_segment *segment) { return segment->cost(); }

bool cx_segment_write(const cx_segment *segment, const char *path, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (segment->documents.empty()) throw Xapian::InvalidOperationError("a segment without documents");
        segment->write(path);
        return true;
    });
}

}
