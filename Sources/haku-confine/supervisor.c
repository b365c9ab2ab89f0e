// SPDX-License-Identifier: GPL-3.0-or-later
//
// The processes of a converter:
//
//     haku ── supervisor ── first process of its namespaces ── program ── whatever it starts
//
// Where the system has no namespaces for us, the program is the supervisor's own child, and what it leaves behind is
// handed to the supervisor (subreaper), which ends it. The supervisor runs none but this code, and outlives the program.
#define _GNU_SOURCE
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confinement.h"

enum {
    /// The descriptor for errors, in the processes below haku.
    report = 3,
    /// That through which the first process of the namespaces tells the program's status.
    outcome = 4,
    /// Processes and threads of a program, where they can be counted.
    most_processes = 128,
};

static void limit(int resource, rlim_t value) {
    struct rlimit now;
    // A limit that is lower already stays.
    if (getrlimit(resource, &now) == 0 && now.rlim_max != RLIM_INFINITY && now.rlim_max < value) value = now.rlim_max;
    now.rlim_cur = value;
    now.rlim_max = value;
    setrlimit(resource, &now);
}

/// Closes every descriptor from `first` on.
static void close_from(int first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, (unsigned)first, UINT_MAX, 0) == 0) return;
#endif
    struct rlimit files;
    int end = 1 << 16;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < (rlim_t)end) end = (int)files.rlim_cur;
    for (int file = first; file < end; file++) close(file);
}

/// Tells haku the system's error number, and ends.
static _Noreturn void fail(int error) {
    ssize_t ignored = write(report, &error, sizeof error);
    (void)ignored;
    _exit(127);
}

/// Lets signals through again, each with what it does by default.
static void restore_signals(void) {
    sigset_t none;
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/// Has the calling process ended with its parent; ends it where the parent is gone already.
static void die_with(pid_t parent, int number) {
    prctl(PR_SET_PDEATHSIG, number);
    if (getppid() != parent) _exit(127);
}

/// Ends by what ended a child whose status this is.
static _Noreturn void end_like(int status) {
    if (WIFEXITED(status)) _exit(WEXITSTATUS(status));
    limit(RLIMIT_CORE, 0);
    restore_signals();
    kill(getpid(), WTERMSIG(status));
    _exit(127);
}

/// Becomes the program, confined; tells why where it cannot.
static _Noreturn void become(const struct haku_start *start) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    restore_signals();
    close(outcome);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, 256);
    limit(RLIMIT_CPU, start->limits->processor_seconds);
    limit(RLIMIT_DATA, start->limits->memory);
    limit(RLIMIT_AS, start->limits->address_space);
    // In a namespace of users of its own only its own processes count.
    if (start->is_hidden && geteuid() != 0) limit(RLIMIT_NPROC, most_processes);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail(errno);
    haku_drop_privileges();
    haku_confine_files(start->folders);
    haku_confine_calls();
    execve(start->program, (char *const *)start->arguments, (char *const *)start->environment);
    fail(errno);
}

/// The first process of the namespaces: waits for the program, and for what it leaves behind meanwhile. When it ends the
/// kernel ends all the others.
static _Noreturn void lead(const struct haku_start *start) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The supervisor, which alone has the pipe's other end, may have ended before that was said.
    struct pollfd end = {outcome, 0, 0};
    if (poll(&end, 1, 0) > 0) _exit(127);
    if (haku_hide_files(start->folders) != 0) fail(errno);
    pid_t program = fork();
    if (program < 0) fail(errno);
    if (program == 0) become(start);
    close(report);
    int status;
    for (pid_t ended; (ended = waitpid(-1, &status, 0)) != program;)
        if (ended < 0 && errno != EINTR) _exit(127);
    ssize_t ignored = write(outcome, &status, sizeof status);
    (void)ignored;
    _exit(0);
}

/// Kills all children of the calling process, and those of theirs that are handed on to it.
static void end_children(void) {
    char text[4096];
    while (waitpid(-1, NULL, WNOHANG) >= 0 || errno == EINTR) {
        int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
        if (file < 0) return;
        ssize_t length = read(file, text, sizeof text - 1);
        close(file);
        if (length <= 0) return;
        text[length] = 0;
        pid_t child = 0;
        for (const char *next = text; *next != 0; next++) {
            if (*next >= '0' && *next <= '9') {
                child = child * 10 + (*next - '0');
            } else if (child > 0) {
                kill(child, SIGKILL);
                while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
                }
                child = 0;
            }
        }
    }
}

/// Waits for `child`, or for haku's word to end it; returns its status.
static int wait_or_end(pid_t child) {
    sigset_t awaited;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGCHLD);
    sigaddset(&awaited, SIGTERM);
    int status = 0;
    for (;;) {
        pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) return status;
        if (ended < 0 && errno != EINTR) return 127 << 8;
        if (sigwaitinfo(&awaited, NULL) == SIGTERM) kill(child, SIGKILL);
    }
}

_Noreturn void haku_supervise(const struct haku_start *start) {
    setpgid(0, 0);
    fcntl(report, F_SETFD, FD_CLOEXEC);
    close_from(report + 1);
    die_with(start->parent, SIGTERM);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    if (chdir("/") != 0) fail(errno);

    // The pipe's reading end stays here, its writing end at `outcome` goes below.
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) fail(errno);
    int told = fcntl(ends[0], F_DUPFD_CLOEXEC, 10);
    int telling = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
    if (told < 0 || telling < 0 || dup2(telling, outcome) < 0) fail(errno);
    if (ends[0] != outcome) close(ends[0]);
    if (ends[1] != outcome) close(ends[1]);
    close(telling);

    if (start->is_hidden && haku_enter_namespaces() != 0) fail(errno);
    if (!start->is_hidden) prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    pid_t child = fork();
    if (child < 0) fail(errno);
    if (child == 0) {
        close(told);
        if (start->is_hidden) lead(start);
        become(start);
    }
    // Whoever reads what the program writes is to see its end.
    for (int file = 0; file <= outcome; file++) close(file);
    int status = wait_or_end(child);
    if (!start->is_hidden) {
        kill(-child, SIGKILL);
        end_children();
    } else {
        // Nothing is told where it was ended on the way, or could not be started.
        int program;
        if (read(told, &program, sizeof program) == (ssize_t)sizeof program) status = program;
    }
    end_like(status);
}

int haku_can_hide(void) {
    pid_t child = fork();
    if (child == 0) {
        if (haku_enter_namespaces() != 0) _exit(1);
        pid_t first = fork();
        static const char *const none[] = {NULL};
        if (first == 0) _exit(haku_hide_files(none) == 0 ? 0 : 1);
        int status;
        _exit(first > 0 && waitpid(first, &status, 0) == first && WIFEXITED(status) ? WEXITSTATUS(status) : 1);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
