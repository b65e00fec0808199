// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run multipart
//
// Laws: however a form is cut, the same is told of it; heads come before data and data before ends;
// never more is told than came; a name that is stored is a plain one.

#include <cstdint>
#include <cstdlib>
#include <hyper/http/multipart.hpp>
#include <hyper/http/upload.hpp>
#include <string>

namespace {

void insist(bool holds) {
  if (!holds) std::abort();
}

struct recorder final : hyper::multipart_listener {
  std::string told;
  std::size_t data = 0;
  bool open = false;

  void begin_part(hyper::multipart_head&& head) override {
    insist(!open);
    open = true;
    told += '\1' + head.name + '\2' + head.content_type;
    if (!head.filename) return;
    std::string const stored = hyper::safe_stored_name(*head.filename);
    insist(!stored.empty() && stored.size() <= 105 && stored.front() != '.');
    insist(stored.find_first_of("/\\") == stored.npos);
    told += '\3' + *head.filename;
  }
  void part_data(std::string_view bytes) override {
    insist(open && !bytes.empty());
    data += bytes.size();
    told += bytes;
  }
  void end_part() override {
    insist(open);
    open = false;
    told += '\4';
  }
};

std::string read(std::string_view body, std::string_view boundary, std::size_t piece) {
  hyper::form_limits limits;
  limits.fields = 4;
  limits.files = 3;
  limits.field = 60;
  limits.file = 90;
  limits.part_head = 150;
  limits.part_fields = 4;
  recorder heard;
  hyper::multipart_reader reader(boundary, limits, heard);
  bool going = true;
  for (std::size_t at = 0; at < body.size() && going; at += piece) {
    std::string const exact(body.substr(at, piece));  // reading beyond it is seen
    going = reader.read(exact);
  }
  bool const whole = going && reader.finish();
  insist(whole == (reader.status() == 0));
  insist(heard.data <= body.size() && !(whole && heard.open));
  // How much of a refused part was told depends on the pieces.
  return whole ? heard.told : std::to_string(reader.status());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<char const*>(data), size);
  std::string_view boundary = "XYZ";
  if (bytes.starts_with('b') && bytes.find('\n') < 80) {  // or a boundary of the input's own
    boundary = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(boundary.size() + 1);
  }
  std::string const whole = read(bytes, boundary, bytes.size() + 1);
  for (std::size_t const piece : {1U, 3U, 16U}) insist(read(bytes, boundary, piece) == whole);
  return 0;
}
