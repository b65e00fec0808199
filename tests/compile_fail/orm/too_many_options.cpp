// error: query_is_too_large post "at most 6 conditions may be" "optional or isnull"
#include <hyper/orm.hpp>
using namespace hyper;

struct author {
  primary_key<> id;
  text<1, 80> name;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  text<1, 200> title;
  std::int32_t views;
  foreign_key<author> writer;
  using meta = model<table<"posts">>;
};

auto search(std::optional<int> v) {
  return objects<post>
      .filter_if<"views">(v)
      .filter_if<"views__gt">(v)
      .filter_if<"views__lt">(v)
      .filter_if<"views__gte">(v)
      .filter_if<"views__lte">(v)
      .filter_if<"id">(v)
#ifdef COMPILE_FAIL
      .filter_if<"id__gt">(v)
#else
      .filter<"id__gt">(0)
#endif
      .all();
}
