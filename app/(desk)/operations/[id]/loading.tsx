import { SheetSkeleton } from '@/components/shell/sheet-skeleton'

export default function Loading() {
  return <SheetSkeleton actions={5} />
}
