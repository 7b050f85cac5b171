import clsx from 'clsx'

const tones = [
  'bg-azurite-soft text-azurite',
  'bg-malachite-soft text-malachite',
  'bg-orpiment-soft text-orpiment',
  'bg-cinnabar-soft text-cinnabar',
  'bg-amethyst-soft text-amethyst',
] as const

const sizes = {
  s: 'h-9 w-[27px] text-16',
  l: 'h-[104px] w-[78px] text-34',
} as const

/**
 * The first character of a name on a mineral tone of its id. Never WeChat's picture: its address expires within hours, and
 * the policy of our pages loads pictures from nowhere else.
 */
export function DramaCover({ dramaId, name, size = 's' }: { dramaId: string; name: string; size?: 's' | 'l' }) {
  const letter = /[\p{L}\p{N}]/u.exec(name)?.[0] ?? '剧'
  const tone = tones[[...dramaId].reduce((sum, digit) => sum + Number(digit), 0) % tones.length]
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'grid shrink-0 place-items-center rounded-chip border border-line-soft font-serif font-semibold uppercase',
        sizes[size],
        tone,
      )}
    >
      {letter}
    </span>
  )
}
