import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSame, listChanges, valuesOf } from '@/lib/channels/changes-schema'
import {
  type BaseConditions,
  type ConditionsForm,
  type RankName,
  rankNames,
  settingsOf,
  toSubmission,
} from '@/lib/channels/form-schema'
import { mergeConditions } from '@/lib/channels/merge-schema'
import { baseOf, baseRank, formOf, noSecrets } from './channel-bases'

const pay = { title: '票', price: '9.90', validity: 'permanent', days: '', until: '' } as const
const stored = () =>
  baseOf(
    baseRank(
      'code',
      { code: { authCode: '', hint: '问主播', imageUrl: '' }, pay },
      {
        secrets: { ...noSecrets(), authCode: { isSet: true, setAt: null, length: 6, print: 'a' } },
      },
    ),
    baseRank('pay', { pay }),
  )
const mineOf = (base: BaseConditions, edit: (form: ConditionsForm) => void) => {
  const form = formOf(base)
  edit(form)
  return form
}
const theirsOf = (base: BaseConditions, edit: (base: BaseConditions) => void) => {
  const next = structuredClone(base)
  edit(next)
  return next
}

describe('a merge of three', () => {
  it('takes what each side changed alone, and asks about what both changed', () => {
    const base = stored()
    const mine = mineOf(base, (form) => {
      form.primary.drafts.code.hint = '我的'
      form.secondary.drafts.pay.price = '19.9'
    })
    const theirs = theirsOf(base, ({ primary, secondary }) => {
      primary.form.drafts.code.hint = '他们的'
      secondary.form.drafts.pay.title = '晚场票'
    })
    const asked = mergeConditions(base, mine, theirs)
    expect(asked.open).toBe(1)
    expect(asked.rows.map((row) => [row.rank, row.path, row.decision])).toEqual([
      ['primary', 'code.hint', 'open'],
      ['secondary', 'pay.title', 'theirs'],
      ['secondary', 'pay.price', 'mine'],
    ])
    const done = mergeConditions(base, mine, theirs, { 'primary.code.hint': 'theirs' })
    expect(done.open).toBe(0)
    expect(done.merged.primary.drafts.code.hint).toBe('他们的')
    expect(done.merged.secondary.drafts.pay).toMatchObject({ title: '晚场票', price: '19.9' })
  })

  it('asks about the way when they left it and I changed a value under it, and keeps what I typed either way', () => {
    const base = stored()
    const mine = mineOf(base, (form) => {
      form.primary.drafts.code.hint = '我的'
    })
    const theirs = theirsOf(base, ({ primary }) => {
      primary.form.type = 'custom'
    })
    expect(mergeConditions(base, mine, theirs).rows.find((row) => row.path === 'type')?.decision).toBe('open')
    for (const side of ['mine', 'theirs'] as const) {
      const { merged, open } = mergeConditions(base, mine, theirs, { 'primary.type': side })
      expect(open).toBe(0)
      expect(merged.primary.type).toBe(side === 'mine' ? 'code' : 'custom')
      expect(merged.primary.drafts.code.hint).toBe('我的')
    }
  })

  it('asks about a notice switched off by one while the other wrote its text', () => {
    const base = theirsOf(stored(), ({ primary }) => {
      primary.form.privacy = { enabled: true, content: '<p>一</p>' }
    })
    const off = { enabled: false, content: '' }
    const written = { enabled: true, content: '<p>二</p>' }
    for (const [ours, now] of [
      [written, off],
      [off, written],
    ] as const) {
      const mine = mineOf(base, (form) => {
        form.primary.privacy = ours
      })
      const theirs = theirsOf(base, ({ primary }) => {
        primary.form.privacy = now
      })
      expect(mergeConditions(base, mine, theirs).rows.find((row) => row.path === 'privacy.enabled')).toMatchObject({
        decision: 'open',
        needsChoice: true,
      })
      expect(mergeConditions(base, mine, theirs, {}, 'mine').merged.primary.privacy).toEqual(ours)
      expect(mergeConditions(base, mine, theirs, {}, 'theirs').merged.primary.privacy).toEqual(now)
    }
  })

  it('asks about a door they shut while I worked on it, and one I shut while they did', () => {
    const base = stored()
    const edited = mineOf(base, (form) => {
      form.secondary.drafts.pay.price = '1'
    })
    const shutByThem = theirsOf(base, ({ secondary }) => {
      secondary.form.enabled = false
    })
    expect(mergeConditions(base, edited, shutByThem).open).toBe(1)
    const shutByMe = mineOf(base, (form) => {
      form.secondary.enabled = false
    })
    const editedByThem = theirsOf(base, ({ secondary }) => {
      secondary.form.drafts.pay.price = '1'
    })
    const found = mergeConditions(base, shutByMe, editedByThem)
    expect(found.rows.find((row) => row.path === 'enabled')?.decision).toBe('open')
  })

  it('knows that a stored secret was replaced without knowing either value', () => {
    const base = stored()
    const replaced = theirsOf(base, ({ primary }) => {
      primary.secrets.authCode = { isSet: true, setAt: null, length: 6, print: 'b' }
    })
    const untouched = mergeConditions(base, formOf(base), replaced)
    expect(untouched.rows).toMatchObject([{ path: 'code.authCode', decision: 'theirs', theirs: { state: 'new' } }])
    const typed = mineOf(base, (form) => {
      form.primary.drafts.code.authCode = 'abc123'
    })
    expect(mergeConditions(base, typed, replaced).open).toBe(1)
    expect(mergeConditions(base, typed, replaced, {}, 'mine').merged.primary.drafts.code.authCode).toBe('abc123')
    expect(mergeConditions(base, typed, replaced, {}, 'theirs').merged.primary.drafts.code.authCode).toBe('')
  })

  it('leaves a door alone that they gave a type nobody can write', () => {
    const base = stored()
    const mine = mineOf(base, (form) => {
      form.primary.drafts.code.hint = '我的'
    })
    const theirs = theirsOf(base, ({ primary }) => {
      primary.form.type = null
      primary.unsupportedType = 'wxshare'
    })
    const found = mergeConditions(base, mine, theirs, {}, 'mine')
    expect(toSubmission(found.merged, theirs).primary).toBeNull()
    expect(found.merged.primary.drafts.code.hint).toBe('我的')
  })
})

type Edit = { rank: RankName; what: number; text: string }
const edits = fc.array(
  fc.record({
    rank: fc.constantFrom(...rankNames),
    what: fc.nat(7),
    text: fc.constantFrom('', 'x', 'y', '7', '8'),
  }),
  { maxLength: 6 },
)

function apply(form: ConditionsForm, list: readonly Edit[]): void {
  for (const { rank, what, text } of list) {
    const door = form[rank]
    if (what === 0) door.enabled = !door.enabled
    else if (what === 1)
      door.type = (['code', 'pay', 'phone', 'direct', 'public'] as const)[text.length + (text === 'y' ? 1 : 0)] ?? 'wx'
    else if (what === 2) door.drafts.code.hint = text
    else if (what === 3) door.drafts.pay.price = text === '8' ? '8' : '7.00'
    else if (what === 4) Object.assign(door.drafts.pay, { validity: text === '' ? 'permanent' : 'days', days: text })
    else if (what === 5) door.drafts.phone.title = text
    else if (what === 6) door.drafts.direct.directKey = text
    else door.privacy.content = text
  }
}

const held = (form: ConditionsForm, rank: RankName, path: string) => {
  const door = form[rank]
  if (path === 'enabled') return { kind: 'flag', on: door.enabled }
  if (path === 'type') return { kind: 'type', type: door.type }
  return door.type === null ? undefined : valuesOf(settingsOf(door, door.type))[path]
}

describe('any merge', () => {
  it('loses no change of either side without a choice that says so', () => {
    fc.assert(
      fc.property(edits, edits, (ours, others) => {
        const base = stored()
        const mine = mineOf(base, (form) => apply(form, ours))
        const theirs = theirsOf(base, ({ primary, secondary }) => {
          const form = { primary: primary.form, secondary: secondary.form }
          apply(
            form,
            others.filter((edit) => edit.what !== 6),
          )
        })
        const now = { primary: theirs.primary.form, secondary: theirs.secondary.form }
        const byMe = listChanges(base, toSubmission(mine, base))
        const byThem = listChanges(base, toSubmission(now, theirs))
        for (const fallback of ['mine', 'theirs'] as const) {
          const { merged, rows, open } = mergeConditions(base, mine, theirs, {}, fallback)
          expect(open).toBe(0)
          const choseAgainst = (rank: RankName, side: 'mine' | 'theirs') =>
            fallback !== side && rows.some((row) => row.rank === rank && row.needsChoice)
          for (const { rank, path, after } of byMe)
            if (!choseAgainst(rank, 'mine')) expect(held(merged, rank, path)).toEqual(after)
          for (const { rank, path, after } of byThem)
            if (!choseAgainst(rank, 'theirs')) expect(held(merged, rank, path)).toEqual(after)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('is the other side where one side changed nothing', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const base = stored()
        const changed = mineOf(base, (form) => apply(form, list))
        const alone = mergeConditions(base, changed, structuredClone(base))
        expect(alone.open).toBe(0)
        expect(listChanges(base, toSubmission(alone.merged, base))).toEqual(
          listChanges(base, toSubmission(changed, base)),
        )
        const theirs = theirsOf(base, ({ primary, secondary }) =>
          apply(
            { primary: primary.form, secondary: secondary.form },
            list.filter((edit) => edit.what !== 6),
          ),
        )
        const followed = mergeConditions(base, formOf(base), theirs)
        expect(followed.open).toBe(0)
        expect(listChanges(theirs, toSubmission(followed.merged, theirs))).toEqual([])
        expect(followed.rows.every((row) => !isSame(row.base, row.theirs))).toBe(true)
      }),
    )
  })
})
