// error: clause_does_not_fit_here author "for_update" "groups of rows cannot be locked"
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
  std::int64_t posts;
};

auto read() {
#ifdef COMPILE_FAIL
  auto const query = objects<author>.annotate<"posts">(count_of<"posts">()).for_update();
#else
  auto const query = objects<author>.annotate<"posts">(column<"id">).for_update();
#endif
  return query.with_annotations<numbers>().all();
}
