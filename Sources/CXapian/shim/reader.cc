// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/reader.h"

#include "cxapian-shards.h"
#include "cxvectors.h"
#include "ranking/place.h"
#include "shim/buffer.h"
#include "shim/guarded.h"
#include "shim/writer.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

bool cx_reader::has_version() {
    if (!has_looked_for_version) {
        has_looked_for_version = true;
        // Several databases together, and those on other machines, have no folder.
        if (!folder.empty()) version = cx::Version::read(folder, database.get_revision());
    }
    return version.has_value();
}

void cx_reader::forget() {
    memory.clear();
    merged.clear();
    near.clear();
    positions.reset();
    counter.reset();
    version.reset();
    has_looked_for_version = false;
    known_document = 0;
}

void cx_reader::append_positions(const std::string &term, Xapian::docid document, std::vector<uint32_t> &found) {
    if (has_version()) {
        if (!positions) positions = std::make_unique<cx::PositionReader>(folder, *version);
        positions->append(term, document, found);
        return;
    }
    const Xapian::PositionIterator end;
    for (auto place = database.positionlist_begin(document, term); place != end; ++place) found.push_back(*place);
}

cx::PostingHead cx_reader::head(const std::string &term) {
    cx::PostingHead head;
    if (!shards.empty() && !is_remote) {
        for (cx_reader *shard : shards) {
            const cx::PostingHead its = shard->head(term);
            head.documents += its.documents;
            head.frequency += its.frequency;
        }
        return head;
    }
    if (has_version()) {
        if (!counter) counter = std::make_unique<cx::TermCounter>(folder, *version);
        return counter->head(term);
    }
    head.documents = database.get_termfreq(term);
    if (head.documents > 0) head.frequency = database.get_collection_freq(term);
    return head;
}

extern "C" {

cx_reader *cx_reader_open(const char *path, cx_error *error) {
    return cx::guarded<cx_reader *>(error, nullptr,
                                    [&] { return new cx_reader(Xapian::Database(path, Xapian::DB_BACKEND_GLASS), path); });
}

cx_reader *cx_reader_open_remote(const char *host, uint32_t port, uint32_t connect_milliseconds,
                                 uint32_t answer_milliseconds, cx_error *error) {
    return cx::guarded<cx_reader *>(error, nullptr, [&] {
        auto *reader =
            new cx_reader(Xapian::Remote::open(host, port, answer_milliseconds, connect_milliseconds));
        reader->is_remote = true;
        return reader;
    });
}

cx_reader *cx_reader_join(cx_reader *const *shards, size_t count, cx_error *error) {
    return cx::guarded<cx_reader *>(error, nullptr, [&] {
        auto joint = std::make_unique<cx_reader>(Xapian::Database());
        for (size_t place = 0; place < count; ++place) {
            joint->database.add_database(shards[place]->database);
            joint->shards.push_back(shards[place]);
            joint->is_remote = joint->is_remote || shards[place]->is_remote;
        }
        return joint.release();
    });
}

cx_reader *cx_reader_of_writer(cx_writer *writer, cx_error *error) {
    // Copying a Xapian::WritableDatabase shares the database behind it.
    return cx::guarded<cx_reader *>(error, nullptr, [&] { return new cx_reader(writer->database); });
}

void cx_reader_close(cx_reader *reader) { cx::dispose(reader); }

void cx_reader_set_deadline(cx_reader *reader, uint64_t nanoseconds) { reader->deadline.set(nanoseconds); }

bool cx_reader_reopen(cx_reader *reader, bool *changed, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        *changed = reader->database.reopen();
        if (*changed) reader->forget();
        return true;
    });
}

bool cx_reader_figures(cx_reader *reader, cx_figures *figures, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        figures->documents = reader->database.get_doccount();
        figures->last_document = reader->database.get_lastdocid();
        figures->average_length = reader->database.get_avlength();
        figures->total_length = reader->database.get_total_length();
        const std::string uuid = reader->database.get_uuid();
        const size_t size = uuid.copy(figures->uuid, sizeof figures->uuid - 1);
        figures->uuid[size] = '\0';
        return true;
    });
}

cx_buffer *cx_reader_metadata(cx_reader *reader, const void *key, size_t size, cx_error *error) {
    return cx::guarded<cx_buffer *>(
        error, nullptr, [&] { return new cx_buffer{reader->database.get_metadata(cx::bytes(key, size))}; });
}

bool cx_reader_frequencies(cx_reader *reader, const void *term, size_t size, uint32_t *documents,
                           uint32_t *occurrences, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        const cx::PostingHead head = reader->head(cx::bytes(term, size));
        *documents = static_cast<uint32_t>(head.documents);
        *occurrences = static_cast<uint32_t>(head.frequency);
        return true;
    });
}

uint32_t cx_reader_first_document(cx_reader *reader, const void *term, size_t size, cx_error *error) {
    return cx::guarded<uint32_t>(error, 0, [&]() -> uint32_t {
        const std::string name = cx::bytes(term, size);
        const auto posting = reader->database.postlist_begin(name);
        return posting == reader->database.postlist_end(name) ? 0 : *posting;
    });
}

cx_buffer *cx_reader_data(cx_reader *reader, uint32_t document, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        // A look-up of its own tells if the document exists; it is needed only where there is no data.
        std::string data = reader->database.get_document(document, Xapian::DOC_ASSUME_VALID).get_data();
        if (data.empty()) data = reader->database.get_document(document).get_data();
        return new cx_buffer{std::move(data)};
    });
}

cx_buffer *cx_reader_value(cx_reader *reader, uint32_t slot, uint32_t document, cx_error *error) {
    return cx::guarded<cx_buffer *>(
        error, nullptr, [&] { return new cx_buffer{reader->database.get_document(document).get_value(slot)}; });
}

uint32_t cx_reader_length(cx_reader *reader, uint32_t document, cx_error *error) {
    return cx::guarded<uint32_t>(error, 0, [&] { return reader->memory.length(reader->database, document); });
}

bool cx_reader_mark_holders(cx_reader *reader, const void *term, size_t size, const uint32_t *documents, size_t count,
                            uint8_t *marks, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        const std::string name = cx::bytes(term, size);
        cx::Place place(reader->database, name, reader->memory.term(reader->database, name));
        for (size_t i = 0; i < count && place.document != 0; ++i) {
            place.skip_to(documents[i]);
            if (place.document == documents[i]) marks[i] = 1;
        }
        return true;
    });
}

uint32_t cx_reader_frequency(cx_reader *reader, const void *term, size_t size, uint32_t document, cx_error *error) {
    return cx::guarded<uint32_t>(error, 0, [&]() -> uint32_t {
        const std::string name = cx::bytes(term, size);
        if (reader->is_remote) {
            // The document's list is short; the term's would travel as a whole.
            if (reader->known_document != document) {
                reader->known_document = 0;
                reader->known_terms.clear();
                const Xapian::TermIterator end = reader->database.termlist_end(document);
                for (auto place = reader->database.termlist_begin(document); place != end; ++place) {
                    reader->known_terms.emplace(*place, place.get_wdf());
                }
                reader->known_document = document;
            }
            const auto known = reader->known_terms.find(name);
            return known == reader->known_terms.end() ? 0 : known->second;
        }
        cx::Place place(reader->database, name, reader->memory.term(reader->database, name, true));
        place.skip_to(document);
        return place.document == document ? place.frequency() : 0;
    });
}

cx_buffer *cx_reader_positions(cx_reader *reader, const void *term, size_t size, uint32_t document, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        std::vector<uint32_t> positions;
        reader->append_positions(cx::bytes(term, size), document, positions);
        return new cx_buffer{
            std::string(reinterpret_cast<const char *>(positions.data()), positions.size() * sizeof(uint32_t))};
    });
}

cx_buffer *cx_reader_positions_among(cx_reader *reader, const void *term, size_t size, const uint32_t *documents,
                                     size_t count, uint32_t *ends, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        const std::string name = cx::bytes(term, size);
        cx::SparseCheck<16> look(reader->deadline);
        std::vector<uint32_t> positions;
        for (size_t i = 0; i < count; ++i) {
            look();
            reader->append_positions(name, documents[i], positions);
            ends[i] = static_cast<uint32_t>(positions.size());
        }
        return new cx_buffer{
            std::string(reinterpret_cast<const char *>(positions.data()), positions.size() * sizeof(uint32_t))};
    });
}

}
