// error: column_is_not_saved person "id" "only columns of the model itself"
#include <hyper/orm.hpp>
using namespace hyper;

struct person {
  primary_key<> id;
  std::string name;
  using meta = model<table<"persons">>;
};

#ifdef COMPILE_FAIL
auto store(person& one) { return save<"id">(one); }
#else
auto store(person& one) { return save<"name">(one); }
#endif
