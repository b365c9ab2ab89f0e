// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/writer.h"

#include "shim/document.h"
#include "shim/guarded.h"

#include <memory>

extern "C" {

cx_writer *cx_writer_open(const char *path, cx_error *error) {
    return cx::guarded<cx_writer *>(error, nullptr, [&] {
        auto writer = std::make_unique<cx_writer>(
            cx_writer{Xapian::WritableDatabase(path, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS)});
        // Within a transaction glass still moves its postings to the files every 10,000 changes (or every
        // XAPIAN_FLUSH_THRESHOLD), but does not make them the current revision: GlassWritableDatabase's
        // check_flush_threshold() calls apply() only where no transaction is active.
        writer->database.begin_transaction(true);
        return writer.release();
    });
}

void cx_writer_close(cx_writer *writer) {
    cx_error ignored;
    cx::guarded<bool>(&ignored, false, [&] {
        std::unique_ptr<cx_writer> owned(writer);
        owned->database.cancel_transaction();
        owned->database.close();
        return true;
    });
}

bool cx_writer_commit(cx_writer *writer, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        writer->database.commit_transaction();
        writer->database.begin_transaction(true);
        return true;
    });
}

bool cx_writer_spill(cx_writer *writer, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        // Listing all terms makes glass write out every posting and position list it holds in memory
        // (GlassWritableDatabase::open_allterms with an empty prefix), which is the one way to bound its memory by
        // bytes: its own threshold counts documents.
        writer->database.allterms_begin();
        return true;
    });
}

uint32_t cx_writer_last_document(cx_writer *writer, cx_error *error) {
    return cx::guarded<uint32_t>(error, 0, [&] { return writer->database.get_lastdocid(); });
}

bool cx_writer_replace(cx_writer *writer, uint32_t number, const cx_document *document, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        writer->database.replace_document(number, document->document);
        return true;
    });
}

bool cx_writer_delete(cx_writer *writer, uint32_t number, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        writer->database.delete_document(number);
        return true;
    });
}

bool cx_writer_set_metadata(cx_writer *writer, const void *key, size_t key_size, const void *value, size_t size,
                            cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        writer->database.set_metadata(cx::bytes(key, key_size), cx::bytes(value, size));
        return true;
    });
}

bool cx_writer_set_record(cx_writer *writer, uint32_t number, const void *data, size_t size,
                          const cx_slot_value *values, size_t value_count, const void *old_name, size_t old_size,
                          const void *new_name, size_t new_size, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        Xapian::Document document = writer->database.get_document(number);
        document.set_data(cx::bytes(data, size));
        for (size_t index = 0; index < value_count; ++index) {
            document.add_value(values[index].slot, cx::bytes(values[index].value, values[index].size));
        }
        const std::string before = cx::bytes(old_name, old_size);
        const std::string after = cx::bytes(new_name, new_size);
        if (before != after) {
            document.remove_term(before);
            document.add_boolean_term(after);
        }
        writer->database.replace_document(number, document);
        return true;
    });
}

}
