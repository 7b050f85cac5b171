import 'server-only'

const MAX_TOKENS = 120
const MAX_CHARACTERS = 2_000
const WORD = /[\p{Script=Han}]+|[a-z0-9][a-z0-9_.@:-]*/gu

/**
 * Tokens for the GIN index: Han bigrams (and single characters standing alone), lower-case Latin words, whole ids.
 * The same function tokenises what a person types, so two Chinese characters find.
 */
export function searchTokens(
  texts: readonly (string | null | undefined)[],
  most: { tokens: number; characters: number } = { tokens: MAX_TOKENS, characters: MAX_CHARACTERS },
): string[] {
  const tokens = new Set<string>()
  for (const text of texts) {
    for (const [word] of (text ?? '').normalize('NFKC').toLowerCase().slice(0, most.characters).matchAll(WORD)) {
      for (const token of split(word)) {
        tokens.add(token)
        if (tokens.size >= most.tokens) return [...tokens]
      }
    }
  }
  return [...tokens]
}

function split(word: string): string[] {
  if (!/\p{Script=Han}/u.test(word)) {
    const parts = word.split(/[_.@:-]+/).filter((part) => part.length > 1)
    return parts.length > 1 ? [word.slice(0, 64), ...parts] : [word.slice(0, 64)]
  }
  const letters = [...word]
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}
