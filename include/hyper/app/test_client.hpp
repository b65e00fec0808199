// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: the tests of applications include it, applications do not.

#include <cstdint>
#include <hyper/app/application_plan.hpp>
#include <hyper/app/test_answer.hpp>
#include <hyper/config.hpp>
#include <hyper/json/write.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

namespace detail {
struct test_conversation;
}  // namespace detail

/// Names and values: header fields, or the fields of a form.
using test_fields = std::vector<std::pair<std::string, std::string>>;

/// A file to be sent with a form.
struct test_file {
  std::string name;  ///< of its field
  std::string filename;
  std::string content;
  std::string content_type = "application/octet-stream";
};

/// A request as it is to be sent; nothing about it is judged before the parser does.
struct test_request {
  std::string method = "GET";
  std::string target = "/";
  std::string body = {};
  test_fields fields = {};
};

/// One event of an event stream, as a browser would dispatch it.
struct test_event {
  std::string type = "message";
  std::string data;
  std::string id;
};

/// An answer that is read while its handler is still at work. Destroying it is what a client does
/// that goes away: the handler's task is destroyed.
class test_stream {
 public:
  test_stream(test_stream&& other) noexcept;
  ~test_stream();

  int status() const { return head_.status; }
  std::optional<std::string> header(std::string_view name) const { return head_.header(name); }
  /// The next bytes of the body; empty at its end.
  std::string read();
  /// The next server-sent event; nothing at the end of the stream. Comments are skipped.
  std::optional<test_event> next_event();

 private:
  friend class test_client;
  explicit test_stream(std::unique_ptr<detail::test_conversation> with);

  std::unique_ptr<detail::test_conversation> with_;
  test_answer head_;
  std::string rest_;  // of the events, not yet dispatched
};

/// Asks an application in this process and without a socket. What it sends goes through the parser
/// of the server, what it gets are the bytes that the server would send. It keeps cookies from
/// request to request. Handlers run on the event loop of this thread, or on one of the client's.
///
///   test_client client = test_client::of<blog>();
///   CHECK(client.get("/posts").status == 200);
class test_client {
 public:
  /// An application, answered for when it throws as when it is served in development.
  template <class Application>
  static test_client of() {
    return test_client(Application::plan());
  }
  explicit test_client(http_service const& service);
  ~test_client();
  test_client(test_client&& other) noexcept;

  test_answer get(std::string target);
  test_answer head(std::string target);
  /// `remove` sends DELETE, which is no name in C++.
  test_answer remove(std::string target);
  template <class T>
  test_answer post(std::string target, T const& value) {
    return send_json("POST", std::move(target), value);
  }
  template <class T>
  test_answer put(std::string target, T const& value) {
    return send_json("PUT", std::move(target), value);
  }
  template <class T>
  test_answer patch(std::string target, T const& value) {
    return send_json("PATCH", std::move(target), value);
  }
  /// Sends a form, urlencoded.
  test_answer post_form(std::string target, test_fields const& fields);
  /// Sends a form with files, as multipart.
  test_answer post_files(std::string target, test_fields const& fields,
                         std::vector<test_file> const& files);
  test_answer send(test_request const& what);
  /// Goes where a redirect leads, as a browser does, until an answer is none; at most ten times.
  test_answer follow(test_answer answer);
  /// Begins a request whose answer comes in pieces.
  test_stream open(test_request const& what);

  /// The value of a cookie that the application has set, as it was sent.
  std::optional<std::string> cookie(std::string_view name) const;
  void set_cookie(std::string name, std::string value);
  void forget_cookies();

  test_fields fields;              ///< sent with every request, for example Authorization
  std::int64_t patience = 10'000;  ///< milliseconds; then `send` throws std::runtime_error

 private:
  explicit test_client(detail::application_plan const& plan);
  template <class T>
  test_answer send_json(std::string method, std::string target, T const& value) {
    std::string body;
    write_json(body, value);
    return send({std::move(method),
                 std::move(target),
                 std::move(body),
                 {{"Content-Type", "application/json"}}});
  }
  friend class test_websocket;
  std::string bytes_of(test_request const& what) const;
  std::unique_ptr<detail::test_conversation> begin(test_request const& what);
  void take_cookies(test_answer const& answer);

  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/test_client.ipp>
#endif
