import type { Route } from 'next'
import { redirect } from 'next/navigation'

/** The desk opens where the work is. */
export default function HomePage() {
  redirect('/grants' as Route)
}
