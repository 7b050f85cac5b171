/** Addresses of every script a modern browser runs at once: `nomodule` is for browsers without modules. */
export function firstScripts(html: string): string[] {
  const sources = [...html.matchAll(/<script\b([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const source = /\bsrc="([^"]+)"/.exec(attributes)?.[1]
    return source && !/\bnomodule\b/i.test(attributes) ? [source.replaceAll('&amp;', '&')] : []
  })
  return [...new Set(sources)]
}
