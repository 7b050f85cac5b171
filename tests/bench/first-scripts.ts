import { gzipSync } from 'node:zlib'

/** Addresses of every script a modern browser runs at once: `nomodule` is for browsers without modules. */
export function firstScripts(html: string): string[] {
  const sources = [...html.matchAll(/<script\b([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const source = /\bsrc="([^"]+)"/.exec(attributes)?.[1]
    return source && !/\bnomodule\b/i.test(attributes) ? [source.replaceAll('&amp;', '&')] : []
  })
  return [...new Set(sources)]
}

/** Bytes of script a page needs before it answers, each script compressed on its own; `read` fetches an address as text. */
export async function weighScripts(
  html: string,
  read: (address: string) => Promise<string>,
  known = new Map<string, number>(),
): Promise<number> {
  let bytes = 0
  for (const script of firstScripts(html)) {
    const weight = known.get(script) ?? gzipSync(await read(script)).length
    known.set(script, weight)
    bytes += weight
  }
  return bytes
}
