/** What the most common passwords are made of; longest first, so that none hides a part of another. */
const WORDS = [
  'administrator',
  'countersign',
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'iloveyou',
  'changeme',
  'football',
  'baseball',
  'princess',
  'sunshine',
  'superman',
  'woaini',
  'default',
  'welcome',
  'letmein',
  'dragon',
  'master',
  'monkey',
  'shadow',
  'secret',
  'mima',
  'qwerty',
  'abc123',
  '1314520',
  '5201314',
  'login',
  'admin',
  'guest',
  'hello',
  'test',
  'root',
  'user',
  'pass',
  'love',
  '520',
]
/** Neighbours in the alphabet and on the keyboard, by rows and by columns. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiop[]',
  'asdfghjkl;',
  'zxcvbnm,./',
  '!@#$%^&*()',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'zaq12wsxcde34rfvbgt5',
  'qazwsxedcrfvtgbyhnujm',
]
const runs = ROWS.flatMap((row) => [row, [...row].reverse().join('')])
const LEFT_AT_LEAST = 5

/** Whether a password is put together out of what everybody tries first: common words, neighbouring keys, years, repetition. */
export const isCommonPassword = (password: string): boolean => countOwn(password.toLowerCase()) < LEFT_AT_LEAST

/** Whether hardly more than somebody's own name and address is in it. */
export function isOwnPassword(password: string, own: readonly string[]): boolean {
  const parts = own
    .flatMap((text) => {
      const lower = text.toLowerCase()
      return [lower.replaceAll(' ', ''), ...lower.split(/[^\p{L}\p{N}]+/u)]
    })
    .filter((part) => part.length >= 3)
    .sort((left, right) => right.length - left.length)
  const lower = password.toLowerCase()
  const rest = parts.reduce((text, part) => text.replaceAll(part, '\n'), lower)
  return rest !== lower && countOwn(rest) < LEFT_AT_LEAST
}

/** How many characters are left of a text without its common parts. */
function countOwn(text: string): number {
  let rest = text
  for (const word of WORDS) rest = rest.replaceAll(word, '\n')
  rest = rest.replace(/(?:19|20)\d\d/g, '\n').replace(/(.{1,6}?)\1+/g, '$1')
  let left = ''
  while (rest !== '') {
    const length = runLength(rest)
    if (length < 3) left += rest[0]
    rest = rest.slice(length < 3 ? 1 : length)
  }
  return new Set(left.replaceAll('\n', '')).size
}

/** How long the neighbours at the beginning of a text go on. */
function runLength(text: string): number {
  let length = 1
  while (length < text.length && runs.some((run) => run.includes(text.slice(0, length + 1)))) length += 1
  return length
}
