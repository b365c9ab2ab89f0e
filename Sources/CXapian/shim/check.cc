// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/buffer.h"
#include "shim/guarded.h"

#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <memory>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// Writes each character to a descriptor as it comes, so that nothing of a report is lost when its writer dies.
class DescriptorBuffer final : public std::streambuf {
    int descriptor;

    std::streamsize xsputn(const char *text, std::streamsize size) override {
        std::streamsize done = 0;
        while (done < size) {
            const ssize_t count = ::write(descriptor, text + done, static_cast<size_t>(size - done));
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) break;
            done += count;
        }
        return done;
    }

    int_type overflow(int_type character) override {
        const char text = traits_type::to_char_type(character);
        return xsputn(&text, 1) == 1 ? character : traits_type::eof();
    }

  public:
    explicit DescriptorBuffer(int descriptor) : descriptor(descriptor) {}
};

/// Has Xapian write its report to `descriptor`, and ends the process.
[[noreturn]] void report(const char *path, unsigned seconds, int descriptor) {
    // The writer's lock belongs to whoever has its file open: this process is not to hold it, nor to go on, once its parent
    // was killed.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (descriptor > 3) ::close_range(3, static_cast<unsigned>(descriptor - 1), 0);
    ::close_range(static_cast<unsigned>(descriptor + 1), ~0U, 0);
    // A walk through damaged blocks may go on for ever.
    const rlimit limit{seconds, seconds};
    ::setrlimit(RLIMIT_CPU, &limit);
    // A crash is this process's way to say that a table is damaged: no handler of the program is to print a backtrace.
    for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP}) ::signal(number, SIG_DFL);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    DescriptorBuffer buffer(descriptor);
    std::ostream out(&buffer);
    cx_error error;
    cx::guarded<bool>(&error, false, [&] {
        Xapian::Database::check(path, 0, &out);
        return true;
    });
    if (error.code != CX_OK) out << '\n' << (error.type[0] != '\0' ? error.type : "error") << ": " << error.message << '\n';
    ::_exit(0);
}

std::string read_all(int descriptor) {
    std::string all;
    char part[4096];
    for (;;) {
        const ssize_t count = ::read(descriptor, part, sizeof part);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw Xapian::DatabaseError("Couldn't read the report of a check", errno);
        if (count == 0) return all;
        all.append(part, static_cast<size_t>(count));
    }
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// True if a line of the report tells of no damage, or only counts what lines before it tell.
bool is_fine(std::string_view line) {
    return line.empty() || ends_with(line, " table structure checked OK") ||
           line.find(" table errors found: ") != std::string_view::npos ||
           line == "Continuing check anyway" || line == "Lazily created, and not yet used." || line == "Not present.";
}

/// The problems of a report, each as table, TAB, Xapian's words, line feed. A table's lines follow one of its name and a
/// colon.
std::string problems(std::string_view report, int status) {
    std::string found;
    std::string_view table = "database";
    const auto add = [&](std::string_view words) { (((found += table) += '\t') += words) += '\n'; };
    while (!report.empty()) {
        const size_t end = std::min(report.find('\n'), report.size());
        const std::string_view line = report.substr(0, end);
        report.remove_prefix(std::min(end + 1, report.size()));
        if (ends_with(line, ":") && line.find(' ') == std::string_view::npos) {
            table = line.substr(0, line.size() - 1);
        } else if (!is_fine(line)) {
            add(line);
        }
    }
    if (WIFSIGNALED(status)) {
        const bool is_endless = WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL;
        add(is_endless ? "Xapian's check did not come to an end" : "Xapian's check crashed");
    }
    return found;
}

}  // namespace

/// A child process that checks a database, and the end of the pipe to which it writes its report.
struct cx_running_check {
    pid_t child;
    int descriptor;
};

cx_running_check *cx_check_begin(const char *path, unsigned seconds, cx_error *error) {
    return cx::guarded<cx_running_check *>(error, nullptr, [&] {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw Xapian::DatabaseError("Couldn't make a pipe", errno);
        auto check = std::make_unique<cx_running_check>();
        const pid_t child = ::fork();
        if (child == 0) report(path, seconds, ends[1]);
        const int number = errno;
        ::close(ends[1]);
        if (child < 0) {
            ::close(ends[0]);
            throw Xapian::DatabaseError("Couldn't start a check", number);
        }
        *check = {child, ends[0]};
        return check.release();
    });
}

cx_buffer *cx_check_end(cx_running_check *check, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        const std::unique_ptr<cx_running_check> owner(check);
        std::string words;
        cx_error reading;
        cx::guarded<bool>(&reading, false, [&] {
            words = read_all(check->descriptor);
            return true;
        });
        ::close(check->descriptor);
        int status = 0;
        while (::waitpid(check->child, &status, 0) < 0 && errno == EINTR) {
        }
        if (reading.code != CX_OK) throw Xapian::DatabaseError(reading.message);
        return new cx_buffer{problems(words, status)};
    });
}
