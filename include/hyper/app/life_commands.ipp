// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/life_commands.hpp>
//
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <hyper/app/instance.hpp>
#include <hyper/app/service_manager.hpp>

namespace hyper::detail {

/// A process by its descriptor: its number may become another's, this never does.
class process_handle {
 public:
  explicit process_handle(int number)
      : descriptor_(static_cast<int>(::syscall(SYS_pidfd_open, number, 0))) {}
  ~process_handle() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  process_handle(process_handle const&) = delete;
  process_handle& operator=(process_handle const&) = delete;

  bool found() const { return descriptor_ >= 0; }
  bool send(int signal) const {
    return ::syscall(SYS_pidfd_send_signal, descriptor_, signal, nullptr, 0) == 0;
  }
  bool ends_within(std::int64_t milliseconds) const {
    pollfd waiting{descriptor_, POLLIN, 0};
    return ::poll(&waiting, 1, static_cast<int>(milliseconds)) == 1;
  }

 private:
  int descriptor_;
};

HYPER_INLINE int say_failure(std::string const& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  return 1;
}

/// The process that the pid file is about. Throws cannot_start when the file cannot be read.
HYPER_INLINE pid_report find_process(instance_paths const& paths) {
  pid_report found = read_pid_file(paths.pid);
  if (found.is == pid_report::state::unreadable) throw cannot_start(found.sentence);
  return found;
}

HYPER_INLINE int serve_in_background(program& of, instance_paths const& paths) {
  constexpr std::int64_t patience = 60'000;  // beside the time that the database may take
  auto const outcome = go_to_background(paths.log, of.with.connect_timeout + patience, of.report);
  if (outcome && outcome->code == 0) return say(outcome->sentence + "\n"), 0;
  if (outcome) {
    std::fprintf(stderr, "%s\n", outcome->sentence.c_str());
    return outcome->code;
  }
  of.log = paths.log;
  try {
    serve_program(of);
  } catch (bad_setting const& refused) {
    of.report.tell(2, refused.what());
    throw;
  } catch (std::exception const& failure) {
    of.report.tell(1, failure.what());
    throw;
  }
  return 0;
}

HYPER_INLINE int start_program(program& of) {
  instance_paths const paths = paths_of(of.with, of.line.program);
  pid_report const found = find_process(paths);
  if (found.is == pid_report::state::alive && !of.with.take_over)
    return say_failure("Process " + std::to_string(found.process) +
                       " serves already: use restart, or stop it first.");
  return serve_in_background(of, paths);
}

HYPER_INLINE int restart_program(program& of) {
  instance_paths const paths = paths_of(of.with, of.line.program);
  pid_report const found = find_process(paths);
  bool const alive = found.is == pid_report::state::alive;
  if (!alive) say("Nothing was running.\n");
  of.with.take_over = true;
  int const code = serve_in_background(of, paths);
  if (code != 0 && alive && of.log.empty())
    say_failure("Process " + std::to_string(found.process) + " goes on serving.");
  return code;
}

HYPER_INLINE int stop_program(program& of) {
  instance_paths const paths = paths_of(of.with, of.line.program);
  pid_report const found = find_process(paths);
  if (found.is != pid_report::state::alive) return say_failure(found.sentence);
  std::string const who = "Process " + std::to_string(found.process);
  process_handle const process(found.process);
  // The lock is still held: the number was not given to another process before it was opened.
  bool const same = read_pid_file(paths.pid).process == found.process;
  if (!process.found() || !same) return say_failure(who + " has just ended.");
  if (!process.send(SIGTERM))
    return say_failure(who + " cannot be stopped: " + std::strerror(errno) + ".");
  constexpr std::int64_t clearing_up = 5'000;
  if (process.ends_within(of.with.drain_timeout + clearing_up))
    return say(who + " has ended.\n"), 0;
  process.send(SIGKILL);
  process.ends_within(clearing_up);
  return say_failure(who + " did not end within " +
                     std::to_string((of.with.drain_timeout + clearing_up) / 1000) +
                     " seconds and was killed.");
}

/// Asks the process of the pid file something; nothing when it does not answer.
HYPER_INLINE std::optional<std::string> ask_process(instance_paths const& paths,
                                                    std::string_view question) {
  control_channel const channel = control_channel::connect(paths.control);
  if (!channel.connected() || !channel.send(question)) return std::nullopt;
  auto answer = channel.receive(control_patience);
  if (!answer) return std::nullopt;
  for (int const each : answer->descriptors) ::close(each);
  return std::move(answer->text);
}

HYPER_INLINE int status_program(program& of) {
  instance_paths const paths = paths_of(of.with, of.line.program);
  pid_report const found = find_process(paths);
  if (found.is != pid_report::state::alive) return say(found.sentence + "\n"), 1;
  auto const answer = ask_process(paths, "status");
  if (answer) return say(*answer + "pid file  " + paths.pid + "\n"), 0;
  say(found.sentence + (::access(paths.control.c_str(), W_OK) == 0
                            ? " It does not answer at " + paths.control + ".\n"
                            : " It does not say more to this user.\n"));
  return ::access(paths.control.c_str(), W_OK) == 0 ? 1 : 0;
}

HYPER_INLINE int reload_program(program& of) {
  instance_paths const paths = paths_of(of.with, of.line.program);
  pid_report const found = find_process(paths);
  if (found.is != pid_report::state::alive) return say_failure(found.sentence);
  auto const answer = ask_process(paths, "reload");
  if (!answer) return say_failure(found.sentence + " It does not answer at " + paths.control + ".");
  if (answer->starts_with("Refused")) return say_failure(*answer);
  return say(*answer + "\n"), 0;
}

HYPER_INLINE int print_systemd_units(program& of) {
  char path[4096];
  ssize_t const size = ::readlink("/proc/self/exe", path, sizeof path);
  std::string const program =
      size > 0 ? std::string(path, static_cast<std::size_t>(size)) : std::string(of.line.program);
  passwd const* const user = ::geteuid() == 0 ? nullptr : ::getpwuid(::geteuid());
  std::string const name = program.substr(program.rfind('/') + 1);
  say(systemd_units(of.with, program, user == nullptr ? name : std::string(user->pw_name)));
  return 0;
}

}  // namespace hyper::detail
