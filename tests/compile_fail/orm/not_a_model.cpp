// error: type_is_not_a_model string "a model is an aggregate struct"
#include <hyper/orm.hpp>
using namespace hyper;

struct author {
  primary_key<> id;
  text<1, 80> name;
  using meta = model<table<"authors">>;
};

#ifdef COMPILE_FAIL
auto all() { return objects<std::string>.all(); }
#else
auto all() { return objects<author>.all(); }
#endif
