// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/multipart.hpp>
//
#include <vector>
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_literals;

namespace {

/// What was told, as one text; and how many bytes were told in how many pieces.
struct recorder final : multipart_listener {
  std::string told;
  std::size_t calls = 0;
  void begin_part(multipart_head&& head) override {
    told += '<' + head.name;
    if (head.filename) told += '|' + *head.filename;
    if (!head.content_type.empty()) told += '|' + head.content_type;
    told += '>';
  }
  void part_data(std::string_view bytes) override {
    ++calls;
    told += bytes;
  }
  void end_part() override { told += "</>"; }
};

std::string read_in(std::string_view body, std::size_t piece, form_limits const& limits) {
  recorder heard;
  multipart_reader reader("XYZ", limits, heard);
  bool going = true;
  for (std::size_t at = 0; at < body.size() && going; at += piece)
    going = reader.read(body.substr(at, piece));
  if (going) reader.finish();
  if (reader.status() != 0) return std::to_string(reader.status());
  return heard.told;
}

/// The same however the body is cut.
std::string read(std::string const& body, form_limits const& limits = {}) {
  std::string const whole = read_in(body, body.size() + 1, limits);
  for (std::size_t piece = 1; piece < 20; ++piece)
    if (std::string const cut = read_in(body, piece, limits); cut != whole)
      FAIL("in pieces of " << piece << ": " << cut << " and not " << whole);
  return whole;
}

std::string part(std::string const& parameters, std::string const& data,
                 std::string const& lines = {}) {
  return "--XYZ\r\nContent-Disposition: form-data; " + parameters + "\r\n" + lines + "\r\n" + data +
         "\r\n";
}

std::string const end = "--XYZ--\r\n";

}  // namespace

TEST_CASE("parts are told in their order", "[http]") {
  CHECK(read(part("name=a", "1") +
             part("name=\"b c\"; filename=\"f.txt\"", "x\r\ny", "Content-Type: text/plain\r\n") +
             end) == "<a>1</><b c|f.txt|text/plain>x\r\ny</>");
  CHECK(read(end).empty());
  CHECK(read("preamble\r\n" + part("name=a", "1") + "--XYZ--") == "<a>1</>");
  CHECK(read(part("name=a", "1") + end + "epilogue\r\n--XYZ\r\n") == "<a>1</>");
  CHECK(read("--XYZ \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n" + end) == "<a>1</>");
}

TEST_CASE("data that looks like a boundary for a while", "[http]") {
  for (std::string const data : {"", "\r", "\n", "\r\n", "\r\n\r\n", "\r\r\n", "-", "--", "--XY",
                                 "\r\n--XY", "\r\n--XY\r\n--XY", "\r\n-\r\n--", "\r\r\r\n--X",
                                 "--XYZ", "x--XYZ", "\n--XYZ", "\r--XYZ", "a\r\n--xyz", "\0\0"}) {
    if (data == "--XYZ") continue;  // that is one: the line before it is the head's
    INFO(data);
    CHECK(read(part("name=a", data) + end) == "<a>" + data + "</>");
  }
  CHECK(read("--XYZ\r\nContent-Disposition: form-data; name=a\r\n\r\n--XYZ--") == "<a></>");
}

TEST_CASE("class 12: forms that are none", "[http]") {
  std::string const good = part("name=a", "1");
  for (std::string const& bad :
       {""s,
        "--XYZ"s,
        "--XYZ-"s,
        good,
        good + "--XYZ",
        good + "--XYZ-",
        "--XY--\r\n"s,
        "--XYZ\r\n\r\n1\r\n" + end,
        "--XYZ\nContent-Disposition: form-data; name=a\n\n1\n" + end,
        part("filename=a", "1") + end,
        part("name=a; name=b", "1") + end,
        part("name=a", "1", "Content-Disposition: form-data; name=b\r\n") + end,
        part("name=a", "1", "X : y\r\n") + end,
        part("name=a", "1", " folded\r\n") + end,
        part("name=a", "1", "X: a\0b\r\n"s) + end,
        part("name=a", "1", "X: a\rb\r\n") + end,
        part("name=a", "1", "X: y\n") + end,
        "--XYZ1\r\n"s,
        "--XYZ x\r\n"s,
        "--XYZ\r\r\n"s,
        part("name=a", "\r\n--XYZZ") + end,
        "--XYZ\r\nX: y\r\n"s}) {
    INFO(bad);
    CHECK(read(bad) == "400");
  }
  CHECK(read(part("name=a", "1", "Content-Transfer-Encoding: base64\r\n") + end) == "415");
  CHECK(read(part("name=a", "1", "Content-Transfer-Encoding: Binary\r\n") + end) == "<a>1</>");
}

TEST_CASE("class 12: limits of a form", "[http]") {
  form_limits limits;
  limits.fields = 2;
  limits.files = 1;
  limits.field = 5;
  limits.file = 8;
  limits.part_head = 60;
  limits.part_fields = 2;
  std::string const field = part("name=a", "1234");
  std::string const file = part("name=a; filename=f", "12345678");
  CHECK(read(field + field + file + end, limits) == "<a>1234</><a>1234</><a|f>12345678</>");
  CHECK(read(field + field + field + end, limits) == "413");
  CHECK(read(file + file + end, limits) == "413");
  CHECK(read(part("name=a", "12345") + end, limits) == "413");
  CHECK(read(part("name=a", "\r\n--X") + end, limits) == "413");
  CHECK(read(part("name=a; filename=f", "123456789") + end, limits) == "413");
  CHECK(read(part("name=a", "1", "X: 1\r\n") + end, limits) == "<a>1</>");
  CHECK(read(part("name=a", "1", "X:1\r\nY:2\r\n") + end, limits) == "431");
  CHECK(read(part("name=a", "1", "X: " + std::string(60, 'x') + "\r\n") + end, limits) == "431");
  CHECK(read("--XYZ" + std::string(100, ' ') + "\r\n", limits) == "400");
}

TEST_CASE("class 12: time is linear in the bytes", "[http]") {
  // Each of these is a match that fails at the last byte; what is told stays in few pieces.
  std::string data;
  while (data.size() < 300'000) data += "\r\n--XY";
  recorder heard;
  form_limits const limits;
  multipart_reader reader("XYZ", limits, heard);
  std::string const body = part("name=a; filename=f", data) + end;
  CHECK(reader.read(body));
  CHECK(reader.finish());
  CHECK(heard.told == "<a|f>" + data + "</>");
  CHECK(heard.calls <= data.size() / 6 + 2);
}

TEST_CASE("boundaries are found in the Content-Type", "[http]") {
  CHECK(multipart_boundary("multipart/form-data; boundary=XYZ") == "XYZ");
  CHECK(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b'()+_,-./:=?\"") ==
        "a b'()+_,-./:=?");
  CHECK(multipart_boundary("multipart/form-data; boundary=" + std::string(70, 'x')));
  for (std::string const bad :
       {"", "text/plain; boundary=XYZ", "multipart/form-data", "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"a \"",
        "multipart/form-data; boundary=\"a\r\n\"", "multipart/form-data; boundary=a; boundary=b",
        "multipart/form-data; boundary=\xc3\xa4", "multipart/mixed; boundary=a"})
    CHECK_FALSE(multipart_boundary(bad));
  CHECK_FALSE(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'x')));
}
