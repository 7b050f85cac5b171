import clsx from 'clsx'
import { useId } from 'react'

export type SealState = 'verified' | 'partial' | 'mismatch' | 'unknown'

/** Read right to left, top to bottom, as on a carved seal. */
const carved: Record<SealState, { right: [string, string]; left: [string, string] }> = {
  verified: { right: ['回', '读'], left: ['核', '实'] },
  partial: { right: ['部', '分'], left: ['核', '实'] },
  mismatch: { right: ['回', '读'], left: ['不', '一'] },
  unknown: { right: ['结', '果'], left: ['待', '核'] },
}

const LEFT_HALF = 'M-4-4h84v4l-1 14 2 12-3 15 2 13-2 14 2 12-2 13 3 15-2 13 1 14-1 15v14H-4z'
const RIGHT_HALF = 'M81-4h83v168H80.5v-4l1-15-1-14 2-13-3-15 2-13-2-12 2-14-2-13 3-15-2-12 1-14z'

export type SealProps = {
  state: SealState
  /** About eight characters around the upper rim. */
  rim: string
  reference: string
  /** `20261121` */
  day: string
  /** Spoken in place of the drawing; the verdict stands beside it as text anyway. */
  label: string
  size?: number
  /** Plays the landing once; set only when the verdict has just come in. */
  landing?: boolean
}

/** 勘合, a tally of two halves: left what upstream answered, right what was read back. */
export function Seal({ state, rim, reference, day, label, size = 168, landing }: SealProps) {
  const key = useId()
  const id = (part: string) => `${key}${part}`
  const url = (part: string) => `url(#${id(part)})`
  const inked = (
    <g filter={url('ink')}>
      <g mask={url('worn')} fill="currentColor">
        <circle cx="80" cy="80" r="76" fill="none" stroke="currentColor" strokeWidth="3.4" />
        <circle cx="80" cy="80" r="71.5" fill="none" stroke="currentColor" strokeWidth=".8" />
        <use href={`#${id('face')}`} />
      </g>
    </g>
  )
  // Filled over its own stroke: a web font's strokes overlap, and only the outer edge may show.
  const outline = (
    <g stroke="currentColor" strokeWidth="1.1">
      <circle cx="80" cy="80" r="75" fill="none" strokeDasharray="3 3.2" />
      <g fill="var(--surface)" paintOrder="stroke">
        <use href={`#${id('face')}`} />
      </g>
    </g>
  )
  return (
    <svg
      viewBox="0 0 160 160"
      width={size}
      height={size}
      className={clsx('seal', landing && 'landing')}
      role="img"
      aria-label={label}
    >
      <defs>
        <filter id={id('ink')} x="-5%" y="-5%" width="110%" height="110%">
          <feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="7" result="n" />
          <feDisplacementMap in="SourceGraphic" in2="n" scale="1" />
        </filter>
        <filter id={id('wear')} x="0" y="0" width="100%" height="100%">
          <feTurbulence type="fractalNoise" baseFrequency=".3" numOctaves="3" seed="4" />
          <feColorMatrix values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  0 0 0 -7 5.6" />
        </filter>
        <mask id={id('worn')}>
          <rect width="160" height="160" fill="#000" />
          <rect width="160" height="160" filter={url('wear')} />
        </mask>
        <clipPath id={id('left')}>
          <path d={LEFT_HALF} />
        </clipPath>
        <clipPath id={id('right')}>
          <path d={RIGHT_HALF} />
        </clipPath>
        <path id={id('top')} d="M24 80a56 56 0 0 1 112 0" />
        <path id={id('foot')} d="M15.5 80a64.5 64.5 0 0 0 129 0" />
        <Face id={id} state={state} rim={rim} reference={reference} day={day} />
      </defs>
      <g transform="rotate(-7 80 80)">
        {state === 'verified' ? inked : null}
        {state === 'unknown' ? outline : null}
        {state === 'partial' ? (
          <>
            <g clipPath={url('left')}>{inked}</g>
            <g clipPath={url('right')}>{outline}</g>
          </>
        ) : null}
        {state === 'mismatch' ? (
          <>
            <g transform="translate(-1 -4)">
              <g clipPath={url('left')}>{inked}</g>
            </g>
            <g transform="translate(3 6)">
              <g clipPath={url('right')}>{inked}</g>
            </g>
          </>
        ) : null}
      </g>
    </svg>
  )
}

type FaceProps = Pick<SealProps, 'state' | 'rim' | 'reference' | 'day'> & {
  id: (part: string) => string
}

function Face({ id, state, rim, reference, day }: FaceProps) {
  const { left, right } = carved[state]
  return (
    <g id={id('face')} style={{ fontFamily: 'var(--serif)', fontWeight: 600 }}>
      <text fontSize="14" letterSpacing="2.2">
        <textPath href={`#${id('top')}`} startOffset="50%" textAnchor="middle">
          {rim}
        </textPath>
      </text>
      <text fontSize="10.5" letterSpacing="1.4">
        <textPath href={`#${id('foot')}`} startOffset="31%" textAnchor="middle">
          {reference}
        </textPath>
        <textPath href={`#${id('foot')}`} startOffset="69.5%" textAnchor="middle">
          {day}
        </textPath>
      </text>
      <g textAnchor="middle" fontSize="36">
        <text x="60" y="77">
          {left[0]}
        </text>
        <text x="60" y="114">
          {left[1]}
        </text>
        <text x="101" y="77">
          {right[0]}
        </text>
        <text x="101" y="114">
          {right[1]}
        </text>
      </g>
    </g>
  )
}
