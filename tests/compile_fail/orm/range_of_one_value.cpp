// error: clause_does_not_fit_here post "views__range" "give one value, for range two"
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
auto viewed(int most) { return objects<post>.filter<"views__range">(most).all(); }
#else
auto viewed(int most) { return objects<post>.filter<"views__range">(0, most).all(); }
#endif
