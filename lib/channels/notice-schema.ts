/**
 * What a watch page renders in a privacy notice. The one list behind the editor, what the server keeps and what the preview
 * draws: nothing else gets through any of them.
 */
export const noticeTags = ['p', 'br', 'b', 'strong', 'i', 'em', 'u', 's', 'ul', 'ol', 'li', 'a', 'h3', 'h4'] as const
type NoticeTag = (typeof noticeTags)[number]

export const NOTICE_REL = 'noopener noreferrer'

export const isNoticeTag = (name: string): name is NoticeTag => noticeTags.some((tag) => tag === name)

/** The address of a link as it may be kept: absolute and https, in the spelling a browser would use; else null. */
export function toNoticeHref(href: string | null | undefined): string | null {
  const text = (href ?? '').trim()
  if (!/^https:\/\//i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null
}
