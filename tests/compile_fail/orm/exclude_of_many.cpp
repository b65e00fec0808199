// error: clause_does_not_fit_here author "posts__title" "a row has many of these: use"
#include <hyper/orm.hpp>
using namespace hyper;

struct post;
struct author {
  primary_key<> id;
  text<1, 80> name;
  related<post, "writer"> posts;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  text<1, 200> title;
  std::int32_t views;
  foreign_key<author> writer;
  using meta = model<table<"posts">>;
};

#ifdef COMPILE_FAIL
auto quiet(std::string title) { return objects<author>.exclude<"posts__title">(title).count(); }
#else
auto quiet(std::string title) {
  auto const loud = objects<post>.filter<"writer">(outer_column<"id">).filter<"title">(title);
  return objects<author>.filter(~exists(loud)).count();
}
#endif
