// error: first_reason
// runner: 2 errors instead of one

struct first_reason;
struct second_reason;
#ifdef COMPILE_FAIL
int first = sizeof(first_reason);
int second = sizeof(second_reason);
#endif
