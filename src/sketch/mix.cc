#include "sketch/mix.h"

#include <cstddef>

// This file is compiled once for each target.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/mix.cc"
#include <hwy/foreach_target.h>
// After it.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace newsprint::sketch::HWY_NAMESPACE {
namespace {

void MixValues(const uint64_t* HWY_RESTRICT values, size_t count, uint64_t key,
               uint64_t* HWY_RESTRICT mixed) {
  size_t i = 0;
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3
  namespace hn = hwy::HWY_NAMESPACE;
  const hn::CappedTag<uint64_t, 8> d;
  const auto keys = hn::Set(d, key);
  const auto first = hn::Set(d, 0xbf58476d1ce4e5b9u);
  const auto second = hn::Set(d, 0x94d049bb133111ebu);
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    auto x = hn::Xor(hn::LoadU(d, values + i), keys);
    x = hn::Xor(x, hn::ShiftRight<30>(x)) * first;
    x = hn::Xor(x, hn::ShiftRight<27>(x)) * second;
    hn::StoreU(hn::Xor(x, hn::ShiftRight<31>(x)), d, mixed + i);
  }
#endif
  for (; i < count; ++i) mixed[i] = Mix(values[i] ^ key);
}

}  // namespace
}  // namespace newsprint::sketch::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsprint::sketch {

HWY_EXPORT(MixValues);

void MixAll(std::span<const uint64_t> values, uint64_t key, std::span<uint64_t> mixed) {
  HWY_DYNAMIC_DISPATCH(MixValues)(values.data(), values.size(), key, mixed.data());
}

}  // namespace newsprint::sketch
#endif
