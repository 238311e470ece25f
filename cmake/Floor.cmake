# newsprint_floor(NAME SOURCES a.cc b.cc DEPENDS floor ... [LIBRARIES private ...] [PUBLIC_LIBRARIES ...])
#
# Declares one floor of the house: the library newsprint_NAME from the sources in src/NAME, with the
# public headers in include/newsprint/NAME. DEPENDS names the floors directly below it, as the design
# prescribes; tests/floors_test.py holds the includes to the same list.
function(newsprint_floor name)
  cmake_parse_arguments(FLOOR "" "" "SOURCES;DEPENDS;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
  set(target newsprint_${name})
  if(FLOOR_SOURCES)
    add_library(${target} STATIC ${FLOOR_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(${target} PRIVATE newsprint_options ${FLOOR_LIBRARIES})
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} ${PROJECT_SOURCE_DIR}/include)
  if(FLOOR_SOURCES)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  endif()
  list(TRANSFORM FLOOR_DEPENDS PREPEND newsprint_)
  target_link_libraries(${target} ${scope} ${FLOOR_DEPENDS} ${FLOOR_PUBLIC_LIBRARIES})
endfunction()
