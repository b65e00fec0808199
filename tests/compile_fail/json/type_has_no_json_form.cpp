// error: type_has_no_json_form session "make it an aggregate struct, or" "specialise json_traits
// for it"
#include <hyper/json/write.hpp>
#include <string>

#ifdef COMPILE_FAIL
class session {
 public:
  explicit session(int id) : id_(id) {}

 private:
  int id_;
};
#else
struct session {
  int id;
};
#endif

std::string write(session const& value) { return hyper::to_json(value); }
