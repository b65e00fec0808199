// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/representation.hpp>
//
#include "http/asked.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

constexpr std::string_view content = "0123456789";

representation thing(std::uint64_t size = content.size()) {
  return {size, "text/plain", {entity_tag{"v1"}, 784'111'777}, "Cache-Control: no-cache\r\n"};
}

answer_plan planned(std::vector<header_field> fields, http_method how = http_method::get,
                    std::uint64_t size = content.size()) {
  return plan_answer(with_fields(std::move(fields), how), thing(size));
}

/// The body, as if the pieces were sent.
std::string body(answer_plan const& plan, std::string_view of = content) {
  std::string sent;
  for (answer_piece const& each : plan.pieces)
    sent.append(each.text).append(of.substr(each.bytes.begin, each.bytes.size));
  CHECK(sent.size() == plan.length());
  return sent;
}

}  // namespace

TEST_CASE("the whole, with its validators", "[http]") {
  answer_plan const plan = planned({});
  CHECK(plan.status == 200);
  CHECK(plan.content_type == "text/plain");
  CHECK(plan.lines ==
        "Cache-Control: no-cache\r\nETag: \"v1\"\r\n"
        "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nAccept-Ranges: bytes\r\n");
  CHECK(body(plan) == content);
}

TEST_CASE("304 keeps what caches need, 412 says nothing", "[http]") {
  answer_plan const same = planned({{"If-None-Match", "\"v1\""}, {"Range", "bytes=0-1"}});
  CHECK(same.status == 304);
  CHECK(same.content_type.empty());
  CHECK(same.pieces.empty());
  CHECK(same.lines ==
        "Cache-Control: no-cache\r\nETag: \"v1\"\r\n"
        "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
  answer_plan const other = planned({{"If-Match", "\"v2\""}});
  CHECK(other.status == 412);
  CHECK(other.pieces.empty());
  CHECK(other.lines.empty());
}

TEST_CASE("one range of a representation", "[http]") {
  answer_plan const plan = planned({{"Range", "bytes=2-4"}});
  CHECK(plan.status == 206);
  CHECK(plan.content_type == "text/plain");
  CHECK(plan.lines.ends_with("Accept-Ranges: bytes\r\nContent-Range: bytes 2-4/10\r\n"));
  CHECK(body(plan) == "234");
}

TEST_CASE("several ranges are parts with an exact length", "[http]") {
  std::string const large(1000, 'x');
  answer_plan const plan =
      planned({{"Range", "bytes=0-0,500-501,-1"}}, http_method::get, large.size());
  CHECK(plan.status == 206);
  std::string_view const type = plan.content_type;
  REQUIRE(type.starts_with("multipart/byteranges; boundary="));
  std::string const boundary(type.substr(type.find('=') + 1));
  CHECK(boundary.size() == 32);
  auto const part = [&](char const* range, char const* bytes) {
    return "--" + boundary + "\r\nContent-Type: text/plain\r\nContent-Range: bytes " + range +
           "/1000\r\n\r\n" + bytes + "\r\n";
  };
  CHECK(body(plan, large) == part("0-0", "x") + part("500-501", "xx") + part("999-999", "x") +
                                 "--" + boundary + "--\r\n");
  CHECK(plan.lines.find("Content-Range") == plan.lines.npos);
}

TEST_CASE("ranges that cannot be", "[http]") {
  answer_plan const plan = planned({{"Range", "bytes=10-"}});
  CHECK(plan.status == 416);
  CHECK(plan.lines.ends_with("Content-Range: bytes */10\r\n"));
  CHECK(plan.pieces.empty());
  CHECK(planned({{"Range", "lines=1-2"}}).status == 200);
  CHECK(planned({{"Range", "bytes=0-1"}}, http_method::head).status == 200);
  CHECK(planned({{"Range", "bytes=0-1"}, {"If-Range", "\"v0\""}}).status == 200);
  CHECK(planned({{"Range", "bytes=0-1"}, {"If-Range", "\"v1\""}}).status == 206);
  CHECK(planned({{"Range", "bytes=0-"}}, http_method::get, 0).status == 416);
  CHECK(planned({{"Range", "bytes=-1"}}, http_method::get, 0).status == 200);
}

TEST_CASE("a bomb of ranges costs one copy at most", "[http]") {
  std::string field = "bytes=";
  for (int i = 0; i < 5000; ++i) field += "0-,";
  CHECK(planned({{"Range", field}}, http_method::get, 1 << 30).length() == 1 << 30);
  std::string spread = "bytes=0-0";
  for (int i = 1; i < 16; ++i) spread += "," + std::to_string(i * 1000) + "-";
  answer_plan const plan = planned({{"Range", spread}}, http_method::get, 1 << 30);
  CHECK(plan.length() < (1 << 30) + 1000);
}
