// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/service_manager.hpp>
//
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <utility>

namespace hyper {
namespace detail {

inline constexpr int first_passed_descriptor = 3;  // SD_LISTEN_FDS_START

HYPER_INLINE std::string_view variable(char const* const* environment, std::string_view name) {
  for (; environment != nullptr && *environment != nullptr; ++environment) {
    std::string_view const entry = *environment;
    if (entry.size() > name.size() && entry.starts_with(name) && entry[name.size()] == '=')
      return entry.substr(name.size() + 1);
  }
  return {};
}

/// The whole number that the text is, or -1.
HYPER_INLINE std::int64_t whole_number(std::string_view text) {
  std::int64_t number = -1;
  auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failure == std::errc{} && end == text.data() + text.size() ? number : -1;
}

/// Which of the passed sockets is meant: the one named "http", else the first.
HYPER_INLINE int chosen_descriptor(std::string_view names, std::int64_t count) {
  for (int i = 0; i < count; ++i) {
    std::string_view const name = names.substr(0, names.find(':'));
    if (name == "http") return first_passed_descriptor + i;
    if (name.size() == names.size()) break;
    names.remove_prefix(name.size() + 1);
  }
  return first_passed_descriptor;
}

}  // namespace detail

HYPER_INLINE service_manager::service_manager(char const* const* environment) {
  using namespace detail;
  notify_socket_ = variable(environment, "NOTIFY_SOCKET");
  std::int64_t const self = ::getpid();
  std::string_view const count_text = variable(environment, "LISTEN_FDS");
  // The sockets are for one process; those that it starts inherit the variables all the same.
  if (!count_text.empty() && whole_number(variable(environment, "LISTEN_PID")) == self) {
    std::int64_t const count = whole_number(count_text);
    if (count < 0 || count > 1024)
      throw cannot_start("LISTEN_FDS is \"" + std::string(count_text.substr(0, 20)) +
                         "\". Allowed is the number of sockets passed.");
    for (int i = 0; i < count; ++i)
      if (::fcntl(first_passed_descriptor + i, F_SETFD, FD_CLOEXEC) != 0)
        throw cannot_start("LISTEN_FDS promises " + std::string(count_text) +
                           " sockets, but descriptor " +
                           std::to_string(first_passed_descriptor + i) + " is not open.");
    if (count > 0) socket_ = chosen_descriptor(variable(environment, "LISTEN_FDNAMES"), count);
  }
  std::string_view const watcher = variable(environment, "WATCHDOG_PID");
  if (watcher.empty() || whole_number(watcher) == self) {
    std::int64_t const period = whole_number(variable(environment, "WATCHDOG_USEC"));
    if (period > 0) watchdog_ = period < 2000 ? 2 : period / 1000;
  }
}

HYPER_INLINE bool service_manager::notify(std::string_view message) const noexcept {
  sockaddr_un address{};
  if (notify_socket_.empty() || notify_socket_.size() >= sizeof address.sun_path) return false;
  if (notify_socket_[0] != '/' && notify_socket_[0] != '@') return false;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, notify_socket_.data(), notify_socket_.size());
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // a name without a file
  int const channel = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (channel < 0) return false;
  auto const size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + notify_socket_.size());
  ssize_t const sent =
      ::sendto(channel, message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
               reinterpret_cast<sockaddr const*>(&address), size);
  ::close(channel);
  return sent == static_cast<ssize_t>(message.size());
}

HYPER_INLINE void service_manager::ready() const noexcept {
  notify("READY=1\nMAINPID=" + std::to_string(::getpid()));
}

HYPER_INLINE void service_manager::reloading() const noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  notify("RELOADING=1\nMONOTONIC_USEC=" +
         std::to_string(now.tv_sec * 1'000'000LL + now.tv_nsec / 1000));
}

HYPER_INLINE void service_manager::stopping() const noexcept { notify("STOPPING=1"); }
HYPER_INLINE void service_manager::alive() const noexcept { notify("WATCHDOG=1"); }

namespace detail {

HYPER_INLINE std::string systemd_socket_unit(settings const& of, std::string_view name) {
  std::string text = "# /etc/systemd/system/" + std::string(name) + ".socket\n[Socket]\n";
  if (of.unix_socket.empty()) {
    bool const six = of.host.find(':') != of.host.npos;
    std::string const host = of.host == "*" ? "" : six ? "[" + of.host + "]:" : of.host + ":";
    text += "ListenStream=" + host + std::to_string(of.port) + "\n";
  } else {
    std::string mode = "0000";
    for (int i = 0; i < 4; ++i)
      mode[static_cast<std::size_t>(3 - i)] =
          static_cast<char>('0' + (of.unix_socket_mode >> (3 * i) & 7));
    text += "ListenStream=" + of.unix_socket + "\nSocketMode=" + mode + "\n";
    if (!of.unix_socket_group.empty()) text += "SocketGroup=" + of.unix_socket_group + "\n";
  }
  return text + "FileDescriptorName=http\nBacklog=4096\n\n[Install]\nWantedBy=sockets.target\n\n";
}

// {…} is filled in. What an application of this library does not need is taken from it.
inline constexpr std::string_view service_unit = R"(# /etc/systemd/system/{name}.service
[Unit]
Description={name}
Requires={name}.socket
After=network.target postgresql.service {name}.socket
StartLimitIntervalSec=600
StartLimitBurst=30

[Service]
Type=notify
NotifyAccess=main
ExecStart={program} serve
ExecReload=kill -HUP $MAINPID
# Secrets and HYPER_DATABASE_URL stand here: owner root, mode 0600; never in Environment=.
EnvironmentFile=-/etc/{name}/environment
Environment=HYPER_PID_FILE=%t/{name}/{name}.pid
User={user}
RuntimeDirectory={name}
KillMode=mixed
KillSignal=SIGTERM
TimeoutStopSec={stop}
Restart=on-failure
RestartSec=5
WatchdogSec=30
LimitNOFILE=65536
TasksMax=4096
UMask=0027
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RemoveIPC=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged

[Install]
WantedBy=multi-user.target
)";

HYPER_INLINE std::string systemd_units(settings const& of, std::string_view program,
                                       std::string_view user) {
  std::string const name(program.substr(program.rfind('/') + 1));
  constexpr std::int64_t clearing_up = 15;  // seconds beyond the drain
  std::string const stop = std::to_string(of.drain_timeout / 1000 + clearing_up);
  std::pair<std::string_view, std::string_view> const words[] = {
      {"{name}", name}, {"{program}", program}, {"{user}", user}, {"{stop}", stop}};
  std::string text(service_unit);
  for (auto const& [word, value] : words)
    for (std::size_t at = 0; (at = text.find(word, at)) != text.npos; at += value.size())
      text.replace(at, word.size(), value);
  return systemd_socket_unit(of, name) + text;
}

}  // namespace detail
}  // namespace hyper
