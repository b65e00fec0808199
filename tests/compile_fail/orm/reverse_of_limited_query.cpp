// error: clause_does_not_fit_here tag "reverse stands before" "limit and offset"
#include <hyper/orm.hpp>
using namespace hyper;

struct tag {
  primary_key<> id;
  std::string label;
  using meta = model<table<"tags">>;
};

#ifdef COMPILE_FAIL
auto read() { return objects<tag>.limit(3).last(); }
#else
auto read() { return objects<tag>.reverse().limit(3).all(); }
#endif
