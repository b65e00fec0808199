// error: member_has_no_json_form author "token" char
#include <hyper/json/writer.hpp>
#include <string>
#include <vector>

struct author {
  std::string name;
#ifdef COMPILE_FAIL
  char token;
#else
  std::string token;
#endif
};

struct page {
  std::vector<author> authors;
};

void write(hyper::json_writer& out, page const& value) { out.value(value); }
