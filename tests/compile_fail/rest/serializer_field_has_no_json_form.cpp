// error: serializer_field_has_no_json_form post "owner" void* "leave it out, or" "specialise
// json_traits for it"
#include <hyper/json/write.hpp>
#include <hyper/rest/serializer.hpp>
#include <string>

using namespace hyper;

struct post {
  int id;
  void* owner;
};
#ifdef COMPILE_FAIL
using post_out = serializer<post, fields<"id", "owner">>;
#else
using post_out = serializer<post, fields<"id">>;
#endif
std::string write(post const& row) { return to_json(post_out(row)); }
