import { isNoticeTag, NOTICE_REL, toNoticeHref } from '@/lib/channels/notice-schema'

/** Elements whose content is no text for a reader. */
const silent = new Set(['script', 'style', 'template', 'textarea', 'option', 'noscript', 'iframe', 'xmp', 'noembed'])
/** What ends an open paragraph or heading by beginning. */
const blocks = new Set(['p', 'h3', 'h4', 'ul', 'ol'])
const lines = ['p', 'h3', 'h4'] as const
const DEEPEST = 30

/** A tag from its `<`: slash, name, and everything up to the `>` outside quotes. */
const tagAt = /<(\/?)([a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*'){0,4000})>/iy

/**
 * Writes a notice anew, tag by tag from the shared list, with its text escaped: nothing of the input's spelling is passed
 * on as markup. It reads by itself, because the browser's parser holds every handler it meets against the page's policy,
 * even where none can run.
 */
export function cleanNotice(html: string): string {
  const open: string[] = []
  let notice = ''
  const closeTo = (tag: string) => {
    const last = open.lastIndexOf(tag)
    while (last !== -1 && open.length > last) notice += `</${open.pop()}>`
  }
  let at = 0
  while (at < html.length) {
    const start = html.indexOf('<', at)
    notice += escapeText(html.slice(at, start === -1 ? undefined : start))
    if (start === -1) break
    tagAt.lastIndex = start
    const [whole, slash, written = '', attributes = ''] = tagAt.exec(html) ?? []
    at = whole === undefined ? afterOddity(html, start) : start + whole.length
    if (whole === undefined) {
      if (at === start + 1) notice += '&lt;'
      continue
    }
    const tag = written.toLowerCase()
    if (silent.has(tag)) {
      if (!slash) at = afterClosing(html, at, tag)
    } else if (tag === 'br') notice += '<br>'
    else if (slash) closeTo(tag)
    else if (isNoticeTag(tag) && open.length < DEEPEST) {
      if (blocks.has(tag)) for (const line of lines) closeTo(line)
      if (tag === 'a') closeTo('a')
      open.push(tag)
      notice += `<${tag}${tag === 'a' ? linkOf(attributes) : ''}>`
    }
  }
  return (
    notice +
    open
      .reverse()
      .map((tag) => `</${tag}>`)
      .join('')
  )
}

/** Past a comment, a declaration or a broken closing tag; a lone `<` is text. */
function afterOddity(html: string, start: number): number {
  if (!/^<[!?/]/.test(html.slice(start, start + 2))) return start + 1
  const end = html.startsWith('<!--', start) ? html.indexOf('-->', start + 4) : html.indexOf('>', start)
  return end === -1 ? html.length : html.indexOf('>', end) + 1
}

function afterClosing(html: string, from: number, tag: string): number {
  const found = html.toLowerCase().indexOf(`</${tag}`, from)
  const end = found === -1 ? -1 : html.indexOf('>', found)
  return end === -1 ? html.length : end + 1
}

function linkOf(attributes: string): string {
  const found = /(?:^|[\s/"'])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes)
  const href = toNoticeHref(decode(found?.[1] ?? found?.[2] ?? found?.[3] ?? ''))
  return href === null ? '' : ` href="${href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" rel="${NOTICE_REL}"`
}

const decode = (text: string): string =>
  text
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));?/gi, (_, hex, decimal) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''
    })
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const escapeText = (text: string): string =>
  text
    .replace(/&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z0-9]{1,30});)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** A notice as words alone, a line per paragraph, for comparing two of them. */
export function noticeWords(html: string): string {
  const spaced = cleanNotice(html).replace(/<br>|<\/(?:p|li|h3|h4)>/g, '\n')
  const { body } = new DOMParser().parseFromString(spaced, 'text/html')
  return (body.textContent ?? '').replace(/\n{2,}/g, '\n').trim()
}

/** Tags in a notice that the editor cannot keep, by name. */
export function lostTags(html: string): string[] {
  const names = [...html.matchAll(/<([a-z][a-z0-9]*)[\s/>]/gi)].map(([, name = '']) => name.toLowerCase())
  return [...new Set(names)].filter((name) => !isNoticeTag(name))
}
