// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in, and private to app/test_client.hpp and app/test_websocket.hpp.

#include <cstddef>
#include <cstdint>
#include <hyper/app/test_answer.hpp>
#include <hyper/config.hpp>
#include <hyper/http/chunked.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/parser.hpp>
#include <string>
#include <string_view>

namespace hyper::detail {

/// One request and its answer, in the place of a server's connection.
struct test_conversation {
  explicit test_conversation(http_service const& what, std::int64_t milliseconds)
      : service(what), patience(milliseconds) {}

  http_service service;
  std::int64_t patience;
  parser_limits limits;
  std::string input, output;
  request_parser parser{limits};
  exchange talk{service, output};
  bool finished = false;
  test_answer got;
  bool head_taken = false;
  bool chunked = false;
  chunked_decoder chunks;
  std::string body;       // of a chunked answer: decoded, and then what is not yet
  std::size_t taken = 0;  // of the decoded bytes

  void serve();
  bool refuse(int status, std::string_view why);
  bool take_request();
  bool turn();
  void wait_for_head();
  void take_head(std::size_t end);
  std::string take_body();
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/test_conversation.ipp>
#endif
