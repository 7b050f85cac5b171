import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listChanges } from '@/lib/channels/changes-schema'
import { type ConditionsForm, conditionTypes, rankNames, toSubmission } from '@/lib/channels/form-schema'
import { submissionSchema } from '@/lib/channels/schema'
import { baseOf, baseRank, formOf, noSecrets } from './channel-bases'

describe('what leaves the form', () => {
  it('is strict and of one type, whatever was typed in whichever order', () => {
    const step = fc.record({
      rank: fc.constantFrom(...rankNames),
      type: fc.constantFrom(...conditionTypes),
      enabled: fc.boolean(),
      text: fc.string({ maxLength: 9 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const base = baseOf(baseRank('public'))
        const form = formOf(base)
        for (const { rank, type, enabled, text } of steps) {
          form[rank].enabled = enabled
          form[rank].type = type
          form[rank].drafts.code.hint = text
          form[rank].drafts.custom.url = text
          form[rank].drafts.pay.title = text
          Object.assign(form[rank].drafts[type], { stray: 'left over' })
        }
        const submission = toSubmission(form, base)
        expect(submissionSchema.safeParse(submission).success).toBe(true)
        expect(JSON.stringify(submission)).not.toContain('stray')
      }),
    )
  })

  it('is refused with a field of another type in it', () => {
    const primary = { enabled: true, settings: { type: 'direct', directKey: '', authCode: 'x' } }
    expect(submissionSchema.safeParse({ primary, secondary: { enabled: false } }).success).toBe(false)
  })
})

describe('the list of changes', () => {
  const stored = baseRank('pay', { pay: { title: '票', price: '9.90', validity: 'permanent', days: '', until: '' } })
  const changes = (edit: (form: ConditionsForm) => void, base = baseOf(stored)) => {
    const form = formOf(base)
    edit(form)
    return listChanges(base, toSubmission(form, base))
  }

  it('is empty for the same price written otherwise', () => {
    expect(
      changes((form) => {
        form.primary.drafts.pay.price = '9.9'
      }),
    ).toEqual([])
  })

  it('names each field once, with what stood there', () => {
    expect(
      changes((form) => {
        Object.assign(form.primary.drafts.pay, { price: '19.9', validity: 'days', days: '3' })
      }),
    ).toEqual([
      {
        rank: 'primary',
        path: 'pay.price',
        before: { kind: 'price', yuan: '9.90' },
        after: { kind: 'price', yuan: '19.90' },
      },
      {
        rank: 'primary',
        path: 'pay.validity',
        before: { kind: 'validity', validity: 'permanent', days: '', until: '' },
        after: { kind: 'validity', validity: 'days', days: '3', until: '' },
      },
    ])
  })

  it('says of a secret only that it is new', () => {
    const base = baseOf(
      baseRank(
        'code',
        {},
        { secrets: { ...noSecrets(), authCode: { isSet: true, setAt: null, length: 6, print: 'p' } } },
      ),
    )
    const list = changes((form) => {
      form.primary.drafts.code.authCode = 'hunter2'
    }, base)
    expect(list).toEqual([
      {
        rank: 'primary',
        path: 'code.authCode',
        before: { kind: 'secret', state: 'kept' },
        after: { kind: 'secret', state: 'new' },
      },
    ])
  })

  it('shows a switch as one change of type and what the new type brings', () => {
    const list = changes((form) => {
      form.primary.type = 'wx'
      form.primary.drafts.wx.amount = '3'
    })
    expect(list.map(({ path }) => path)).toEqual(['type', 'wx.duration'])
  })
})
