// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks a running hakud over its Unix socket and prints how fast it was. One thread, so that client and daemon share two
// cores as a real client would.
//
//   load pipelined SOCKET REQUESTS SECONDS [WINDOW]        requests a second over one connection, WINDOW on their way
//   load one SOCKET REQUESTS COUNT                         one at a time: round trip, and what it is above "ms="
//   load paced SOCKET REQUESTS CONNECTIONS RATE SECONDS    at RATE a second over CONNECTIONS, from when each was due
//   load idle SOCKET PID COUNT                             memory of PID for each of COUNT idle connections
//
// REQUESTS is a file of request lines, asked over and over.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <poll.h>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration time) { return std::chrono::duration<double>(time).count(); }

[[noreturn]] void fail(const std::string& what) {
    std::cerr << "load: " << what << ": " << std::strerror(errno) << '\n';
    std::exit(74);
}

int connected(const std::string& path) {
    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    if (descriptor < 0 || connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) fail(path);
    return descriptor;
}

std::vector<std::string> requests(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) lines.push_back(line + "\n");
    if (lines.empty()) fail(path);
    return lines;
}

// One connection: what is to be sent, and the replies that have come.
struct Connection {
    int descriptor;
    std::string output;
    std::string head;          // the beginning of the line now being read
    size_t replies = 0, errors = 0;
    std::deque<Clock::time_point> due;
    std::string last;          // the last final line

    explicit Connection(const std::string& path) : descriptor(connected(path)) {
        fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    }

    void flush() {
        while (!output.empty()) {
            ssize_t count = send(descriptor, output.data(), output.size(), MSG_NOSIGNAL);
            if (count < 0 && errno == EAGAIN) return;
            if (count < 0) fail("send");
            output.erase(0, static_cast<size_t>(count));
        }
    }

    // Reads what is there; tells how many replies ended in it.
    size_t read(std::vector<double>* times = nullptr) {
        char buffer[65536];
        size_t before = replies;
        while (true) {
            ssize_t count = recv(descriptor, buffer, sizeof buffer, 0);
            if (count < 0 && errno == EAGAIN) break;
            if (count <= 0) fail("the daemon closed the connection");
            const char *begin = buffer, *end = buffer + count;
            while (const char* stop = static_cast<const char*>(std::memchr(begin, '\n', static_cast<size_t>(end - begin)))) {
                head.append(begin, stop);
                begin = stop + 1;
                bool isError = head.compare(0, 4, "ERR ") == 0;
                if (isError || head == "OK" || head.compare(0, 3, "OK ") == 0) {
                    ++replies;
                    if (isError) ++errors;
                    if (times && !due.empty()) {
                        times->push_back(seconds(Clock::now() - due.front()) * 1000);
                        due.pop_front();
                    }
                    last = head;
                }
                head.clear();
            }
            head.append(begin, end);
        }
        return replies - before;
    }
};

void wait(Connection& connection, int milliseconds = -1) {
    pollfd waiting{connection.descriptor, static_cast<short>(connection.output.empty() ? POLLIN : POLLIN | POLLOUT), 0};
    poll(&waiting, 1, milliseconds);
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    size_t place = std::min(values.size() - 1, static_cast<size_t>(static_cast<double>(values.size()) * share));
    std::nth_element(values.begin(), values.begin() + static_cast<long>(place), values.end());
    return values[place];
}

int pipelined(const std::string& path, const std::string& file, double time, size_t window) {
    auto lines = requests(file);
    Connection connection(path);
    size_t sent = 0;
    auto start = Clock::now();
    bool isOver = false;
    while (!isOver || connection.replies < sent) {
        isOver = isOver || seconds(Clock::now() - start) > time;
        // Half a window at a time, so that neither side writes line by line.
        if (!isOver && sent - connection.replies <= window / 2)
            while (sent - connection.replies < window) connection.output += lines[sent++ % lines.size()];
        connection.flush();
        connection.read();
        if (connection.replies < sent) wait(connection);
    }
    double took = seconds(Clock::now() - start);
    std::printf("pipelined: %zu requests in %.2f s: %.0f a second, %zu errors\n", sent, took,
                static_cast<double>(sent) / took, connection.errors);
    return connection.errors ? 1 : 0;
}

int one(const std::string& path, const std::string& file, size_t count) {
    auto lines = requests(file);
    Connection connection(path);
    std::vector<double> times, above;
    for (size_t place = 0; place < count; ++place) {
        auto start = Clock::now();
        connection.output = lines[place % lines.size()];
        connection.flush();
        while (connection.read() == 0) wait(connection);
        double took = seconds(Clock::now() - start) * 1000;
        times.push_back(took);
        size_t key = connection.last.find(" ms=");
        if (key != std::string::npos) above.push_back(took - std::atof(connection.last.c_str() + key + 4));
    }
    std::printf("one at a time: median %.3f ms, p99 %.3f ms; above the search in process: median %.3f ms, p99 %.3f ms; "
                "%zu errors\n", percentile(times, .5), percentile(times, .99), percentile(above, .5),
                percentile(above, .99), connection.errors);
    return connection.errors ? 1 : 0;
}

int paced(const std::string& path, const std::string& file, size_t connections, double rate, double time) {
    auto lines = requests(file);
    std::vector<Connection> all;
    for (size_t place = 0; place < connections; ++place) all.emplace_back(path);
    std::vector<pollfd> waiting(connections);
    std::vector<double> times;
    size_t sent = 0, replies = 0, wanted = static_cast<size_t>(rate * time);
    auto start = Clock::now();
    while (replies < wanted) {
        auto now = Clock::now();
        size_t due = std::min(wanted, static_cast<size_t>(seconds(now - start) * rate));
        for (; sent < due; ++sent) {
            auto& connection = all[sent % connections];
            connection.output += lines[sent % lines.size()];
            connection.due.push_back(start + std::chrono::duration_cast<Clock::duration>(
                                                 std::chrono::duration<double>(static_cast<double>(sent) / rate)));
            connection.flush();
        }
        for (size_t place = 0; place < connections; ++place)
            waiting[place] = {all[place].descriptor,
                              static_cast<short>(all[place].output.empty() ? POLLIN : POLLIN | POLLOUT), 0};
        poll(waiting.data(), connections, sent < wanted ? 1 : 100);
        for (size_t place = 0; place < connections; ++place) {
            if (waiting[place].revents & POLLOUT) all[place].flush();
            if (waiting[place].revents & POLLIN) replies += all[place].read(&times);
        }
    }
    size_t errors = 0;
    for (auto& connection : all) errors += connection.errors;
    std::printf("%zu connections, %.0f a second for %.0f s: median %.2f ms, p99 %.2f ms, most %.2f ms, %zu errors\n",
                connections, rate, time, percentile(times, .5), percentile(times, .99), percentile(times, 1), errors);
    return errors ? 1 : 0;
}

double resident(const std::string& process) {
    std::ifstream file("/proc/" + process + "/status");
    for (std::string line; std::getline(file, line);)
        if (line.compare(0, 6, "VmRSS:") == 0) return std::atof(line.c_str() + 6);
    fail("/proc/" + process);
}

int idle(const std::string& path, const std::string& process, size_t count) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    auto ping = [](Connection& connection) {
        connection.output = "PING\n";
        connection.flush();
        while (connection.read() == 0) wait(connection);
    };
    std::deque<Connection> all;
    all.emplace_back(path);
    ping(all.back());
    double before = resident(process);
    for (size_t place = 0; place < count; ++place) {
        all.emplace_back(path);
        ping(all.back());
    }
    double after = resident(process);
    std::printf("%zu idle connections: %.1f KB each (%.0f KB before, %.0f KB after)\n", count,
                (after - before) / static_cast<double>(count), before, after);
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    std::vector<std::string> given(arguments + 1, arguments + count);
    auto number = [&](size_t place) { return std::atof(given[place].c_str()); };
    if (given.size() >= 4 && given[0] == "pipelined")
        return pipelined(given[1], given[2], number(3), given.size() > 4 ? static_cast<size_t>(number(4)) : 256);
    if (given.size() == 4 && given[0] == "one") return one(given[1], given[2], static_cast<size_t>(number(3)));
    if (given.size() == 6 && given[0] == "paced")
        return paced(given[1], given[2], static_cast<size_t>(number(3)), number(4), number(5));
    if (given.size() == 4 && given[0] == "idle") return idle(given[1], given[2], static_cast<size_t>(number(3)));
    std::cerr << "usage: see the head of load.cc\n";
    return 64;
}
