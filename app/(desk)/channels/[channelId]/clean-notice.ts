import { isNoticeTag, NOTICE_REL, toNoticeHref } from '@/lib/channels/notice-schema'

/** Elements whose content is no text for a reader. */
const silent = new Set(['script', 'style', 'template', 'textarea', 'option', 'noscript', 'iframe', 'xmp', 'noembed'])
const HTML = 'http://www.w3.org/1999/xhtml'
const DEEPEST = 60

/**
 * Writes a notice anew from what the browser's own parser makes of it, tag by tag from the shared list. Nothing of the
 * input's spelling survives, so there is nothing left to be parsed differently a second time.
 */
export function cleanNotice(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return [...body.childNodes].map((node) => write(node, 0)).join('')
}

function write(node: Node, depth: number): string {
  if (node.nodeType === Node.TEXT_NODE) return escapeText(node.textContent ?? '')
  if (!(node instanceof Element) || depth > DEEPEST) return ''
  if (node.namespaceURI !== HTML || silent.has(node.localName)) return ''
  const inside = [...node.childNodes].map((child) => write(child, depth + 1)).join('')
  const tag = node.localName
  if (!isNoticeTag(tag)) return inside
  if (tag === 'br') return '<br>'
  const href = tag === 'a' ? toNoticeHref(node.getAttribute('href')) : null
  return `<${tag}${href === null ? '' : ` href="${escapeText(href)}" rel="${NOTICE_REL}"`}>${inside}</${tag}>`
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const blocks = new Set(['p', 'li', 'h3', 'h4', 'ul', 'ol', 'br'])

/** A notice as words alone, a line per paragraph, for comparing two of them. */
export function noticeWords(html: string): string {
  const { body } = new DOMParser().parseFromString(cleanNotice(html), 'text/html')
  const lines = (node: Node): string =>
    node.nodeType === Node.TEXT_NODE
      ? (node.textContent ?? '')
      : [...node.childNodes].map(lines).join('') + (blocks.has(node.nodeName.toLowerCase()) ? '\n' : '')
  return lines(body)
    .replace(/\n{2,}/g, '\n')
    .trim()
}

/** Tags in a notice that the editor cannot keep, by name. */
export function lostTags(html: string): string[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const names = [...body.querySelectorAll('*')].map((element) => element.localName)
  return [...new Set(names)].filter((name) => !isNoticeTag(name))
}
