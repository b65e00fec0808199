// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/writer.hpp>

#include "support/catch.hpp"

#include <string>

using hyper::json_writer;

TEST_CASE("a writer appends, and leaves the string at its true length", "[json]") {
  std::string out = "data: ";
  {
    json_writer writer(out);
    writer.literal("{\"count\":");
    writer.value(3);
    writer.literal(",\"name\":");
    writer.string("a\"b");
    writer.literal("}");
  }
  CHECK(out == R"(data: {"count":3,"name":"a\"b"})");
}

TEST_CASE("a writer makes room for whatever comes", "[json]") {
  std::string out;
  std::string const long_text(10000, 'x');
  {
    json_writer writer(out);
    for (int i = 0; i < 100; ++i) {
      writer.literal(long_text);
      writer.value(long_text);
      writer.value(i);
      writer.string("\n\n\n");
    }
  }
  std::string expected;
  for (int i = 0; i < 100; ++i)
    expected += long_text + '"' + long_text + '"' + std::to_string(i) + "\"\\n\\n\\n\"";
  CHECK(out == expected);
}

TEST_CASE("many small texts in a long string cost no more than they are", "[json]") {
  std::string out(1 << 20, ' ');
  std::size_t const before = out.size();
  for (int i = 0; i < 10000; ++i) json_writer(out).value(7);
  CHECK(out.size() == before + 10000);
}
