// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a segment.
#include "glass/segment.h"

#include "glass/packing.h"
#include "glass/postinglist.h"
#include "glass/version.h"

cx_segment::Inverted cx_segment::inverted() const {
    Inverted all;
    all.order = terms.in_order();
    std::vector<uint32_t> rank(terms.size());
    for (uint32_t place = 0; place < all.order.size(); ++place) rank[all.order[place]] = place;
    all.ends.assign(terms.size(), 0);
    for (size_t place = 0; place < postings.size(); ++place) ++all.ends[rank[postings[place].term]];
    uint32_t sum = 0;
    for (uint32_t &end : all.ends) {
        const uint32_t count = end;
        end = sum;
        sum += count;
    }
    // Now each end is the term's beginning; filling moves it to the end.
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
    // Keys by their first bytes: 00 c0 metadata, 00 d0 statistics of values, 00 d8 values, 00 e0 lengths, then terms.
    for (const auto &[name, bytes] : metadata) {
        key.assign("\0\xc0", 2);
        key += name;
        table.add(key, bytes);
    }
    write_values(table);
    cx::PostingListWriter lengths(table, cx::PostingListWriter::lengths_name(), {});
    for (const Document &document : documents) lengths.add(document.number, document.length);
    lengths.finish();
    uint32_t next = 0;
    for (uint32_t place = 0; place < all.order.size(); ++place) {
        uint64_t frequency = 0;
        for (uint32_t entry = next; entry < all.ends[place]; ++entry)
            frequency += postings[all.entries[entry].first].frequency;
        key.clear();
        cx::pack_sorting(key, terms.name(all.order[place]), true);
        cx::PostingListWriter list(table, key, {all.ends[place] - next, frequency});
        for (; next < all.ends[place]; ++next) {
            const auto [posting, document] = all.entries[next];
            list.add(documents[document].number, postings[posting].frequency);
        }
        list.finish();
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
            if (tag.size() < cx::PostingListWriter::chunk_size && &value != &list.back()) continue;
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
    // Postings taken by rising term reach each document by rising term.
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
                // The frequency shares a byte with the length of the common beginning where both fit.
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
    std::string tables[cx::table_count];
    {
        cx::Table table(cx::table_path(path, cx::postlist_table), false);
        write_postings(table, all);
        table.finish(tables[cx::postlist_table]);
    }
    {
        cx::Table table(cx::table_path(path, cx::docdata_table), true);
        write_data(table);
        table.finish(tables[cx::docdata_table]);
    }
    {
        cx::Table table(cx::table_path(path, cx::termlist_table), true);
        write_terms(table, all);
        table.finish(tables[cx::termlist_table]);
    }
    {
        cx::Table table(cx::table_path(path, cx::position_table), false);
        write_positions(table, all);
        table.finish(tables[cx::position_table]);
    }
    for (int table = cx::position_table + 1; table < cx::table_count; ++table)
        cx::Table("", true).finish(tables[table]);
    cx::write_version(path, tables, statistics);
}
