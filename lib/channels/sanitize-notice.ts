import 'server-only'
import sanitizeHtml from 'sanitize-html'
import { NOTICE_REL, noticeTags, toNoticeHref } from '@/lib/channels/notice-schema'

const MOST_ROUNDS = 8

const kept: sanitizeHtml.IOptions = {
  allowedTags: [...noticeTags],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'template',
    'iframe',
    'xmp',
    'noembed',
    'noframes',
  ],
  nestingLimit: 30,
  transformTags: { a: (_, { href }) => ({ tagName: 'a', attribs: linkOf(toNoticeHref(href)) }) },
}
const wordsAlone: sanitizeHtml.IOptions = {
  allowedTags: [],
  allowedAttributes: {},
  nonTextTags: kept.nonTextTags ?? [],
}

/**
 * Keeps what a watch page renders in a privacy notice; scripts, styles, images and every link but https go. Cleaned again,
 * the answer is itself: what a parser would still rearrange, such as a paragraph in a paragraph, is settled first.
 */
export function sanitizeNotice(html: string): string {
  let notice = sanitizeHtml(html, kept)
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const again = sanitizeHtml(notice, kept)
    if (again === notice) return notice
    notice = again
  }
  return sanitizeHtml(notice, wordsAlone)
}

const linkOf = (href: string | null): Record<string, string> => (href === null ? {} : { href, rel: NOTICE_REL })
