// error: serializer_field_not_in_model post "titel" "did you mean this one:" "title"
#include <hyper/json/write.hpp>
#include <hyper/rest/serializer.hpp>
#include <string>

using namespace hyper;

struct post {
  int id;
  std::string title;
};
#ifdef COMPILE_FAIL
using post_out = serializer<post, fields<"id", "titel">>;
#else
using post_out = serializer<post, fields<"id", "title">>;
#endif
std::string write(post const& row) { return to_json(post_out(row)); }
