// error: member_has_no_sql_type post title
// runner: the first error does not say 'title'

template <class Model>
struct member_has_no_sql_type;
struct post {};
#ifdef COMPILE_FAIL
int size = sizeof(member_has_no_sql_type<post>);
#endif
