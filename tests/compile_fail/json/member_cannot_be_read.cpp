// error: member_cannot_be_read post_in "title" string_view "make it own its content, or" "leave it
// out"
#include <hyper/json/read.hpp>
#include <string>
#include <string_view>

struct post_in {
#ifdef COMPILE_FAIL
  std::string_view title;
#else
  std::string title;
#endif
  int stars;
};

bool read(std::string_view body) { return hyper::read_json<post_in>(body).has_value(); }
