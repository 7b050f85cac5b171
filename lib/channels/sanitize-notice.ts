import 'server-only'
import sanitizeHtml from 'sanitize-html'
import { NOTICE_REL, noticeTags, toNoticeHref } from '@/lib/channels/notice-schema'

const DEEPEST = 30

/** Keeps what a watch page renders in a privacy notice; scripts, styles, images and every link but https go. */
export function sanitizeNotice(html: string): string {
  return sanitizeHtml(html, {
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
    nestingLimit: DEEPEST,
    transformTags: { a: (_, { href }) => ({ tagName: 'a', attribs: linkOf(toNoticeHref(href)) }) },
  })
}

const linkOf = (href: string | null): Record<string, string> => (href === null ? {} : { href, rel: NOTICE_REL })
