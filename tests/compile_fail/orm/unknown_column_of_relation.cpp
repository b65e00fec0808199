// error: model_has_no_column post "nmae" "did you mean" "name" "of" "author"
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

#ifdef COMPILE_FAIL
constexpr auto text = objects<post>.filter<"writer__nmae__iexact">().sql();
#else
constexpr auto text = objects<post>.filter<"writer__name__iexact">().sql();
#endif
