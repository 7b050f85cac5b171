import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanNotice } from '@/app/(desk)/channels/[channelId]/clean-notice'
import { noticeTags, toNoticeHref } from '@/lib/channels/notice-schema'
import { sanitizeNotice } from '@/lib/channels/sanitize-notice'
import { noticeAttacks } from './notice-attacks'

/** Everything a kept notice may be made of: text, the listed tags bare, and links to https with their rel. */
const keptTag = new RegExp(
  `</?(?:${noticeTags.join('|')})>|<br(?: /)?>|<a href="https://[^"<>]*" rel="noopener noreferrer">`,
  'g',
)
const leftOver = (html: string): string => html.replace(keptTag, '')

describe('what is kept of a privacy notice', () => {
  it('has at least sixty attacks to stand', () => {
    expect(new Set(noticeAttacks).size).toBeGreaterThanOrEqual(60)
  })

  it.each(noticeAttacks)('%j', (attack) => {
    for (const html of [attack, `<p>${attack}</p>`, `<ul><li><a href="https://a.cn/">${attack}`, attack + attack]) {
      for (const clean of [sanitizeNotice, cleanNotice]) {
        const kept = clean(html)
        expect(leftOver(kept)).not.toMatch(/[<>]/)
        expect(kept).not.toMatch(/href="(?!https:\/\/)/)
        expect(clean(kept)).toBe(kept)
      }
    }
  })

  it.each([
    ['<p>仅用于<b>核对</b></p>', '<p>仅用于<b>核对</b></p>'],
    ['<p>一<br>二</p>', '<p>一<br />二</p>'],
    ['<h3>说明</h3><ol><li>甲</li></ol>', '<h3>说明</h3><ol><li>甲</li></ol>'],
    ['<p><s>旧</s><u>新</u><em>斜</em></p>', '<p><s>旧</s><u>新</u><em>斜</em></p>'],
    ['<h1>大</h1><blockquote>引</blockquote>', '大引'],
    [
      '<a href="https://a.cn/x?a=1&amp;b=2" target="_blank" rel="opener">看</a>',
      '<a href="https://a.cn/x?a=1&amp;b=2" rel="noopener noreferrer">看</a>',
    ],
    ['<a href="http://a.cn">看</a>', '<a>看</a>'],
    ['<a href="mailto:a@a.cn">信</a>', '<a>信</a>'],
    ['<a href="/policy">内</a>', '<a>内</a>'],
    ['🎬 &amp; 汉字 &lt;3', '🎬 &amp; 汉字 &lt;3'],
  ])('%s', (html, kept) => {
    expect(sanitizeNotice(html)).toBe(kept)
  })

  it('draws for the reader what it keeps for the upstream', () => {
    const good =
      '<h3>说明</h3><p>仅用于<b>核对</b>，<a href="https://a.cn/?a=1&amp;b=2" rel="noopener noreferrer">看</a></p><ul><li>甲</li></ul>'
    expect(cleanNotice(good)).toBe(good)
    expect(sanitizeNotice(good)).toBe(good)
    expect(cleanNotice('<u><p><u>内</u></p>外')).toBe('<u><p><u>内</u></p>外</u>')
    expect(cleanNotice('<p>一<p>二<script>x</script> 1 < 2 &amp; &lt;b&gt;')).toBe(
      '<p>一</p><p>二 1 &lt; 2 &amp; &lt;b&gt;</p>',
    )
  })

  it('takes a link only when it is absolute, https and without an account before its host', () => {
    expect(toNoticeHref(' HTTPS://A.cn/x ')).toBe('https://a.cn/x')
    for (const href of [null, '', 'x', '//a.cn', 'http://a.cn', 'https://u:p@a.cn/', 'https:a.cn', 'https://']) {
      expect(toNoticeHref(href)).toBeNull()
    }
  })

  it('is the same when it is cleaned again, and never holds anything but the list', () => {
    const scraps = [
      ...noticeTags.flatMap((tag) => [`<${tag}>`, `</${tag}>`, `<${tag} onclick=x `]),
      ...[
        '<svg>',
        '</svg>',
        '<math>',
        '<mtext>',
        '<mglyph>',
        '<style>',
        '</style>',
        '<script>',
        '</script>',
        '<title>',
      ],
      ...[
        '<noscript>',
        '</noscript>',
        '<template>',
        '<table>',
        '<td>',
        '<form>',
        '<select>',
        '<xmp>',
        '<img src=x ',
        '/>',
      ],
      ...['<!--', '-->', '--!>', '<![CDATA[', ']]>', '<?', '<!doctype', '<', '>', '"', "'", '`', '=', '/', '\\', ' '],
      ...[
        '&lt;',
        '&gt;',
        '&amp;',
        '&quot;',
        '&#60;',
        '&#x3c',
        '&lt',
        '&colon;',
        '&',
        ';',
        '\u0000',
        '\n',
        '\t',
        '\u00a0',
      ],
      ...['<a href="', '<a href=', 'https://a.cn/', 'javascript:', 'data:text/html,', '汉字', '🎬', '\ud800', 'x'],
      ...noticeAttacks,
    ]
    const html = fc
      .array(
        fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...scraps) }, fc.string({ unit: 'binary', maxLength: 6 })),
        {
          maxLength: 9,
        },
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(html, (input) => {
        for (const clean of [sanitizeNotice, cleanNotice]) {
          const once = clean(input)
          expect(clean(once)).toBe(once)
          expect(leftOver(once)).not.toMatch(/[<>]/)
        }
      }),
      { numRuns: 10_000 },
    )
  }, 120_000)
})
