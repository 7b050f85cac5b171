import { Bone, FormSkeleton, TableSkeleton } from '@/components/ui/skeleton'
import { DocumentRule } from './document-rule'

/** The shape of a document while it is read: a receipt, or an event. */
export function SheetSkeleton({ actions }: { actions: number }) {
  return (
    <div className="px-6 pb-12 max-tablet:px-4">
      <div aria-hidden="true" className="flex min-h-[52px] flex-wrap items-center justify-end gap-1 py-2">
        {Array.from({ length: actions }, (_, action) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder has no identity
          <Bone key={action} width="76px" height={32} />
        ))}
      </div>
      <div className="sheet">
        <div className="-mx-px">
          <DocumentRule />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)_276px] max-desk:grid-cols-1">
          <div className="grid min-w-0 content-start gap-3 px-7 pt-4 pb-6 max-tablet:px-4">
            <Bone width="96px" />
            <Bone width="70%" height={28} />
            <Bone width="46%" />
            <TableSkeleton rows={8} columns={3} />
          </div>
          <div className="border-l border-line px-[22px] pt-[18px] pb-6 max-desk:border-t max-desk:border-l-0">
            <FormSkeleton fields={4} />
          </div>
        </div>
      </div>
    </div>
  )
}
