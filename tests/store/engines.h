// The engines that conformance_test.cc holds to the contract.
#ifndef TESTS_STORE_ENGINES_H_
#define TESTS_STORE_ENGINES_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "newsprint/store/store.h"

namespace newsprint {

struct Engine {
  std::string name;
  // A new and empty store, which may keep its files in `directory`.
  std::function<std::unique_ptr<Store>(const std::string& directory)> create;
};

std::vector<Engine> Engines();

}  // namespace newsprint

#endif  // TESTS_STORE_ENGINES_H_
