// error: member_names_no_annotation numbers "post" "did you mean" "posts"
#include <hyper/orm.hpp>
using namespace hyper;

struct post;
struct author {
  primary_key<> id;
  related<post, "writer"> posts;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  foreign_key<author> writer;
  using meta = model<table<"posts">>;
};
struct numbers {
#ifdef COMPILE_FAIL
  std::int64_t post;
#else
  std::int64_t posts;
#endif
};

auto read() {
  return objects<author>.annotate<"posts">(count_of<"posts">()).with_annotations<numbers>().all();
}
