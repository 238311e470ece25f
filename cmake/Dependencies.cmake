# Every dependency is a Debian 12 package (scripts/setup installs them); nothing is downloaded here.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
# Debian's protobuf has no CONFIG file: MODULE mode, and before gRPC, whose config looks for it too.
find_package(Protobuf 3.21 MODULE REQUIRED)
find_package(OpenSSL REQUIRED)
if(NEWSPRINT_GRPC)
  find_package(gRPC 1.51 CONFIG REQUIRED)
  # Its CONFIG file asks for curl, which only pushing needs.
  pkg_check_modules(PROMETHEUS REQUIRED IMPORTED_TARGET prometheus-cpp-core prometheus-cpp-pull)
endif()
find_package(absl CONFIG REQUIRED)
# Before RocksDB, whose find modules would otherwise shadow these CONFIG packages.
find_package(yaml-cpp CONFIG REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(RocksDB 7.8 CONFIG REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(ZLIB REQUIRED)
find_package(LibXml2 2.9 REQUIRED)
find_package(simdjson CONFIG REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
