import 'server-only'
import sanitizeHtml from 'sanitize-html'

/** Keeps what a watch page renders in a privacy notice; scripts, styles, images and foreign schemes go. */
export function sanitizeNotice(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: ['p', 'br', 'b', 'strong', 'i', 'em', 'u', 'ul', 'ol', 'li', 'a', 'h3', 'h4'],
    allowedAttributes: { a: ['href'] },
    allowedSchemes: ['https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
  })
}
