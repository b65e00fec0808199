// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/instance.hpp>
//
#include <unistd.h>
#include <algorithm>

namespace hyper::detail {

HYPER_INLINE instance_paths paths_of(settings const& of, std::string_view program) {
  std::string pid = of.pid_file;
  if (pid.empty()) {
    std::string name = of.unix_socket.empty() ? std::to_string(of.port) : of.unix_socket;
    std::replace(name.begin(), name.end(), '/', '-');
    pid = ".hyper/" + std::string(program.substr(program.rfind('/') + 1)) + "/" + name + ".pid";
  }
  std::string const stem = pid.ends_with(".pid") ? pid.substr(0, pid.size() - 4) : pid;
  return {pid, stem + ".control", of.log_file.empty() ? stem + ".log" : of.log_file};
}

// Whoever has not served yet leaves everything to the process that does.
HYPER_INLINE instance::~instance() {
  if (predecessor_.connected()) leave();
  for (int const each : inherited_) ::close(each);
}

HYPER_INLINE void instance::claim(instance_paths const& paths) {
  pid_.emplace(paths.pid);
  try {
    control_.emplace(paths.control);
  } catch (...) {
    pid_.reset();
    throw;
  }
}

HYPER_INLINE void instance::take_over(instance_paths const& paths) {
  pid_report const found = read_pid_file(paths.pid);
  if (found.is == pid_report::state::unreadable) throw cannot_start(found.sentence);
  if (found.is != pid_report::state::alive) return claim(paths);
  predecessor_ = control_channel::connect(paths.control);
  std::string const who = "Process " + std::to_string(found.process);
  if (!predecessor_.connected() || !predecessor_.send(ask_for_sockets))
    throw cannot_start(who + " does not answer at " + paths.control +
                       ": it can be stopped, but not taken over from.");
  auto answer = predecessor_.receive(control_patience);
  if (!answer || answer->text != here_are_sockets || answer->descriptors.size() < 3) {
    for (std::size_t i = 0; answer && i < answer->descriptors.size(); ++i)
      ::close(answer->descriptors[i]);
    throw cannot_start(who + " does not hand its sockets over" +
                       (answer ? ": " + answer->text : ".").substr(0, 200));
  }
  pid_.emplace(paths.pid, answer->descriptors[0]);
  control_.emplace(paths.control, answer->descriptors[1]);
  inherited_.assign(answer->descriptors.begin() + 2, answer->descriptors.end());
  predecessor_process_ = found.process;
}

HYPER_INLINE bool instance::serves() {
  if (!predecessor_.connected()) return true;
  bool const told = predecessor_.send(now_serving);
  auto const answer = told ? predecessor_.receive(control_patience) : std::nullopt;
  predecessor_.close();
  for (int const each : inherited_) ::close(each);
  inherited_.clear();
  pid_->write_number();
  return answer && answer->text == now_draining;
}

HYPER_INLINE void instance::used(int descriptor) noexcept { std::erase(inherited_, descriptor); }

HYPER_INLINE bool instance::offer(control_channel const& to, int listening) const noexcept {
  int const all[] = {pid_->descriptor(), control_->descriptor(), listening};
  return to.send(here_are_sockets, all);
}

HYPER_INLINE void instance::leave() noexcept {
  if (pid_) pid_->leave();
  if (control_) control_->leave();
}

}  // namespace hyper::detail
