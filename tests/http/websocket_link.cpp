// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/websocket_link.hpp>
//
#include <hyper/http/websocket_session.hpp>
#include "http/websocket_wire.hpp"
#include "support/catch.hpp"

using namespace hyper;
using detail::websocket_link;
using verdict = websocket_link::verdict;

TEST_CASE("only the first message of a batch asks for delivery", "[http]") {
  event_loop loop;
  fake_wire wire;
  websocket_settings const settings;
  websocket_session session(loop, wire, settings, {});
  auto* const link = new websocket_link(session, loop, true, 10, false);
  auto const text = [](std::string words) {
    return websocket_link::item{websocket_opcode::text, 0, std::move(words)};
  };
  CHECK(link->add(text("one")) == verdict::deliver);
  CHECK(link->add(text("two")) == verdict::queued);
  CHECK(link->take().size() == 2);
  CHECK(link->add(text("ten bytes.")) == verdict::deliver);
  CHECK(link->add(text("no more")) == verdict::refused);
  CHECK(link->add({websocket_opcode::close, 1000, {}}) == verdict::queued);
  CHECK_FALSE(link->open());
  CHECK(link->add(text("closed")) == verdict::refused);
  CHECK(link->take().size() == 2);
  link->retain();
  link->release();
  link->release();
}
