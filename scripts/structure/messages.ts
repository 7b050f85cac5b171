import { matches, type Source } from './sources.ts'

const LOCALES = ['zh-CN', 'en'] as const
type Messages = { [key: string]: string | Messages }

function keysOf(messages: Messages, prefix = ''): Map<string, string> {
  const keys = new Map<string, string>()
  for (const [name, value] of Object.entries(messages)) {
    if (typeof value === 'string') keys.set(prefix + name, value)
    else for (const [key, text] of keysOf(value, `${prefix}${name}.`)) keys.set(key, text)
  }
  return keys
}

/** Arguments open at even depth, the bodies of their plural and select forms at odd depth. */
export function placeholders(text: string): string {
  const names = new Set<string>()
  let depth = 0
  for (const { 0: found, index } of text.matchAll(/[{}]/g)) {
    if (found === '}') {
      depth--
      continue
    }
    const name = /^\w+/.exec(text.slice(index + 1).trimStart())?.[0]
    if (depth % 2 === 0 && name) names.add(name)
    depth++
  }
  return [...names].sort().join(' ')
}

/** Both languages say the same things: same keys, same placeholders, nothing empty. */
export function checkMessages(sources: Source[]): string[] {
  const files = sources.filter(({ file }) => matches('lib/i18n/messages/*/*.json', file))
  const namespaces = [...new Set(files.map(({ file }) => file.split('/').at(-1) ?? ''))]
  return namespaces.flatMap((name) => {
    const [chinese, english] = LOCALES.map((locale) => {
      const source = files.find(({ file }) => file === `lib/i18n/messages/${locale}/${name}`)
      return source && keysOf(JSON.parse(source.text) as Messages)
    })
    if (!chinese || !english) return [`lib/i18n/messages: ${name} exists in one language only`]
    return [...new Set([...chinese.keys(), ...english.keys()])].flatMap((key) => {
      const [zh, en] = [chinese.get(key), english.get(key)]
      if (!zh?.trim() || !en?.trim())
        return [`lib/i18n/messages: ${name} ${key} is missing or empty in ${zh?.trim() ? 'en' : 'zh-CN'}`]
      if (placeholders(zh) !== placeholders(en))
        return [`lib/i18n/messages: ${name} ${key} has different placeholders in zh-CN and en`]
      return []
    })
  })
}
