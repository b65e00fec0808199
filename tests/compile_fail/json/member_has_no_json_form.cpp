// error: member_has_no_json_form post "owner" void* "make it an aggregate struct, or" "specialise
// json_traits for it"
#include <hyper/json/write.hpp>
#include <string>

struct post {
  std::string title;
#ifdef COMPILE_FAIL
  void* owner;
#else
  int owner;
#endif
};

std::string write(post const& value) { return hyper::to_json(value); }
