#include <curl/curl.h>

/* Swift cannot call variadic functions. */

static inline CURLcode stocktake_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stocktake_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stocktake_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stocktake_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stocktake_set_fields(CURL *easy, struct curl_slist *fields) {
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields);
}

static inline CURLcode stocktake_set_sink(CURL *easy, CURLoption option, curl_write_callback sink) {
    return curl_easy_setopt(easy, option, sink);
}

static inline CURLcode stocktake_set_socket_step(CURL *easy, curl_sockopt_callback step) {
    return curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, step);
}

static inline CURLMcode stocktake_set_limit(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/* Zero where libcurl does not know. */
static inline long stocktake_number(CURL *easy, CURLINFO name) {
    long value = 0;
    curl_easy_getinfo(easy, name, &value);
    return value;
}

/* What was set as CURLOPT_PRIVATE. */
static inline void *stocktake_owner(CURL *easy) {
    char *owner = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &owner);
    return owner;
}
