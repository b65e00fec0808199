// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/event_response.hpp>
//
#include <hyper/http/answer_stream.hpp>
#include <string>

namespace hyper::detail {

/// A drain ends the stream as long as this lives: clients come back by themselves, to whoever
/// listens then.
struct ended_by_drain {
  exchange& with;
  ended_by_drain(exchange& of, event_stream& events) : with(of) {
    with.on_drain([](void* self) { static_cast<event_stream*>(self)->end(); }, &events);
  }
  ended_by_drain(ended_by_drain const&) = delete;
  ended_by_drain& operator=(ended_by_drain const&) = delete;
  ~ended_by_drain() { with.on_drain(nullptr, nullptr); }
};

HYPER_INLINE task<void> send_events(exchange& with, event_stream events, std::int64_t patience) {
  constexpr std::string_view lines = "Cache-Control: no-cache\r\nX-Accel-Buffering: no\r\n";
  answer_stream out = with.begin_stream(200, "text/event-stream", lines);
  if (with.asked.method == http_method::head) co_return;
  ended_by_drain const politely(with, events);
  std::string text;
  while (true) {
    auto asking = events.next(patience);
    event_stream::news const found = co_await asking;
    if (found == event_stream::news::ended) co_return;
    text.clear();
    if (found == event_stream::news::event)
      append_event(text, events.take());
    else
      append_event_comment(text);
    auto written = out.write(text);
    co_await written;
  }
}

}  // namespace hyper::detail
