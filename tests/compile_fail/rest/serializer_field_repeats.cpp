// error: serializer_field_repeats post "writer.id" "name it once, beside the" "fields of the same
// object"
#include <hyper/json/write.hpp>
#include <hyper/rest/serializer.hpp>
#include <string>

using namespace hyper;

struct author {
  int id;
  std::string name;
};
struct post {
  std::string title;
  author writer;
};
#ifdef COMPILE_FAIL
using post_out = serializer<post, fields<"writer.name", "title", "writer.id">>;
#else
using post_out = serializer<post, fields<"writer.name", "writer.id", "title">>;
#endif
std::string write(post const& row) { return to_json(post_out(row)); }
