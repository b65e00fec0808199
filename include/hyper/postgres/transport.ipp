// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/transport.hpp>
//
#include <arpa/inet.h>
#include <dlfcn.h>
#include <libpq-fe.h>
#include <sys/socket.h>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <exception>
#include <hyper/runtime/blocking.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper::detail {

/// The TLS session of a connection is libpq's; reading and writing through it needs a few functions
/// of the library that libpq itself has loaded.
struct tls_functions {
  int (*read)(void*, void*, int) = nullptr;
  int (*write)(void*, void const*, int) = nullptr;
  int (*get_error)(void const*, int) = nullptr;
  void (*clear_errors)() = nullptr;

  template <class Function>
  static void find(Function& into, char const* name) {
    into = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
  }
  static tls_functions const& loaded() {
    static tls_functions const found = [] {
      tls_functions made;
      find(made.read, "SSL_read");
      find(made.write, "SSL_write");
      find(made.get_error, "SSL_get_error");
      find(made.clear_errors, "ERR_clear_error");
      return made;
    }();
    return found;
  }
  bool complete() const {
    return read != nullptr && write != nullptr && get_error != nullptr && clear_errors != nullptr;
  }
  /// Turns the outcome of a call into that of recv(2) or send(2).
  long outcome(void* session, int done) const {
    if (done > 0) return done;
    int const reason = get_error(session, done);
    if (reason == 6) return 0;                            // SSL_ERROR_ZERO_RETURN
    errno = reason == 2 || reason == 3 ? EAGAIN : EPIPE;  // SSL_ERROR_WANT_READ, …_WRITE
    return -1;
  }
};

/// A text of several lines, as libpq writes them, in one.
HYPER_INLINE std::string joined_lines(std::string_view text) {
  std::string joined;
  for (char const c : text) {
    bool const blank = static_cast<unsigned char>(c) <= ' ';
    if (!blank) joined += c;
    if (blank && !joined.empty() && joined.back() != ' ') joined += ' ';
  }
  while (joined.ends_with(' ')) joined.pop_back();
  return joined;
}

// ---- what libpq is told -------------------------------------------------------------------------

/// A connection string taken apart; empty when the text is only the name of a database.
struct connection_options {
  std::string host, host_address, options, service;

  explicit connection_options(std::string const& url) {
    bool const is_uri = url.starts_with("postgres://") || url.starts_with("postgresql://");
    if (!is_uri && url.find('=') == url.npos) return;
    char* complaint = nullptr;
    PQconninfoOption* const parsed = PQconninfoParse(url.c_str(), &complaint);
    PQfreemem(complaint);
    for (auto const* each = parsed; each != nullptr && each->keyword != nullptr; ++each) {
      std::string_view const keyword = each->keyword;
      char const* const value = each->val == nullptr ? "" : each->val;
      if (keyword == "host") host = value;
      if (keyword == "hostaddr") host_address = value;
      if (keyword == "options") options = value;
      if (keyword == "service") service = value;
    }
    if (parsed != nullptr) PQconninfoFree(parsed);
  }

  /// Whether to connect may mean to ask a name server.
  bool needs_lookup() const {
    if (!host_address.empty()) return false;
    if (!service.empty() || (host.empty() && std::getenv("PGSERVICE") != nullptr)) return true;
    char const* const from_environment = std::getenv("PGHOST");
    std::string_view rest = host;
    if (rest.empty() && from_environment != nullptr) rest = from_environment;
    while (!rest.empty()) {
      std::string const one(rest.substr(0, rest.find(',')));
      rest.remove_prefix(one.size() < rest.size() ? one.size() + 1 : one.size());
      unsigned char address[sizeof(in6_addr)];
      bool const literal = one.empty() || one[0] == '/' || one[0] == '@' ||
                           inet_pton(AF_INET, one.c_str(), address) == 1 ||
                           inet_pton(AF_INET6, one.c_str(), address) == 1;
      if (!literal) return true;
    }
    return false;
  }
};

/// Keywords for PQconnectStartParams. What stands before `dbname` may be overridden by the
/// connection string in it; what stands behind it may not.
struct connection_parameters {
  std::string url, options;

  connection_parameters(pool_settings const& with, connection_options const& given)
      : url(with.url), options(given.options) {
    // Poolers refuse what they cannot follow.
    if (with.statement_timeout <= 0 || with.transaction_pooler) return;
    options += (options.empty() ? "" : " ");
    options += "-c statement_timeout=" + std::to_string(with.statement_timeout);
  }
  PGconn* start() const {
    char const* const names[] = {"keepalives_idle",
                                 "tcp_user_timeout",
                                 "dbname",
                                 "fallback_application_name",
                                 "gssencmode",
                                 "client_encoding",
                                 options.empty() ? nullptr : "options",
                                 nullptr};
    char const* const values[] = {"30",      "15000", url.c_str(),     "hyperdjango",
                                  "disable", "UTF8",  options.c_str(), nullptr};
    return PQconnectStartParams(names, values, 1);
  }
};

/// Calls back on the loop's thread about a shared note, if the loop is still there.
template <class Note>
void post_note(loop_mailbox const& to, std::shared_ptr<Note> note) {
  auto* const holder = new std::shared_ptr<Note>(std::move(note));
  bool const posted = to.post(
      [](void* argument) {
        std::unique_ptr<std::shared_ptr<Note>> const held(
            static_cast<std::shared_ptr<Note>*>(argument));
        (*held)->arrived();
      },
      holder);
  if (!posted) delete holder;
}

struct transport::cancelling {
  PGcancel* request;
  transport* of;
  void (*answered)(void*);
  void* owner;

  cancelling(PGcancel* what, transport* for_whom, void (*then)(void*), void* whose)
      : request(what), of(for_whom), answered(then), owner(whose) {}
  cancelling(cancelling const&) = delete;
  cancelling& operator=(cancelling const&) = delete;
  ~cancelling() { PQfreeCancel(request); }
  void arrived() {
    if (of == nullptr) return;
    of->cancelling_.reset();
    answered(owner);
  }
};

// ---- connecting ---------------------------------------------------------------------------------

/// Shared by the thread that looks up and the transport, which may be closed meanwhile.
struct transport::lookup {
  connection_parameters with;
  transport* of;
  void (*looked_up)(void*);
  void* owner;
  PGconn* made = nullptr;

  lookup(connection_parameters what, transport* for_whom, void (*then)(void*), void* whose)
      : with(std::move(what)), of(for_whom), looked_up(then), owner(whose) {}
  lookup(lookup const&) = delete;
  lookup& operator=(lookup const&) = delete;
  ~lookup() {
    if (made != nullptr) PQfinish(made);
  }
  void arrived() {
    if (of == nullptr) return;
    of->handle_ = std::exchange(made, nullptr);
    of->lookup_.reset();
    looked_up(owner);
  }
};

struct transport::lookup_job final : offload_pool::job {
  lookup_job(std::shared_ptr<lookup> which, loop_mailbox const& to)
      : note(std::move(which)), answer_to(to) {}
  void run() noexcept override {
    note->made = note->with.start();
    post_note(answer_to, std::move(note));
  }
  std::shared_ptr<lookup> note;
  loop_mailbox answer_to;
};

HYPER_INLINE transport::step transport::begin(pool_settings const& with, event_loop& loop,
                                              void (*looked_up)(void*), void* owner) {
  problem_.clear();
  connection_options const given(with.url);
  connection_parameters const parameters(with, given);
  if (!given.needs_lookup()) {
    handle_ = parameters.start();
    return descriptor() >= 0 ? step::wants_write : step::failed;
  }
  lookup_ = std::make_shared<lookup>(parameters, this, looked_up, owner);
  try {
    offload_pool::shared().submit(std::make_shared<lookup_job>(lookup_, loop.mailbox()));
  } catch (std::exception const& full) {
    problem_ = full.what();
    lookup_.reset();
    return step::failed;
  }
  return step::waits;
}

HYPER_INLINE transport::step transport::poll() {
  if (handle_ == nullptr || PQstatus(handle_) == CONNECTION_BAD) return step::failed;
  switch (PQconnectPoll(handle_)) {
    case PGRES_POLLING_READING:
      return step::wants_read;
    case PGRES_POLLING_WRITING:
      return step::wants_write;
    case PGRES_POLLING_OK:
      return connected();
    default:
      return step::failed;
  }
}

HYPER_INLINE transport::step transport::connected() {
  PQsetnonblocking(handle_, 1);
  if (PQsslInUse(handle_) == 0) return step::connected;
  tls_ = PQsslStruct(handle_, "OpenSSL");
  if (tls_ != nullptr && tls_functions::loaded().complete()) return step::connected;
  problem_ = "TLS needs a libpq whose OpenSSL library this program can see";
  return step::failed;
}

HYPER_INLINE int transport::descriptor() const {
  return handle_ == nullptr ? -1 : PQsocket(handle_);
}

HYPER_INLINE std::string transport::problem() const {
  std::string reason = problem_;
  if (reason.empty()) reason = handle_ == nullptr ? "out of memory" : PQerrorMessage(handle_);
  reason = joined_lines(reason);
  return reason.empty() ? "the connection to the database could not be made" : reason;
}

HYPER_INLINE void transport::close() {
  tls_ = nullptr;
  if (lookup_) std::exchange(lookup_, nullptr)->of = nullptr;
  if (handle_ != nullptr) PQfinish(std::exchange(handle_, nullptr));
  if (cancelling_) std::exchange(cancelling_, nullptr)->of = nullptr;
}

// ---- bytes --------------------------------------------------------------------------------------

HYPER_INLINE long transport::receive(char* into, std::size_t size) {
  if (tls_ == nullptr) return ::recv(descriptor(), into, size, 0);
  auto const& tls = tls_functions::loaded();
  tls.clear_errors();
  return tls.outcome(tls_, tls.read(tls_, into, static_cast<int>(size < INT_MAX ? size : INT_MAX)));
}

HYPER_INLINE long transport::send(char const* from, std::size_t size) {
  if (tls_ == nullptr) return ::send(descriptor(), from, size, MSG_NOSIGNAL);
  auto const& tls = tls_functions::loaded();
  tls.clear_errors();
  // A write that could not be finished must be repeated with no less: 1 MiB, or all there is.
  std::size_t const piece = size < (1U << 20) ? size : 1U << 20;
  return tls.outcome(tls_, tls.write(tls_, from, static_cast<int>(piece)));
}

// ---- cancelling ---------------------------------------------------------------------------------

struct transport::cancel_job final : offload_pool::job {
  cancel_job(std::shared_ptr<cancelling> which, loop_mailbox const& to)
      : note(std::move(which)), answer_to(to) {}
  void run() noexcept override {
    char complaint[256];
    PQcancel(note->request, complaint, sizeof complaint);
    post_note(answer_to, std::move(note));
  }
  std::shared_ptr<cancelling> note;
  loop_mailbox answer_to;
};

HYPER_INLINE bool transport::cancel(event_loop& loop, void (*answered)(void*), void* owner) {
  if (handle_ == nullptr || cancelling_) return false;
  PGcancel* const request = PQgetCancel(handle_);
  if (request == nullptr) return false;
  cancelling_ = std::make_shared<cancelling>(request, this, answered, owner);
  try {
    offload_pool::shared().submit(std::make_shared<cancel_job>(cancelling_, loop.mailbox()));
  } catch (std::exception const&) {
    cancelling_.reset();  // the statement ends by itself or by its time limit
  }
  return cancelling_ != nullptr;
}

}  // namespace hyper::detail
