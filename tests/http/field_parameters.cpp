// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/field_parameters.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::string all_of(std::string_view field) {
  field_parameters each(field);
  std::string out(each.word());
  while (auto part = each.next()) out += '[' + part->name + '|' + part->value + ']';
  return out + (each.malformed() ? "!" : "");
}

std::string filename_of(std::string const& parameters) {
  auto const read = read_form_disposition("form-data; name=a; " + parameters);
  return read ? read->filename.value_or("none") : "refused";
}

}  // namespace

TEST_CASE("parameters are taken apart", "[http]") {
  CHECK(all_of("text/html") == "text/html");
  CHECK(all_of(" text/html ; Charset=utf-8;q = 1") == "text/html[charset|utf-8]!");
  CHECK(all_of("a;b=\"c;d=e\";f=g;") == "a[b|c;d=e][f|g]");
  CHECK(all_of("a; b=\"\"") == "a[b|]");
  CHECK(all_of("a; b=\"x\\\"y\\\\z\\w\"") == "a[b|x\"y\\z\\w]");
  for (std::string_view const bad : {"a; b", "a; b=", "a; =c", "a; b=\"c", "a; b=\"c\\\"", "a; b c",
                                     "a; b=c d", "a;;b=c", "a; b=\"c\"d"})
    CHECK(all_of(bad).ends_with('!'));
}

TEST_CASE("extended values are UTF-8 or Latin-1", "[http]") {
  CHECK(decode_extended_value("UTF-8''na%C3%AFve%20x") == "na\xc3\xafve x");
  CHECK(decode_extended_value("utf-8'en'a") == "a");
  CHECK(decode_extended_value("iso-8859-1''na%EFve") == "na\xc3\xafve");
  for (std::string_view const bad :
       {"", "a", "UTF-8'a", "UTF-8''%", "UTF-8''%c3", "koi8-r''a", "UTF-8''%ff"})
    CHECK_FALSE(decode_extended_value(bad));
}

TEST_CASE("dispositions of parts", "[http]") {
  auto const read = read_form_disposition("form-data; name=\"a \xc3\xa4\"");
  REQUIRE(read);
  CHECK(read->name == "a \xc3\xa4");
  CHECK_FALSE(read->filename);
  CHECK(filename_of("filename=a.txt") == "a.txt");
  CHECK(filename_of("filename=\"\"") == "");
  CHECK(filename_of("filename=\"a\\\"b.txt\"") == "a\"b.txt");
  CHECK(filename_of("filename=\"C:\\dir\\a.txt\"") == "C:\\dir\\a.txt");
  CHECK(filename_of("filename=\"a%22b\"") == "a%22b");  // not decoded: it may have been meant
  CHECK(filename_of("filename=a; filename*=UTF-8''%e2%82%ac.txt") == "\xe2\x82\xac.txt");
  CHECK(filename_of("filename*=UTF-8''%zz; filename=plain") == "plain");
  CHECK(filename_of("filename=\"\xff\"") == "refused");
  CHECK(filename_of("filename=a; filename=b") == "refused");
  for (std::string_view const bad : {"form-data", "attachment; name=a", "form-data; name=a; name=b",
                                     "form-data; name", "form-data; name=\"\xff\"", ""})
    CHECK_FALSE(read_form_disposition(bad));
}
