import { NextIntlClientProvider } from 'next-intl'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ChangeList } from '@/components/audit/change-list'
import { toChangeRows } from '@/components/audit/change-rows'
import { EventTold } from '@/components/audit/event-told'
import { JsonBlock } from '@/components/audit/json-block'
import en from '@/lib/i18n/messages/en/ui.json'
import zh from '@/lib/i18n/messages/zh-CN/ui.json'

const show = (element: ReactElement, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ ui: locale === 'en' ? en : zh }} timeZone="Asia/Shanghai">
      {element}
    </NextIntlClientProvider>,
  )

/** No copy at all: a path and a value stay as they are stored. */
const bare = Object.assign((key: string) => key, { has: () => false }) as unknown as Parameters<typeof toChangeRows>[2]

describe('a long value', () => {
  const long = '须知'.repeat(500)

  it('is told by its length and offered whole, in both languages', () => {
    const rows = toChangeRows({ notice: `${long}旧` }, { notice: '短' }, bare)
    expect(show(<ChangeList rows={rows} />)).toMatch(/400 \/ 1.001 个字符.*旧<\/bdi><\/details>/)
    expect(show(<ChangeList rows={rows} />, 'en')).toContain('400 of 1\u202f001 characters')
  })

  it('stands open where it differs only beyond what its line holds', () => {
    const rows = toChangeRows({ notice: `${long}旧` }, { notice: `${long}新` }, bare)
    expect(show(<ChangeList rows={rows} />).match(/<details[^>]* open=""/g)).toHaveLength(2)
    const apart = toChangeRows({ notice: `旧${long}` }, { notice: `新${long}` }, bare)
    expect(show(<ChangeList rows={apart} />)).not.toContain('open=""')
  })

  it('is cut in a stored body as well, between characters and never within one', () => {
    const shown = show(<JsonBlock label="正文" value={`${'x'.repeat(7_999)}😀尾`} />)
    expect(shown).toMatch(/8 ?.?001 个字符.*😀尾<\/pre><\/details>/)
    expect(show(<JsonBlock label="正文" value="x" />)).not.toContain('details')
  })
})

describe('a hostile text', () => {
  const bad = '甲\u202e乙\u001b[31m'

  it('is shown escaped, each piece with a direction of its own', () => {
    const rows = toChangeRows({ [bad]: bad }, { [bad]: '丙' }, bare)
    const shown = show(
      <EventTold
        view={{
          id: '01a20021-b14d-7515-9868-f0147fad158b',
          parts: [{ kind: 'actor', text: '运营甲' }],
          state: { name: 'verified', word: '已核实' },
          evidence: ['אבג', '45011'],
          when: { iso: '2026-11-21T06:02:11.412Z', text: '2026-11-21 14:02', utc: '' },
          reason: { text: `${bad}\n次行`, ticket: bad },
          facts: [{ label: '对象', text: bad, mono: bad }],
          changes: rows,
          changedCount: 1,
          receipt: null,
          isUnderWay: false,
        }}
      />,
    )
    expect(shown).toContain('<bdi>אבג</bdi>　<bdi>45011</bdi>')
    expect(shown).toContain('\n次行')
    // Field, former value, reason, ticket, and the fact twice.
    expect(shown.match(/甲\\u202e乙\\u001b\[31m/g)).toHaveLength(6)
    expect(shown).not.toContain('\u202e')
    expect(shown).not.toContain('\u001b')
    expect(show(<JsonBlock label="正文" value={{ name: bad }} />)).toContain('甲\\u202e乙\\u001b[31m')
  })
})
