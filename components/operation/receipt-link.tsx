import type { Route } from 'next'
import Link from 'next/link'

export const ReceiptLink = ({ number }: { number: number }) => (
  <Link href={`/operations/R-${number}` as Route} className="link mono" prefetch={false}>
    R-{number}
  </Link>
)
