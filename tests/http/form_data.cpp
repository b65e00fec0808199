// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/form_data.hpp>
//
#include <hyper/http/problem.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::string shown(form_data const& form) {
  std::string out;
  for (form_field const& each : form.fields) out += '[' + each.name + '|' + each.value + ']';
  for (form_file const& each : form.files)
    out += '{' + each.name + '|' + each.file.filename() + '|' + each.file.read() + '}';
  return out;
}

std::string read_request(std::string_view type, std::string_view body,
                         form_limits const& limits = {}) {
  header_field const fields[] = {{"Content-Type", type}};
  request in;
  in.fields = fields;
  in.body = body;
  try {
    return shown(read_form(in, limits));
  } catch (http_error const& error) {
    return std::to_string(error.status());
  }
}

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";

}  // namespace

TEST_CASE("urlencoded forms", "[http]") {
  CHECK(read_request(urlencoded, "a=1&b=x+y%26z&&c&=d&a=2") == "[a|1][b|x y&z][c|][|d][a|2]");
  CHECK(read_request("Application/X-WWW-form-urlencoded; charset=utf-8", "").empty());
  CHECK(read_request(urlencoded, "a=%00\xff") == std::string("[a|\0\xff]", 6));
  CHECK(read_request(urlencoded, "a=%zz") == "400");
  CHECK(read_request(urlencoded, "%=1") == "400");
  CHECK(read_request("text/plain", "a=1") == "415");
  CHECK(read_request("", "a=1") == "415");
  form_limits limits;
  limits.fields = 2;
  limits.field = 4;
  CHECK(read_request(urlencoded, "a=1&b=2", limits) == "[a|1][b|2]");
  CHECK(read_request(urlencoded, "a=1&b=2&c=3", limits) == "413");
  CHECK(read_request(urlencoded, "a=1234", limits) == "413");
}

TEST_CASE("multipart forms", "[http]") {
  std::string const body =
      "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n"
      "--B\r\nContent-Disposition: form-data; name=f; filename=\"x.txt\"\r\n\r\nhello\r\n"
      "--B\r\nContent-Disposition: form-data; name=f; filename=\"y.txt\"\r\n\r\nagain\r\n--B--\r\n";
  CHECK(read_request("multipart/form-data; boundary=B", body) ==
        "[a|1]{f|x.txt|hello}{f|y.txt|again}");
  CHECK(read_request("multipart/form-data", body) == "400");
  CHECK(read_request("multipart/form-data; boundary=C", body) == "400");
  form_limits limits;
  limits.in_memory = 7;
  form_data form = read_multipart(body, "B", limits);
  CHECK(form.files[0].file.in_memory());
  CHECK_FALSE(form.files[1].file.in_memory());  // both together would be too much
  CHECK(form.find_file("f")->read() == "hello");
  CHECK(*form.find("a") == "1");
  CHECK(form.find("f") == nullptr);
  CHECK(form.find_file("a") == nullptr);
  limits.temporary_folder = "/absent";
  CHECK(read_request("multipart/form-data; boundary=B", body, limits) == "503");
}
