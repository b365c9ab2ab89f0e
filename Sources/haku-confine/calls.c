// SPDX-License-Identifier: GPL-3.0-or-later
//
// The system calls that a converter may make: those that programs need to read their input, compute and write to what
// they were given. All others are refused, so that a call that a later kernel adds is refused as well.
#define _GNU_SOURCE
#include "confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

/// Calls that may be made with any arguments. They reach nothing but the process itself, its children, and files that
/// are open or that Landlock lets it open. The commonest come first: the kernel goes through the list for each call.
static const int any_arguments[] = {
    SYS_read, SYS_write, SYS_lseek, SYS_mmap, SYS_munmap, SYS_brk, SYS_futex, SYS_close, SYS_fstat, SYS_openat,
    SYS_pread64, SYS_newfstatat, SYS_mprotect, SYS_madvise, SYS_mremap, SYS_clock_gettime, SYS_sched_yield,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_readv, SYS_writev, SYS_preadv, SYS_pwritev,
    SYS_pwrite64, SYS_statx, SYS_faccessat, SYS_faccessat2, SYS_readlinkat, SYS_getdents64, SYS_getcwd, SYS_chdir,
    SYS_fchdir, SYS_statfs, SYS_fstatfs, SYS_fadvise64, SYS_sendfile, SYS_dup, SYS_dup3, SYS_pipe2, SYS_ppoll,
    SYS_pselect6, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_eventfd2, SYS_signalfd4, SYS_timerfd_create,
    SYS_timerfd_settime, SYS_timerfd_gettime, SYS_memfd_create, SYS_nanosleep, SYS_clock_nanosleep, SYS_clock_getres,
    SYS_gettimeofday, SYS_times, SYS_getitimer, SYS_setitimer, SYS_timer_create, SYS_timer_settime, SYS_timer_gettime,
    SYS_timer_getoverrun, SYS_timer_delete, SYS_getpid, SYS_getppid, SYS_gettid, SYS_getuid, SYS_geteuid, SYS_getgid,
    SYS_getegid, SYS_getresuid, SYS_getresgid, SYS_getgroups, SYS_getpgid, SYS_getsid, SYS_setpgid, SYS_setsid,
    SYS_uname, SYS_sysinfo, SYS_umask, SYS_getrusage, SYS_getrandom, SYS_getcpu, SYS_sched_getaffinity,
    SYS_sched_getparam, SYS_sched_getscheduler, SYS_set_tid_address, SYS_set_robust_list, SYS_get_robust_list,
    SYS_sigaltstack, SYS_rt_sigpending, SYS_rt_sigtimedwait, SYS_rt_sigsuspend, SYS_restart_syscall, SYS_membarrier,
    SYS_capget, SYS_execve, SYS_wait4, SYS_waitid, SYS_exit, SYS_exit_group,
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef __x86_64__
    // The older forms, which newer machines don't have.
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_getdents, SYS_dup2, SYS_pipe, SYS_poll, SYS_select,
    SYS_epoll_create, SYS_epoll_wait, SYS_eventfd, SYS_signalfd, SYS_time, SYS_alarm, SYS_pause, SYS_getpgrp,
    SYS_getrlimit, SYS_fork, SYS_vfork, SYS_arch_prctl,
#endif
};

/// A call that may be made where an argument is one of some values, or has none of some bits.
struct conditional {
    int call;
    /// Which argument, from 0.
    int argument;
    /// Bits that must not be set; 0 where `values` tells.
    uint32_t forbidden;
    /// The number of `values` that count.
    int count;
    uint32_t values[8];
};

static const struct conditional conditional[] = {
    // Threads and children, but no namespaces. (The bit of time namespaces is one of the signal's here.)
    {SYS_clone, 0, CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID
        | CLONE_NEWNET, 0, {0}},
    // Its own limits, which can only be lowered.
    {SYS_prlimit64, 0, 0, 1, {0}},
    // What a terminal or pipe is asked. Others change attributes of files that are open for reading.
    {SYS_ioctl, 1, 0, 6, {TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX}},
    // Descriptors and their flags; no leases, owners or notices.
    {SYS_fcntl, 1, 0, 7, {F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC, F_GETPIPE_SZ}},
    {SYS_prctl, 0, 0, 5, {PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_CAPBSET_READ, 0x53564D41 /* PR_SET_VMA */}},
};

/// Signals go to the process itself (abort, raise).
static const int signalling[] = {SYS_kill, SYS_tgkill};

enum { most_instructions = 512 };

struct list {
    struct sock_filter at[most_instructions];
    unsigned short count;
};

static void add(struct list *list, uint16_t code, uint32_t value, uint8_t if_true, uint8_t if_false) {
    list->at[list->count++] = (struct sock_filter){code, if_true, if_false, value};
}

static void answer(struct list *list, uint32_t action) { add(list, BPF_RET | BPF_K, action, 0, 0); }

static void load_argument(struct list *list, int argument) {
    // The lower half, which is all that the kernel looks at where these arguments are numbers of 32 bits.
    add(list, BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (size_t)argument), 0, 0);
}

static void allow_values(struct list *list, int call, int argument, const uint32_t *values, int count) {
    // Over to the next call: the load, two instructions a value, the refusal.
    add(list, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, (uint8_t)(2 * count + 2));
    load_argument(list, argument);
    for (int index = 0; index < count; index++) {
        add(list, BPF_JMP | BPF_JEQ | BPF_K, values[index], 0, 1);
        answer(list, SECCOMP_RET_ALLOW);
    }
    answer(list, SECCOMP_RET_ERRNO | EPERM);
}

static void forbid_bits(struct list *list, int call, int argument, uint32_t bits) {
    add(list, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 4);
    load_argument(list, argument);
    add(list, BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1);
    answer(list, SECCOMP_RET_ERRNO | EPERM);
    answer(list, SECCOMP_RET_ALLOW);
}

int haku_confine_calls(void) {
    struct list list = {.count = 0};
    const uint32_t own = (uint32_t)getpid();
    add(&list, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0, 0);
    add(&list, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    answer(&list, SECCOMP_RET_KILL_PROCESS);
    add(&list, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
#ifdef __x86_64__
    // The x32 calls have the same numbers with a bit more.
    add(&list, BPF_JMP | BPF_JSET | BPF_K, 0x40000000, 0, 1);
    answer(&list, SECCOMP_RET_KILL_PROCESS);
#endif
    for (size_t index = 0; index < sizeof any_arguments / sizeof *any_arguments; index++) {
        add(&list, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)any_arguments[index], 0, 1);
        answer(&list, SECCOMP_RET_ALLOW);
    }
    for (size_t index = 0; index < sizeof conditional / sizeof *conditional; index++) {
        const struct conditional *rule = &conditional[index];
        if (rule->forbidden != 0) forbid_bits(&list, rule->call, rule->argument, rule->forbidden);
        else allow_values(&list, rule->call, rule->argument, rule->values, rule->count);
    }
    for (size_t index = 0; index < sizeof signalling / sizeof *signalling; index++)
        allow_values(&list, signalling[index], 0, &own, 1);
    // Calls that the C library knows older forms of: it takes these where it is told that there is no such call.
    for (int call = 424 /* the first number that all machines share */; call <= 460; call++) {
        if (call == SYS_faccessat2) continue;
        add(&list, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1);
        answer(&list, SECCOMP_RET_ERRNO | ENOSYS);
    }
    answer(&list, SECCOMP_RET_ERRNO | EPERM);
    struct sock_fprog program = {list.count, list.at};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

int haku_can_confine_calls(void) {
    // Asked with no filter, a system that has filters answers that the address is bad.
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) != 0 && errno == EFAULT;
}

#else

int haku_confine_calls(void) { return -1; }
int haku_can_confine_calls(void) { return 0; }

#endif
