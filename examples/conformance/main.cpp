// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// Something for anyone's protocol test suites to talk to. It has no models, so it needs no
// database.

#include <hyper/hyper.hpp>

using namespace hyper;

std::string_view front() { return "OK"; }

void offer(exchange& with) { with.answer(200, {}, {}, "Allow: GET, HEAD, POST, OPTIONS\r\n"); }

/// The body as it came, with the type that it came with.
void send_back(exchange& with) {
  auto const type = with.asked.header("Content-Type");
  with.answer(200, type.value_or("application/octet-stream"), with.asked.body);
}

/// The received fields, one a line, in their order.
std::string list_fields(request const& asked) {
  std::string lines;
  for (header_field const& each : asked.fields)
    lines.append(each.name).append(": ").append(each.value) += '\n';
  return lines;
}

/// The received cookies, one a line.
std::string list_cookies(request const& asked) {
  std::string lines;
  for (header_field const& each : asked.fields) {
    if (!same_field_name(each.name, "Cookie")) continue;
    cookie_pairs pairs(each.value);
    while (auto const pair = pairs.next())
      lines.append(pair->name).append("=").append(pair->value) += '\n';
  }
  return lines;
}

/// Any document is right, whatever its type is said to be.
void check_json(exchange& with) {
  auto const document = read_json<raw_json>(with.asked.body);
  if (!document) return with.answer_problem(400, "The body is no JSON.");
  with.answer(200, "application/json", document->view());
}

struct sent_file {
  std::string name;
  std::string filename;
  std::string data;
};

/// The files and fields of a multipart form.
task<std::vector<sent_file>> list_uploads(body_stream body, exchange& with) {
  form_data form = co_await receive_form(body, with);
  std::vector<sent_file> list;
  for (form_file const& each : form.files)
    list.push_back({each.name, each.file.filename(), each.file.read()});
  for (form_field const& each : form.fields) list.push_back({each.name, "", each.value});
  co_return list;
}

/// Every message as it came, texts as texts.
task<void> send_messages_back(websocket_session& with) {
  while (auto const message = co_await with.receive()) co_await with.send(*message);
}

/// What protocol suites send at most.
struct suite_sized {
  static void configure(websocket_settings& settings) {
    settings.limits.message = 16u << 20;
    settings.unsent = 32u << 20;
  }
};

using conformance =
    application<routes<route<"GET /", front>, route<"OPTIONS /", offer>, route<"POST /", send_back>,
                       route<"* /echo", list_fields>, route<"* /cookie", list_cookies>,
                       route<"POST /json", check_json>, route<"POST /upload", list_uploads>,
                       websocket<"/ws", send_messages_back, suite_sized>>>;

int main(int argc, char** argv) { return hyper::run<conformance>(argc, argv); }
