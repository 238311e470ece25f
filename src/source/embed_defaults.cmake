# Writes OUTPUT: the bytes of SOURCES and CREDIT_LINES.
include(${CMAKE_CURRENT_LIST_DIR}/../../cmake/EmbedBytes.cmake)

embed_bytes(kSources ${SOURCES} sources)
embed_bytes(kCreditLines ${CREDIT_LINES} credit_lines)
file(WRITE ${OUTPUT} "#include \"source/defaults.h\"

namespace newsprint::source {
namespace {

${sources}
${credit_lines}
std::string_view View(const unsigned char* bytes, size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

std::string_view DefaultSourcesYaml() { return View(kSources, sizeof kSources); }
std::string_view DefaultCreditLinesYaml() { return View(kCreditLines, sizeof kCreditLines); }

}  // namespace newsprint::source
")
