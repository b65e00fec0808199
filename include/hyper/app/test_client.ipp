// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/test_client.hpp>
//
#include <algorithm>
#include <cstdlib>
#include <hyper/app/failures.hpp>
#include <hyper/app/test_conversation.hpp>
#include <hyper/http/chunked.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/file_body.hpp>
#include <hyper/http/grammar.hpp>
#include <hyper/http/parser.hpp>
#include <hyper/http/url.hpp>
#include <hyper/runtime/event_loop.hpp>

namespace hyper {
namespace detail {

/// Whether a cookie of that path goes with a request for this one (RFC 6265 §5.1.4).
HYPER_INLINE bool cookie_path_fits(std::string_view cookie_path, std::string_view path) {
  if (!path.starts_with(cookie_path)) return false;
  return path.size() == cookie_path.size() || cookie_path.ends_with('/') ||
         path[cookie_path.size()] == '/';
}

struct kept_cookie {
  std::string name, value, path;
};

/// Reads a Set-Cookie line; `ended` is set when the cookie is to be forgotten.
HYPER_INLINE kept_cookie read_set_cookie(std::string_view line, bool& ended) {
  kept_cookie made{{}, {}, "/"};
  ended = false;
  for (bool first = true; !line.empty() || first; first = false) {
    std::size_t const end = line.find(';');
    std::string_view const part = trim_field(line.substr(0, end));
    line.remove_prefix(end == line.npos ? line.size() : end + 1);
    std::size_t const equals = std::min(part.find('='), part.size());
    std::string_view const name = part.substr(0, equals);
    std::string_view const value = part.substr(std::min(equals + 1, part.size()));
    if (first)
      made.name = name, made.value = value;
    else if (same_field_name(name, "Path"))
      made.path = value;
    else if (same_field_name(name, "Max-Age"))
      ended = std::atoll(std::string(value).c_str()) <= 0;
  }
  return made;
}

HYPER_INLINE void append_test_part(std::string& body, std::string const& parameters,
                                   std::string const& lines, std::string_view content) {
  body.append("--test-client-boundary\r\nContent-Disposition: form-data; ").append(parameters);
  body.append("\r\n").append(lines).append("\r\n").append(content).append("\r\n");
}

HYPER_INLINE std::string quoted_parameter(std::string_view name, std::string_view value) {
  std::string made = std::string(name) + "=\"";
  for (char const c : value) {
    if (c == '"' || c == '\\') made += '\\';
    made += c;
  }
  return made += '"';
}

/// Takes one event off the front of a stream's text (HTML standard, section 9.2.6); false when none
/// is whole yet. `event` without data is none to be dispatched.
HYPER_INLINE bool take_event(std::string& text, test_event& event, bool& has_data) {
  std::size_t const end = text.find("\n\n");
  if (end == text.npos) return false;
  std::string_view rest = std::string_view(text).substr(0, end + 1);
  has_data = false;
  while (!rest.empty()) {
    std::size_t const feed = rest.find('\n');
    std::string_view const line = rest.substr(0, feed);
    rest.remove_prefix(feed + 1);
    std::size_t const colon = std::min(line.find(':'), line.size());
    std::string_view value = line.substr(std::min(colon + 1, line.size()));
    if (value.starts_with(' ')) value.remove_prefix(1);
    std::string_view const name = line.substr(0, colon);
    if (name == "data")
      event.data.append(std::exchange(has_data, true) ? "\n" : "").append(value);
    else if (name == "event")
      event.type = value;
    else if (name == "id")
      event.id = value;
  }
  text.erase(0, end + 2);
  return true;
}

}  // namespace detail

// ---- answers ------------------------------------------------------------------------------------

HYPER_INLINE test_stream::test_stream(std::unique_ptr<detail::test_conversation> with)
    : with_(std::move(with)), head_(with_->got) {}
HYPER_INLINE test_stream::test_stream(test_stream&& other) noexcept = default;
HYPER_INLINE test_stream::~test_stream() {
  if (with_) with_->talk.abandon();
}

HYPER_INLINE std::string test_stream::read() {
  while (true) {
    std::string piece = with_->take_body();
    if (!piece.empty() || !with_->turn()) {
      if (piece.empty()) piece = with_->take_body();
      return piece;
    }
  }
}

HYPER_INLINE std::optional<test_event> test_stream::next_event() {
  while (true) {
    test_event event;
    bool has_data = false;
    while (detail::take_event(rest_, event, has_data)) {
      if (has_data) return event;
      event = {};
    }
    std::string const piece = read();
    if (piece.empty()) return std::nullopt;
    rest_ += piece;
  }
}

// ---- the client ---------------------------------------------------------------------------------

struct test_client::state {
  std::optional<event_loop> loop;
  http_service service;
  std::vector<detail::kept_cookie> cookies;

  state() {
    if (!event_loop::exists()) loop.emplace();
  }
};

HYPER_INLINE test_client::test_client(http_service const& service)
    : state_(std::make_unique<state>()) {
  state_->service = service;
}

HYPER_INLINE test_client::test_client(detail::application_plan const& plan)
    : state_(std::make_unique<state>()) {
  http_service& service = state_->service;
  service.self = const_cast<detail::application_plan*>(&plan);
  service.handle = plan.handle;
  service.plan = plan.plan_body;
  service.show_problem = plan.show_problem;
  if (plan.database != nullptr) plan.database->watch();
  service.failed = [](void* self, exchange& with, std::exception_ptr why) noexcept {
    detail::answer_failure(with, why, *static_cast<detail::application_plan const*>(self), true);
  };
}

HYPER_INLINE test_client::~test_client() = default;
HYPER_INLINE test_client::test_client(test_client&& other) noexcept = default;

HYPER_INLINE std::string test_client::bytes_of(test_request const& what) const {
  std::string bytes = what.method + ' ' + what.target + " HTTP/1.1\r\nHost: testserver\r\n";
  for (test_fields const* const list : {&fields, &what.fields})
    for (auto const& [name, value] : *list) bytes += name + ": " + value + "\r\n";
  std::string cookies;
  std::string_view const path = std::string_view(what.target).substr(0, what.target.find('?'));
  for (detail::kept_cookie const& each : state_->cookies)
    if (detail::cookie_path_fits(each.path, path))
      cookies += (cookies.empty() ? "" : "; ") + each.name + '=' + each.value;
  if (!cookies.empty()) bytes += "Cookie: " + cookies + "\r\n";
  bool const bodiless = what.method == "GET" || what.method == "HEAD" || what.method == "OPTIONS";
  if (!what.body.empty() || !bodiless)
    bytes += "Content-Length: " + std::to_string(what.body.size()) + "\r\n";
  return bytes + "\r\n" + what.body;
}

HYPER_INLINE std::unique_ptr<detail::test_conversation> test_client::begin(
    test_request const& what) {
  auto with = std::make_unique<detail::test_conversation>(state_->service, patience);
  with->input = bytes_of(what);
  with->got.method = what.method;
  with->got.asked = what.target;
  with->serve();
  with->wait_for_head();
  take_cookies(with->got);
  return with;
}

HYPER_INLINE void test_client::take_cookies(test_answer const& answer) {
  constexpr std::string_view name = "Set-Cookie: ";
  auto& kept = state_->cookies;
  for (std::string_view rest = answer.lines; !rest.empty();) {
    std::size_t const end = rest.find("\r\n");
    std::string_view const line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    if (!line.starts_with(name)) continue;
    bool ended = false;
    detail::kept_cookie fresh = detail::read_set_cookie(line.substr(name.size()), ended);
    std::erase_if(kept, [&](detail::kept_cookie const& each) {
      return each.name == fresh.name && each.path == fresh.path;
    });
    if (!ended) kept.push_back(std::move(fresh));
  }
}

HYPER_INLINE test_answer test_client::send(test_request const& what) {
  auto const with = begin(what);
  while (with->turn()) {
  }
  with->got.body = with->take_body();
  return std::move(with->got);
}

HYPER_INLINE test_stream test_client::open(test_request const& what) {
  return test_stream(begin(what));
}

HYPER_INLINE test_answer test_client::get(std::string target) {
  return send({"GET", std::move(target)});
}
HYPER_INLINE test_answer test_client::head(std::string target) {
  return send({"HEAD", std::move(target)});
}
HYPER_INLINE test_answer test_client::remove(std::string target) {
  return send({"DELETE", std::move(target)});
}

HYPER_INLINE test_answer test_client::post_form(std::string target, test_fields const& form) {
  std::string body;
  for (auto const& [name, value] : form)
    body += (body.empty() ? "" : "&") + encode_percent(name) + '=' + encode_percent(value);
  return send({"POST",
               std::move(target),
               std::move(body),
               {{"Content-Type", "application/x-www-form-urlencoded"}}});
}

HYPER_INLINE test_answer test_client::post_files(std::string target, test_fields const& form,
                                                 std::vector<test_file> const& files) {
  std::string body;
  for (auto const& [name, value] : form)
    detail::append_test_part(body, detail::quoted_parameter("name", name), {}, value);
  for (test_file const& each : files)
    detail::append_test_part(body,
                             detail::quoted_parameter("name", each.name) + "; " +
                                 detail::quoted_parameter("filename", each.filename),
                             "Content-Type: " + each.content_type + "\r\n", each.content);
  body += "--test-client-boundary--\r\n";
  return send({"POST",
               std::move(target),
               std::move(body),
               {{"Content-Type", "multipart/form-data; boundary=test-client-boundary"}}});
}

HYPER_INLINE test_answer test_client::follow(test_answer answer) {
  for (int times = 0; times < 10; ++times) {
    auto const where = answer.header("Location");
    if (answer.status < 301 || answer.status > 308 || !where) return answer;
    if (answer.status > 303 && answer.method != "GET")
      throw std::runtime_error("this redirect wants its request again: " + *where);
    answer = get(*where);
  }
  throw std::runtime_error("redirects without end: " + answer.asked);
}

HYPER_INLINE std::optional<std::string> test_client::cookie(std::string_view name) const {
  for (detail::kept_cookie const& each : state_->cookies)
    if (each.name == name) return each.value;
  return std::nullopt;
}

HYPER_INLINE void test_client::set_cookie(std::string name, std::string value) {
  std::erase_if(state_->cookies,
                [&](detail::kept_cookie const& each) { return each.name == name; });
  state_->cookies.push_back({std::move(name), std::move(value), "/"});
}

HYPER_INLINE void test_client::forget_cookies() { state_->cookies.clear(); }

}  // namespace hyper
