// error: clause_does_not_fit_here shown "notes" "an encrypted value is read with"
#include <hyper/orm.hpp>
#include <hyper/orm/encrypted.hpp>
using namespace hyper;

struct patient {
  primary_key<> id;
  encrypted<> notes;
  using meta = model<table<"patients">>;
};
struct shown {
  encrypted<> notes;
};

#ifdef COMPILE_FAIL
auto read() { return objects<patient>.values<shown>(); }
#else
auto read() { return objects<patient>.only<"notes">().all(); }
#endif
