import { Fragment } from 'react'

/** The proof of an event, piece by piece: none of them can turn the direction of the next. */
export function Evidence({ pieces, className }: { pieces: readonly string[]; className: string }) {
  if (pieces.length === 0) return null
  return (
    <p className={className}>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what an event proves never changes
        <Fragment key={index}>
          {index === 0 ? null : '　'}
          <bdi>{piece}</bdi>
        </Fragment>
      ))}
    </p>
  )
}
