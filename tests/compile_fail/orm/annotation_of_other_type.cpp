// error: lookup_takes_another_type numbers "posts" "the annotation is" "bigint"
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
  std::string posts;
#else
  int posts;
#endif
};

auto read() {
  return objects<author>.annotate<"posts">(count_of<"posts">()).with_annotations<numbers>().all();
}
