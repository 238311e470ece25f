#include "newsprint/audit/report.h"

namespace newsprint {

std::string_view FindingClassName(FindingClass finding_class) {
  switch (finding_class) {
    case FindingClass::kCompliant:
      return "COMPLIANT";
    case FindingClass::kUnlicensed:
      return "UNLICENSED";
    case FindingClass::kExpired:
      return "EXPIRED";
    case FindingClass::kEmbargoBreach:
      return "EMBARGO_BREACH";
    case FindingClass::kMissingCredit:
      return "MISSING_CREDIT";
    case FindingClass::kWrongCreditWording:
      return "WRONG_CREDIT_WORDING";
    case FindingClass::kMissingLink:
      return "MISSING_LINK";
    case FindingClass::kExcessExcerpt:
      return "EXCESS_EXCERPT";
    case FindingClass::kAltered:
      return "ALTERED";
  }
  return "";
}

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kNone:
      return "none";
    case Severity::kLow:
      return "low";
    case Severity::kMedium:
      return "medium";
    case Severity::kHigh:
      return "high";
  }
  return "";
}

std::string_view ClockName(Clock clock) {
  switch (clock) {
    case Clock::kNone:
      return "none";
    case Clock::kPublisher:
      return "publisher";
    case Clock::kPipeline:
      return "pipeline";
  }
  return "";
}

std::string_view WordingStepName(WordingStep::Kind kind) {
  switch (kind) {
    case WordingStep::Kind::kEqual:
      return "equal";
    case WordingStep::Kind::kMissing:
      return "missing";
    case WordingStep::Kind::kExtra:
      return "extra";
  }
  return "equal";
}

std::string_view AlterationKindName(AlterationKind kind) {
  switch (kind) {
    case AlterationKind::kChanged:
      return "changed";
    case AlterationKind::kAdded:
      return "added";
    case AlterationKind::kCut:
      return "cut";
    case AlterationKind::kHeadline:
      return "headline";
  }
  return "";
}

}  // namespace newsprint
