#include "text/unicode_words.h"

#include "text/folder.h"
#include "text/word_builder.h"

namespace newsprint::text {

void AppendUnicodeWords(std::string_view text, Span range, std::string& folded,
                        std::vector<Token>& tokens) {
  Folder folder(text, range);
  WordBuilder words(folded, tokens);
  FoldedChar c;
  while (folder.Next(c)) words.Push(c);
  words.Finish();
}

}  // namespace newsprint::text
