/**
 * Where the browser finds a stored picture: an https address, `//` understood as https. Null for anything else, which is
 * never asked for.
 */
export function toPictureAddress(stored: string): string | null {
  const text = stored.trim()
  const address = text.startsWith('//') ? `https:${text}` : text
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null
}

type QrTarget =
  | { kind: 'web'; before: string; host: string; after: string; isHttps: boolean }
  | { kind: 'other'; text: string }

/** What a decoded text leads to. The host is the one a browser would go to, however the address is dressed up. */
export function toQrTarget(text: string): QrTarget {
  if (!/^https?:/i.test(text.trim()) || !URL.canParse(text.trim())) return { kind: 'other', text }
  const url = new URL(text.trim())
  const account = url.username ? `${url.username}${url.password ? ':…' : ''}@` : ''
  return {
    kind: 'web',
    before: `${url.protocol}//${account}`,
    host: url.host,
    after: `${url.pathname}${url.search}${url.hash}`,
    isHttps: url.protocol === 'https:',
  }
}
