// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/buffer.h"
#include "shim/deadline.h"
#include "shim/guarded.h"

#include <xapian.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>

namespace {

void fill(cx_error *error, cx_code code, const char *type, const char *message) noexcept {
    error->code = code;
    std::snprintf(error->type, sizeof error->type, "%s", type);
    std::snprintf(error->message, sizeof error->message, "%s", message);
}

/// True if the error carries the system's words for the errno value `number`, in its message or beside it: Xapian tells a
/// full disk from a failing one in no other way.
bool speaks_of(const Xapian::Error &error, int number) {
    const char *words = std::strerror(number);
    const char *given = error.get_error_string();
    return (given != nullptr && std::strcmp(given, words) == 0) ||
           error.get_msg().find(words) != std::string::npos;
}

cx_code system_code(const Xapian::Error &error, cx_code otherwise) {
    if (speaks_of(error, ENOSPC) || speaks_of(error, EDQUOT)) return CX_DISK_FULL;
    if (speaks_of(error, EACCES) || speaks_of(error, EPERM) || speaks_of(error, EROFS)) return CX_PERMISSION;
    if (speaks_of(error, EIO) || speaks_of(error, EMFILE) || speaks_of(error, ENFILE)) return CX_IO;
    return otherwise;
}

void fill(cx_error *error, cx_code code, const Xapian::Error &cause) {
    std::string message = cause.get_msg();
    // The address of a shard.
    if (code == CX_UNREACHABLE && !cause.get_context().empty()) message += " at " + cause.get_context();
    if (const char *given = cause.get_error_string()) {
        message += " (";
        message += given;
        message += ")";
    }
    fill(error, code, cause.get_type(), message.c_str());
}

/// The meaning of an error of Xapian.
struct Meaning {
    /// The name of the error's class.
    const char *type;
    cx_code code;
    /// True if the system's words, where the error carries them, tell more.
    bool asks_system;
};

/// Classes that mean the same as the one that they are derived from stand here, too: an error knows its own name alone.
constexpr Meaning meanings[] = {
    {"DatabaseModifiedError", CX_MODIFIED, false},
    {"DatabaseLockError", CX_LOCKED, true},
    {"DatabaseNotFoundError", CX_NOT_FOUND, true},
    {"DatabaseVersionError", CX_CORRUPT, false},
    {"DatabaseOpeningError", CX_IO, true},
    {"DatabaseCorruptError", CX_CORRUPT, true},
    {"DatabaseCreateError", CX_IO, true},
    {"DatabaseClosedError", CX_IO, true},
    {"DatabaseError", CX_IO, true},
    {"DocNotFoundError", CX_NO_DOCUMENT, false},
    {"RangeError", CX_CORRUPT, false},
    {"NetworkError", CX_UNREACHABLE, false},
    {"NetworkTimeoutError", CX_UNREACHABLE, false},
    // The caller asked for what cannot be.
    {"AssertionError", CX_INVALID, false},
    {"InvalidArgumentError", CX_INVALID, false},
    {"InvalidOperationError", CX_INVALID, false},
    {"UnimplementedError", CX_INVALID, false},
};

cx_code code_of(const Xapian::Error &error) {
    for (const Meaning &meaning : meanings) {
        if (std::strcmp(error.get_type(), meaning.type) != 0) continue;
        const bool is_missing = std::strcmp(meaning.type, "DatabaseOpeningError") == 0 && speaks_of(error, ENOENT);
        const cx_code code = is_missing ? CX_NOT_FOUND : meaning.code;
        return meaning.asks_system ? system_code(error, code) : code;
    }
    return system_code(error, CX_OTHER);
}

}  // namespace

namespace cx {

void fill_from_current_exception(cx_error *error) noexcept {
    // Making the message can itself run out of memory.
    try {
        try {
            throw;
        } catch (const Xapian::Error &e) {
            fill(error, code_of(e), e);
        } catch (const cx::OutOfTime &) {
            fill(error, CX_OUT_OF_TIME, "", "the deadline has passed");
        } catch (const std::bad_alloc &e) {
            fill(error, CX_MEMORY, "", e.what());
        } catch (const std::exception &e) {
            fill(error, CX_OTHER, "", e.what());
        } catch (...) {
            fill(error, CX_OTHER, "", "an exception that is no std::exception");
        }
    } catch (...) {
        fill(error, CX_MEMORY, "", "out of memory while reporting an error");
    }
}

}  // namespace cx

extern "C" {

const void *cx_buffer_data(const cx_buffer *buffer) { return buffer->bytes.data(); }

size_t cx_buffer_size(const cx_buffer *buffer) { return buffer->bytes.size(); }

void cx_buffer_free(cx_buffer *buffer) { delete buffer; }

}
